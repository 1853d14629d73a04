using System.Text;
using Parlor.Server.Messages;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>Puts messages into lines of IRC.</summary>
internal sealed class MessageLines(IrcPeople people, UserModes modes, PassingNotes notes)
{
    /// <summary>Names the message that a client's message is a new text of.</summary>
    public const string EditTag = "+draft/edit";

    private const string EditMark = "(edited) ";

    /// <summary>A message as lines, each with the tags that the listener understands.</summary>
    /// <param name="message">The message.</param>
    /// <param name="room">Where it was posted.</param>
    /// <param name="listener">To whom.</param>
    /// <param name="moreTags">Tags to put before the others.</param>
    public IEnumerable<(string Tags, string Body)> Of(Message message, IrcRoom room, IrcListener listener, string moreTags = "")
    {
        var author = people.Of(message.Author);
        var (command, target) = (PassingNotes.IsNotice(message.ClientId) ? "NOTICE" : "PRIVMSG", TargetOf(room, author, listener.UserId));
        var longest = IrcMessage.LongestBody - HeadLength(author, command, target);
        var kept = message.ClientId is { } clientId ? notes.Find(PassingNotes.LinesKey(clientId)) : null;
        // What has been edited since has other lines.
        var isKept = kept is not null && string.Equals(MultilineText.Posted(kept), message.Text, StringComparison.Ordinal);
        List<(string Line, bool GoesOn)> lines = [.. isKept ? MultilineText.Lines(kept!, longest) : MessageText.Lines(message.Text, longest)];
        var (first, others) = (TagsOf(message, listener, author, moreTags, isFirst: true), TagsOf(message, listener, author, moreTags, isFirst: false));
        if (lines.Count > 1 && listener.Has(Capability.Multiline) && moreTags.Length == 0)
            return InBatch($"m{message.Room}-{message.Seq}", first, author, $"{command} {target} :", target, lines);
        return lines.Where(one => one.Line.Length > 0)
            .Select((one, at) => (at == 0 ? first : others, $":{author.Mask} {command} {target} :{one.Line}"));
    }

    /// <summary>A message that has another text now: said once more, with a mark that people see and a tag that programs see.</summary>
    public IEnumerable<(string Tags, string Body)> OfEdited(MessageEdited edited, IrcRoom room, IrcListener listener)
    {
        var message = edited.Message;
        var author = people.Of(message.Author);
        var target = TargetOf(room, author, listener.UserId);
        var tags = IrcTags.Of(listener, author, edited.At, $"{message.Room}:{edited.Seq}");
        if (listener.Has(Capability.MessageTags))
            tags = IrcTags.Joined(tags, $"{EditTag}={message.Room}:{message.Seq}");
        var longest = IrcMessage.LongestBody - HeadLength(author, "PRIVMSG", target) - EditMark.Length;
        return MessageText.Lines(message.Text, longest).Where(one => one.Line.Length > 0)
            .Select(one => (tags, $":{author.Mask} PRIVMSG {target} :{EditMark}{one.Line}"));
    }

    /// <summary>A channel; in a direct conversation, the one of the two that it goes to.</summary>
    public string TargetOf(IrcRoom room, IrcIdentity by, long listenerId)
    {
        if (room.Kind != RoomKind.Direct)
            return room.Channel;
        return people.Of(by.UserId == listenerId ? Conversation.OtherThan(listenerId, room.Name) : listenerId).Nick;
    }

    /// <summary>Bytes of a line before the text of a message.</summary>
    public static int HeadLength(IrcIdentity author, string command, string target) =>
        Encoding.UTF8.GetByteCount(author.Mask) + Encoding.UTF8.GetByteCount(command) + Encoding.UTF8.GetByteCount(target) + ":   :".Length;

    private static IEnumerable<(string Tags, string Body)> InBatch(
        string batch, string tags, IrcIdentity author, string head, string target, IEnumerable<(string Line, bool GoesOn)> lines)
    {
        yield return (tags, $":{author.Mask} BATCH +{batch} {MultilineText.Batch} {target}");
        foreach (var (line, goesOn) in lines)
            yield return ($"batch={batch}{(goesOn ? ";" + MultilineText.GoesOnTag : "")}", $":{author.Mask} {head}{line}");
        yield return ("", $":{author.Mask} BATCH -{batch}");
    }

    /// <summary>The tags of a message's lines: what it is known by has the first of them alone.</summary>
    private string TagsOf(Message message, IrcListener listener, IrcIdentity author, string moreTags, bool isFirst)
    {
        var tags = IrcTags.Of(listener, author, message.At, isFirst ? $"{message.Room}:{message.Seq}" : null, moreTags);
        if (!listener.Has(Capability.MessageTags))
            return tags;
        if (modes.Has(author.UserId, UserMode.Bot))
            tags = IrcTags.Joined(tags, "bot;draft/bot");
        if (message.ReplyTo is { } replied)
            tags = IrcTags.Joined(tags, $"+draft/reply={message.Room}:{replied}");
        return IrcTags.Joined(tags, notes.Find(message.ClientId) ?? "");
    }
}
