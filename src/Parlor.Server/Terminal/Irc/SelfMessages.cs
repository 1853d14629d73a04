using Parlor.Server.Data;
using Parlor.Server.Messages;

namespace Parlor.Server.Terminal.Irc;

/// <summary>
/// What people say to themselves by IRC, which is for their own clients alone: a direct conversation is with somebody else. It is kept in
/// memory as long as they are connected.
/// </summary>
internal sealed class SelfMessages
{
    /// <summary>Messages kept of one person; the oldest go.</summary>
    private const int Most = 50;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, Queue<SelfMessage>> _messages = [];

    public void Add(long userId, SelfMessage message)
    {
        lock (_lock)
        {
            if (!_messages.TryGetValue(userId, out var messages))
                _messages[userId] = messages = new Queue<SelfMessage>();
            if (messages.Count == Most)
                messages.Dequeue();
            messages.Enqueue(message);
        }
    }

    /// <summary>Those that are kept, oldest first.</summary>
    public IReadOnlyList<SelfMessage> Of(long userId)
    {
        lock (_lock)
            return _messages.TryGetValue(userId, out var messages) ? [.. messages] : [];
    }

    /// <summary>The person is not connected any more.</summary>
    public void Forget(long userId)
    {
        lock (_lock)
            _messages.Remove(userId);
    }

    /// <summary>A part of the messages; the first has the number 1.</summary>
    public static IReadOnlyList<(long Seq, SelfMessage Message)> Page(IReadOnlyList<SelfMessage> all, Slice slice)
    {
        var numbered = all.Select((message, at) => (Seq: at + 1L, message)).ToList();
        return
        [
            .. numbered.Where(one => one.Seq < slice.Bound).TakeLast(slice.Older), .. numbered.Where(one => one.Seq >= slice.Bound).Take(slice.Newer),
        ];
    }
}

/// <summary>Something that somebody has said to themselves.</summary>
/// <param name="Id">What it is known by.</param>
/// <param name="At">When.</param>
/// <param name="Tags">Tags of the client's own.</param>
/// <param name="Body">The line without tags.</param>
internal sealed record SelfMessage(string Id, Timestamp At, string Tags, string Body)
{
    /// <summary>The message as a line.</summary>
    public (string Tags, string Body) Line(IrcListener listener, IrcIdentity me, string moreTags = "") =>
        (IrcTags.Joined(IrcTags.Of(listener, me, At, Id, moreTags), listener.Has(Capability.MessageTags) ? Tags : ""), Body);
}
