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
internal sealed class IrcEvents(IrcPeople people, PassingNotes notes)
{
    /// <summary>Those on which it depends how an event is put.</summary>
    private const Capability Shaping = Capability.AccountTag | Capability.ServerTime | Capability.MessageTags | Capability.ExtendedJoin
        | Capability.Redaction | Capability.AwayNotify | Capability.InviteNotify | Capability.SetName | Capability.ChannelRename;

    private readonly ChannelLines _channel = new(people, notes);

    /// <summary>Whether the person has come into a room by it, or their client takes it for that.</summary>
    public static bool IsArrival(OutgoingEvent happened, IrcListener listener) =>
        (happened is MemberJoined joined && joined.SubjectId == listener.UserId)
        || (!listener.Has(Capability.ChannelRename) && ChannelLines.IsRenaming(happened));

    /// <summary>The lines of an event, and whether the listener's own client caused it; null: nothing is said of it.</summary>
    public (byte[] Lines, bool IsOwn)? Render(OutgoingEvent happened, IrcRoom? room, IrcListener listener, Renderings shared)
    {
        var isOwnMessage = ClientIdOf(happened)?.StartsWith(listener.ClientIdPrefix, StringComparison.Ordinal) is true;
        if (isOwnMessage && !listener.Has(Capability.EchoMessage))
            return null;
        var isOwn = isOwnMessage || (happened is RoomEvent and not MessagePosted && ((RoomEvent)happened).ActorId == listener.UserId)
            || (happened is IrcEvent irc and not TagMessage && irc.By.UserId == listener.UserId)
            || (happened is ChannelChanged changed && Ids.Parse(changed.By.Id) == listener.UserId);
        var isPersonal = room is { Kind: RoomKind.Direct } || happened is AwayChanged or TagMessage or RealNameChanged or Invited or RoomDeleted || ChannelLines.IsRenaming(happened);
        var format = (Shape: listener.Capabilities & Shaping, Reader: isPersonal ? listener.UserId : 0);
        var bytes = shared.Get(format, _ => Encode(happened, room, listener));
        return bytes is null ? null : (bytes, isOwn);
    }

    /// <summary>A message as lines, each with the tags that the listener understands.</summary>
    /// <param name="message">The message.</param>
    /// <param name="room">Where it was posted.</param>
    /// <param name="listener">To whom.</param>
    /// <param name="moreTags">Tags to put before the others.</param>
    public IEnumerable<(string Tags, string Body)> Lines(Message message, IrcRoom room, IrcListener listener, string moreTags = "")
    {
        var author = people.Of(message.Author);
        var tags = Tags(listener, author, message.At, $"{message.Room}:{message.Seq}", moreTags);
        if (listener.Has(Capability.MessageTags))
        {
            if (message.ReplyTo is { } replied)
                tags += $";+draft/reply={message.Room}:{replied}";
            if (notes.Find(message.ClientId) is { Length: > 0 } own)
                tags += ";" + own;
        }

        var command = PassingNotes.IsNotice(message.ClientId) ? "NOTICE" : "PRIVMSG";
        var head = $":{author.Mask} {command} {TargetOf(room, author, listener.UserId)} :";
        foreach (var line in MessageText.Lines(message.Text, IrcMessage.LongestBody - Encoding.UTF8.GetByteCount(head)))
            yield return (tags, head + line);
    }

    /// <summary>Tags of a line: when it happened, who did it, and what it is known by.</summary>
    public static string Tags(IrcListener listener, IrcIdentity? by, Timestamp? at, string? id, string moreTags = "")
    {
        var tags = new StringBuilder(moreTags);
        if (at is { } when && listener.Has(Capability.ServerTime))
            Add(tags, "time", when.ToString());
        if (id is not null && listener.Has(Capability.MessageTags))
            Add(tags, "msgid", id);
        if (by?.Account is { } account && listener.Has(Capability.AccountTag))
            Add(tags, "account", account);
        return tags.ToString();
    }

    private static void Add(StringBuilder tags, string name, string value)
    {
        if (tags.Length > 0)
            tags.Append(';');
        tags.Append(name).Append('=').Append(value);
    }

    private static string? ClientIdOf(OutgoingEvent happened) =>
        happened is MessagePosted posted ? posted.Message.ClientId : (happened as TagMessage)?.ClientId;

    private byte[]? Encode(OutgoingEvent happened, IrcRoom? room, IrcListener listener)
    {
        var lines = happened switch
        {
            MessagePosted posted => room is null ? [] : Lines(posted.Message, room, listener),
            RoomEvent of and not (ReactionChanged or MessageDeleted) when room is { Kind: not RoomKind.Direct } => _channel.Of(of, room, listener),
            _ => Line(happened, room, listener) is { } one ? [one] : [],
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

    private (string Tags, string Body)? Line(OutgoingEvent happened, IrcRoom? room, IrcListener listener) => happened switch
    {
        IrcEvent irc => Ephemeral(irc, room, listener),
        ServerAnnouncement announced => ("", $":{IrcOutput.ServerName} NOTICE $* :{SafeText.Line(announced.Text)}"),
        RoomEvent when room is null => null,
        RoomDeleted => room is null ? null : ("", $":{IrcOutput.ServerName} KICK {room.Channel} {people.Of(listener.UserId).Nick} :The room was deleted"),
        Typing typing => Typed(typing, room!, listener),
        ChannelChanged changed => room is null ? null : _channel.Of(changed, room, listener),
        ReactionChanged reaction => Reacted(reaction, room, listener),
        MessageDeleted deleted when listener.Has(Capability.Redaction) => _channel.Done(
            deleted, deleted.By, listener, by => $"REDACT {TargetOf(room!, by, listener.UserId)} {deleted.Message.Room}:{deleted.Message.Seq}"),
        _ => null,
    };

    private (string Tags, string Body)? Reacted(ReactionChanged reaction, IrcRoom? room, IrcListener listener)
    {
        if (room is null || !listener.Has(Capability.MessageTags))
            return null;
        var by = people.Of(reaction.User);
        var tag = reaction is ReactionAdded ? "+draft/react" : "+draft/unreact";
        var own = $"{tag}={IrcMessage.Escaped(reaction.Emoji)};+draft/reply={Ids.Text(reaction.RoomId)}:{reaction.MessageSeq}";
        return (Tags(listener, by, reaction.At, $"{Ids.Text(reaction.RoomId)}:{reaction.Seq}") + ";" + own,
            $":{by.Mask} TAGMSG {TargetOf(room, by, listener.UserId)}");
    }

    private (string Tags, string Body)? Typed(Typing typing, IrcRoom room, IrcListener listener)
    {
        if (!listener.Has(Capability.MessageTags))
            return null;
        var by = people.Of(typing.User);
        return ("+typing=active", $":{by.Mask} TAGMSG {TargetOf(room, by, listener.UserId)}");
    }

    private (string Tags, string Body)? Ephemeral(IrcEvent irc, IrcRoom? room, IrcListener listener) => irc switch
    {
        NickChanged nick => ("", $":{nick.By.Mask} NICK {nick.Nick}"),
        GuestQuit quit => ("", $":{quit.By.Mask} QUIT :{quit.Why}"),
        AwayChanged away when listener.Has(Capability.AwayNotify) && away.By.UserId != listener.UserId =>
            (Tags(listener, away.By, null, null), $":{away.By.Mask} AWAY{(away.Why is null ? "" : " :" + away.Why)}"),
        RealNameChanged named when listener.Has(Capability.SetName) => ("", $":{named.By.Mask} SETNAME :{named.By.RealName}"),
        Invited invited when listener.UserId == invited.Person.UserId || (listener.Has(Capability.InviteNotify) && listener.UserId != invited.By.UserId) =>
            ("", $":{invited.By.Mask} INVITE {invited.Person.Nick} {invited.Channel}"),
        StatusMessage status => (Tags(listener, status.By, status.At, null), $":{status.By.Mask} {status.Body}"),
        TagMessage message when listener.Has(Capability.MessageTags) => (
            Joined(Tags(listener, message.By, null, null), message.Tags),
            $":{message.By.Mask} TAGMSG {(message.ToUserId is { } to ? people.Of(to).Nick : room!.Channel)}"),
        _ => null,
    };

    /// <summary>A channel; in a direct conversation, the one of the two that it goes to.</summary>
    private string TargetOf(IrcRoom room, IrcIdentity by, long listenerId)
    {
        if (room.Kind != RoomKind.Direct)
            return room.Channel;
        return people.Of(by.UserId == listenerId ? Conversation.OtherThan(listenerId, room.Name) : listenerId).Nick;
    }

    private static string Joined(string one, string other) => one.Length == 0 || other.Length == 0 ? one + other : one + ";" + other;
}
