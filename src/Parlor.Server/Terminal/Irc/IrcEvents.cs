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
internal sealed class IrcEvents(Settings settings, IrcPeople people, MessageLines messages, PassingNotes notes, IgnoredPeople ignored)
{
    /// <summary>Those on which it depends how an event is put.</summary>
    private const Capability Shaping = Capability.Metadata3 | Capability.AccountTag | Capability.ServerTime | Capability.MessageTags | Capability.ExtendedJoin
        | Capability.Redaction | Capability.AwayNotify | Capability.InviteNotify | Capability.SetName | Capability.ChannelRename | Capability.Batch
        | Capability.Multiline;

    private readonly ChannelLines _channel = new(people, notes);

    /// <summary>Whether the person has come into a room by it, or their client takes it for that.</summary>
    public static bool IsArrival(OutgoingEvent happened, IrcListener listener) =>
        (happened is MemberJoined joined && joined.SubjectId == listener.UserId)
        || (!listener.Has(Capability.ChannelRename) && ChannelLines.IsRenaming(happened));

    /// <summary>The lines of an event, and whether the listener's own client caused it; null: nothing is said of it.</summary>
    public (byte[] Lines, bool IsOwn)? Render(OutgoingEvent happened, IrcRoom? room, IrcListener listener, Renderings shared)
    {
        if (happened is MetadataChanged change && !change.IsFor(listener))
            return null;
        var isKept = happened is GuestQuit { ExceptPrefix: { } prefix } && string.Equals(prefix, listener.ClientIdPrefix, StringComparison.Ordinal);
        if (isKept || ignored.Hides(listener.UserId, happened))
            return null;
        var isOwnMessage = ClientIdOf(happened)?.StartsWith(listener.ClientIdPrefix, StringComparison.Ordinal) is true;
        if (isOwnMessage && !listener.Has(Capability.EchoMessage))
            return null;
        var isOwn = isOwnMessage || (happened is RoomEvent and not MessagePosted && ((RoomEvent)happened).ActorId == listener.UserId)
            || (happened is IrcEvent irc and not TagMessage && irc.By.UserId == listener.UserId)
            || (happened is ChannelChanged changed && Ids.Parse(changed.By.Id) == listener.UserId);
        var isPersonal = room is { Kind: RoomKind.Direct }
            || happened is AwayChanged or TagMessage or MetadataChanged or RealNameChanged or Invited or RoomDeleted
            || ChannelLines.IsRenaming(happened)
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
            : OfRoom(happened, room, listener).Select(line => (IrcTags.Joined(moreTags, line.Tags), line.Body));

    private static string? ClientIdOf(OutgoingEvent happened) =>
        happened is MessagePosted posted ? posted.Message.ClientId : (happened as TagMessage)?.ClientId;

    private byte[]? Encode(OutgoingEvent happened, IrcRoom? room, IrcListener listener)
    {
        var lines = happened switch
        {
            MessageEdited edited => room is null ? [] : messages.OfEdited(edited, room, listener),
            MessagePosted posted => room is null ? [] : messages.Of(posted.Message, room, listener),
            MemberJoined joined when people.AwayOf(joined.SubjectId!.Value) is not null => [.. OfRoom(joined, room, listener), .. AwayOnArrival(joined, listener)],
            RoomEvent of => OfRoom(of, room, listener),
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

    private IEnumerable<(string Tags, string Body)> OfRoom(RoomEvent happened, IrcRoom? room, IrcListener listener) =>
        room is { Kind: not RoomKind.Direct } && happened is not (ReactionChanged or MessageDeleted)
            ? _channel.Of(happened, room, listener)
            : Single(happened, room, listener);

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
        ChannelChanged changed => room is null ? null : _channel.Of(changed, room, listener),
        ReactionChanged reaction => Reacted(reaction, room, listener),
        MessageDeleted deleted when listener.Has(Capability.Redaction) => _channel.Done(
            deleted, deleted.By, listener, by => $"REDACT {messages.TargetOf(room!, by, listener.UserId)} {deleted.Message.Room}:{deleted.Message.Seq}{Reason(deleted)}"),
        _ => null,
    };

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
        MetadataChanged changed => ("", MetadataSubscriptions.Line(
            listener.Capabilities, (settings.Irc.Name, people.Of(listener.UserId).Nick), changed.By.Mask, changed.Change)),
        StatusMessage status => (IrcTags.Of(listener, status.By, status.At, null), $":{status.By.Mask} {status.Body}"),
        TagMessage message when listener.Has(Capability.MessageTags) => (
            IrcTags.Joined(IrcTags.Of(listener, message.By, message.At, "tags:" + message.ClientId), message.Tags),
            $":{message.By.Mask} TAGMSG {(message.ToUserId is { } to ? people.Of(to).Nick : room!.Channel)}"),
        _ => null,
    };

    private string Reason(MessageDeleted deleted) =>
        notes.Find(PassingNotes.RedactionKey(deleted.RoomId, deleted.Message.Seq)) is { } why ? " :" + why : "";
}
