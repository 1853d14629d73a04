using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Realtime;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>Puts what happens to a room and its members into lines of IRC.</summary>
internal sealed class ChannelLines(IrcPeople people, PassingNotes notes)
{
    /// <summary>Whether it gives a room another name, which clients that do not know of such a thing take for another room.</summary>
    public static bool IsRenaming(OutgoingEvent happened) =>
        happened is RoomUpdated { Before: { } before, Details: var after } && !string.Equals(before.Name, after.Name, StringComparison.Ordinal);

    /// <summary>The lines of an event of a room that is no direct conversation.</summary>
    public IEnumerable<(string Tags, string Body)> Of(RoomEvent happened, IrcRoom room, IrcListener listener)
    {
        if (happened is RoomUpdated updated)
            return Updated(updated, room, listener);
        return One(happened, room, listener) is { } line ? [line] : [];
    }

    /// <summary>The line of a change of how a room may be used.</summary>
    public (string Tags, string Body)? Of(ChannelChanged changed, IrcRoom room, IrcListener listener)
    {
        var modes = changed switch
        {
            ChannelSettingsChanged settings => ChannelFlags.Line(ChannelFlags.Between(settings.Before, settings.After)),
            VoiceChanged voice => ChannelFlags.Line([new ModeChange(voice.IsVoiced, ChannelModes.Voice, people.Of(voice.User).Nick)]),
            ChannelMaskChanged mask => ChannelFlags.Line([new ModeChange(mask.IsSet, MaskCommands.Letter(mask.Kind), mask.Mask)]),
            _ => null,
        };
        var by = people.Of(changed.By);
        return modes is null ? null : (IrcTags.Of(listener, by, changed.At, id: null), $":{by.Mask} MODE {room.Channel} {modes}");
    }

    /// <summary>A line about something that somebody has done.</summary>
    public (string Tags, string Body) Done(RoomEvent happened, Person person, IrcListener listener, Func<IrcIdentity, string> body)
    {
        var by = people.Of(person);
        return (IrcTags.Of(listener, by, happened.At, $"{Ids.Text(happened.RoomId)}:{happened.Seq}"), $":{by.Mask} {body(by)}");
    }

    private (string Tags, string Body)? One(RoomEvent happened, IrcRoom room, IrcListener listener) => happened switch
    {
        MemberJoined joined => Done(joined, joined.User, listener, by => Join(by, room, listener)),
        MemberLeft { By: { } by } kicked => Done(
            kicked, by, listener, _ => $"KICK {room.Channel} {people.Of(kicked.User).Nick} :{LeavingNote(kicked) ?? people.Of(by).Nick}"),
        MemberLeft left when people.HasGone(left.ActorId) => null,
        MemberLeft left => Done(left, left.User, listener, _ => $"PART {room.Channel}{(LeavingNote(left) is { } why ? " :" + why : "")}"),
        MemberUpdated updated => ChannelModes.Change(updated.Before?.Role, updated.Given.Role, people.Of(updated.User).Nick, room.IsPassing) is { } change
            ? Done(updated, updated.By, listener, _ => $"MODE {room.Channel} {change}")
            : null,
        MemberBanned banned => Done(banned, banned.By, listener, _ => $"MODE {room.Channel} +b {people.Of(banned.User).Nick}!*@*"),
        MemberUnbanned freed => Done(freed, freed.By, listener, _ => $"MODE {room.Channel} -b {people.Of(freed.User).Nick}!*@*"),
        _ => null,
    };

    private static string Join(IrcIdentity by, IrcRoom room, IrcListener listener) => listener.Has(Capability.ExtendedJoin)
        ? $"JOIN {room.Channel} {by.Account ?? "*"} :{by.RealName}"
        : $"JOIN {room.Channel}";

    private IEnumerable<(string Tags, string Body)> Updated(RoomUpdated updated, IrcRoom room, IrcListener listener)
    {
        var (before, after) = (updated.Before ?? updated.Details, updated.Details);
        if (IsRenaming(updated))
        {
            foreach (var line in Renamed(updated, before, room, listener))
                yield return line;
        }

        if (!string.Equals(before.Topic, after.Topic, StringComparison.Ordinal))
            yield return Done(updated, updated.By, listener, by => $"TOPIC {room.Channel} :{Fitting(after.Topic, by, room)}");
        var settings = updated.Settings is { } changed ? ChannelFlags.Between(changed.Before, changed.After) : [];
        if (ChannelFlags.Line(ChannelFlags.Between(before, after).Concat(settings)) is { } modes)
            yield return Done(updated, updated.By, listener, _ => $"MODE {room.Channel} {modes}");
    }

    /// <summary>As much of a topic as goes into its line.</summary>
    private static string Fitting(string topic, IrcIdentity by, IrcRoom room) =>
        MessageText.Beginning(topic, IrcMessage.LongestBody - MessageLines.HeadLength(by, "TOPIC", room.Channel));

    /// <summary>To a client that does not know of other names, the person goes from one channel into another.</summary>
    private IEnumerable<(string Tags, string Body)> Renamed(RoomUpdated updated, RoomDetails before, IrcRoom room, IrcListener listener)
    {
        var (old, why) = ("#" + before.Name, notes.Find(PassingNotes.RenamingKey(room.Id)) ?? "");
        if (listener.Has(Capability.ChannelRename))
        {
            yield return Done(updated, updated.By, listener, _ => $"RENAME {old} {room.Channel} :{why}");
            yield break;
        }

        var me = people.Of(listener.UserId);
        yield return (IrcTags.Of(listener, me, updated.At, id: null), $":{me.Mask} PART {old} :{(why.Length == 0 ? "The channel has another name" : why)}");
        yield return (IrcTags.Of(listener, me, updated.At, id: null), $":{me.Mask} {Join(me, room, listener)}");
    }

    /// <summary>What was said in IRC; the reason that the audit log keeps is not for everybody.</summary>
    private string? LeavingNote(MemberLeft left) => notes.Find(PassingNotes.LeavingKey(left.RoomId, left.SubjectId));
}
