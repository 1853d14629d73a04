using System.Text;
using Parlor.Server.Accounts;
using Parlor.Server.Administration;
using Parlor.Server.Data;
using Parlor.Server.Messages;
using Parlor.Server.Realtime;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>Who is told: lines for two who are alike in all of this are the same, but for direct messages.</summary>
internal readonly record struct IrcListener(long UserId, Capability Capabilities, string ClientIdPrefix)
{
    public bool Has(Capability capability) => (Capabilities & capability) != Capability.None;
}

/// <summary>Puts what happens into lines of IRC.</summary>
internal sealed class IrcEvents(Settings settings, IrcPeople people, MessageLines messages, PassingNotes notes)
{
    /// <summary>Those on which it depends how an event is put.</summary>
    private const Capability Shaping = Capability.AccountTag | Capability.ServerTime | Capability.MessageTags | Capability.ExtendedJoin
        | Capability.Redaction | Capability.AwayNotify | Capability.InviteNotify | Capability.SetName | Capability.Batch | Capability.Multiline;

    /// <summary>Whether the person has come into a room by it.</summary>
    public static bool IsArrival(OutgoingEvent happened, long userId) => happened is MemberJoined joined && joined.SubjectId == userId;

    /// <summary>The lines of an event, and whether the listener's own client caused it; null: nothing is said of it.</summary>
    public (byte[] Lines, bool IsOwn)? Render(OutgoingEvent happened, IrcRoom? room, IrcListener listener, Renderings shared)
    {
        var isOwnMessage = ClientIdOf(happened)?.StartsWith(listener.ClientIdPrefix, StringComparison.Ordinal) is true;
        if (isOwnMessage && !listener.Has(Capability.EchoMessage))
            return null;
        var isOwn = isOwnMessage || (happened is RoomEvent and not MessagePosted && ((RoomEvent)happened).ActorId == listener.UserId)
            || (happened is IrcEvent irc and not TagMessage && irc.By.UserId == listener.UserId);
        var isPersonal = room is { Kind: RoomKind.Direct }
            || happened is AwayChanged or TagMessage or RealNameChanged or Invited or RoomDeleted
            || (happened is MemberJoined joined && people.AwayOf(joined.SubjectId!.Value) is not null);
        var format = (Shape: listener.Capabilities & Shaping, Reader: isPersonal ? listener.UserId : 0);
        var bytes = shared.Get(format, _ => Encode(happened, room, listener));
        return bytes is null ? null : (bytes, isOwn);
    }

    /// <summary>Something of the past as lines.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="room">Where.</param>
    /// <param name="listener">Who is told now.</param>
    /// <param name="moreTags">Tags to put before the others.</param>
    public IEnumerable<(string Tags, string Body)> Played(RoomEvent happened, IrcRoom room, IrcListener listener, string moreTags) =>
        happened is MessagePosted posted
            ? messages.Of(posted.Message, room, listener, moreTags)
            : Single(happened, room, listener).Select(line => (IrcTags.Joined(moreTags, line.Tags), line.Body));

    private static string? ClientIdOf(OutgoingEvent happened) =>
        happened is MessagePosted posted ? posted.Message.ClientId : (happened as TagMessage)?.ClientId;

    private byte[]? Encode(OutgoingEvent happened, IrcRoom? room, IrcListener listener)
    {
        var lines = happened switch
        {
            MessageEdited edited => room is null ? [] : messages.OfEdited(edited, room, listener),
            MessagePosted posted => room is null ? [] : messages.Of(posted.Message, room, listener),
            MemberJoined joined when people.AwayOf(joined.SubjectId!.Value) is not null => [.. Single(happened, room, listener), .. AwayOnArrival(joined, listener)],
            _ => Single(happened, room, listener),
        };
        var text = new StringBuilder();
        foreach (var (tags, body) in lines)
        {
            if (tags.Length > 0)
                text.Append('@').Append(tags).Append(' ');
            text.Append(body).Append("\r\n");
        }

        return text.Length == 0 ? null : Encoding.UTF8.GetBytes(text.ToString());
    }

    private IEnumerable<(string Tags, string Body)> Single(OutgoingEvent happened, IrcRoom? room, IrcListener listener) =>
        Line(happened, room, listener) is { } line ? [line] : [];

    /// <summary>Somebody who is away has come into a room (IRCv3 away-notify).</summary>
    private IEnumerable<(string Tags, string Body)> AwayOnArrival(MemberJoined joined, IrcListener listener) =>
        Ephemeral(new AwayChanged(people.Of(joined.User), people.AwayOf(joined.SubjectId!.Value)), null, listener) is { } line ? [line] : [];

    private (string Tags, string Body)? Line(OutgoingEvent happened, IrcRoom? room, IrcListener listener) => happened switch
    {
        IrcEvent irc => Ephemeral(irc, room, listener),
        ServerAnnouncement announced => ("", $":{settings.Irc.Name} NOTICE $* :{SafeText.Line(announced.Text)}"),
        RoomEvent when room is null => null,
        RoomDeleted => room is null ? null : ("", $":{settings.Irc.Name} KICK {room.Channel} {people.Of(listener.UserId).Nick} :The room was deleted"),
        Typing typing => Typed(typing, room!, listener),
        ReactionChanged reaction => Reacted(reaction, room, listener),
        MessageDeleted deleted when listener.Has(Capability.Redaction) => Done(
            deleted, deleted.By, listener, by => $"REDACT {messages.TargetOf(room!, by, listener.UserId)} {deleted.Message.Room}:{deleted.Message.Seq}{Reason(deleted)}"),
        RoomEvent of when room!.Kind != RoomKind.Direct => InChannel(of, room.Channel, listener),
        _ => null,
    };

    private (string Tags, string Body)? InChannel(RoomEvent happened, string channel, IrcListener listener) => happened switch
    {
        MemberJoined joined => Done(joined, joined.User, listener, by => listener.Has(Capability.ExtendedJoin)
            ? $"JOIN {channel} {by.Account ?? "*"} :{by.RealName}"
            : $"JOIN {channel}"),
        MemberLeft { By: { } by } kicked => Done(kicked, by, listener, _ => $"KICK {channel} {people.Of(kicked.User).Nick} :{LeavingNote(kicked) ?? people.Of(by).Nick}"),
        MemberLeft left when people.HasGone(left.ActorId) => null,
        MemberLeft left => Done(left, left.User, listener, _ => $"PART {channel}{(LeavingNote(left) is { } why ? " :" + why : "")}"),
        MemberUpdated updated => ChannelModes.Change(updated.Before?.Role, updated.Given.Role, people.Of(updated.User).Nick) is { } change
            ? Done(updated, updated.By, listener, _ => $"MODE {channel} {change}")
            : null,
        MemberBanned banned => Done(banned, banned.By, listener, _ => $"MODE {channel} +b {people.Of(banned.User).Nick}!*@*"),
        MemberUnbanned freed => Done(freed, freed.By, listener, _ => $"MODE {channel} -b {people.Of(freed.User).Nick}!*@*"),
        RoomUpdated updated => Updated(updated, channel, listener),
        _ => null,
    };

    private (string Tags, string Body)? Updated(RoomUpdated updated, string channel, IrcListener listener)
    {
        var (before, after) = (updated.Before ?? updated.Details, updated.Details);
        if (!string.Equals(before.Topic, after.Topic, StringComparison.Ordinal))
            return Done(updated, updated.By, listener, _ => $"TOPIC {channel} :{after.Topic}");
        return ChannelModes.Change(before, after) is { } change ? Done(updated, updated.By, listener, _ => $"MODE {channel} {change}") : null;
    }

    private (string Tags, string Body)? Reacted(ReactionChanged reaction, IrcRoom? room, IrcListener listener)
    {
        if (room is null || !listener.Has(Capability.MessageTags))
            return null;
        var by = people.Of(reaction.User);
        var tag = reaction is ReactionAdded ? "+draft/react" : "+draft/unreact";
        var own = $"{tag}={IrcMessage.Escaped(reaction.Emoji)};+draft/reply={Ids.Text(reaction.RoomId)}:{reaction.MessageSeq}";
        return (IrcTags.Of(listener, by, reaction.At, $"{Ids.Text(reaction.RoomId)}:{reaction.Seq}") + ";" + own,
            $":{by.Mask} TAGMSG {messages.TargetOf(room, by, listener.UserId)}");
    }

    private (string Tags, string Body)? Typed(Typing typing, IrcRoom room, IrcListener listener)
    {
        if (!listener.Has(Capability.MessageTags))
            return null;
        var by = people.Of(typing.User);
        return ("+typing=active", $":{by.Mask} TAGMSG {messages.TargetOf(room, by, listener.UserId)}");
    }

    private (string Tags, string Body)? Ephemeral(IrcEvent irc, IrcRoom? room, IrcListener listener) => irc switch
    {
        NickChanged nick => (IrcTags.Of(listener, nick.By, null, null), $":{nick.By.Mask} NICK {nick.Nick}"),
        GuestQuit quit => ("", $":{quit.By.Mask} QUIT :{quit.Why}"),
        AwayChanged away when listener.Has(Capability.AwayNotify) && away.By.UserId != listener.UserId =>
            (IrcTags.Of(listener, away.By, null, null), $":{away.By.Mask} AWAY{(away.Why is null ? "" : " :" + away.Why)}"),
        RealNameChanged named when listener.Has(Capability.SetName) => (IrcTags.Of(listener, named.By, null, null), $":{named.By.Mask} SETNAME :{named.By.RealName}"),
        Invited invited when listener.UserId == invited.Person.UserId || (listener.Has(Capability.InviteNotify) && listener.UserId != invited.By.UserId) =>
            (IrcTags.Of(listener, invited.By, null, null), $":{invited.By.Mask} INVITE {invited.Person.Nick} {invited.Channel}"),
        TagMessage message when listener.Has(Capability.MessageTags) => (
            IrcTags.Joined(IrcTags.Of(listener, message.By, message.At, "tags:" + message.ClientId), message.Tags),
            $":{message.By.Mask} TAGMSG {(message.ToUserId is { } to ? people.Of(to).Nick : room!.Channel)}"),
        _ => null,
    };

    private (string Tags, string Body) Done(RoomEvent happened, Person person, IrcListener listener, Func<IrcIdentity, string> body)
    {
        var by = people.Of(person);
        return (IrcTags.Of(listener, by, happened.At, $"{Ids.Text(happened.RoomId)}:{happened.Seq}"), $":{by.Mask} {body(by)}");
    }

    /// <summary>What was said in IRC; the reason that the audit log keeps is not for everybody.</summary>
    private string? LeavingNote(MemberLeft left) => notes.Find(PassingNotes.LeavingKey(left.RoomId, left.SubjectId));

    private string Reason(MessageDeleted deleted) =>
        notes.Find(PassingNotes.RedactionKey(deleted.RoomId, deleted.Message.Seq)) is { } why ? " :" + why : "";
}
