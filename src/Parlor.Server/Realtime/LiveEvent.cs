using Parlor.Server.Audit;
using Parlor.Server.Data;

namespace Parlor.Server.Realtime;

/// <summary>A committed event that matters to connections: to what they hear, what they follow, or whether they go on.</summary>
public abstract class LiveEvent : CommittedEvent
{
    /// <summary>A room in which somebody may now do other things than before this event; null when nothing of that kind changed.</summary>
    internal virtual long? AccessChangedIn => null;

    /// <summary>Does to the connections what the event means for them.</summary>
    internal abstract void DeliverTo(LiveConnections connections);
}

/// <summary>An event that clients are told of: its Socket.IO name and its JSON, encoded once and shared by every receiver.</summary>
public abstract class OutgoingEvent : LiveEvent
{
    private byte[]? _utf8;

    /// <summary>The name clients listen for, such as <c>receive_message</c>; in the room log it is the event's <c>type</c>.</summary>
    public abstract string Type { get; }

    /// <summary>Whether it is for everybody, wherever they are connected, whatever they may see.</summary>
    internal virtual bool IsForEverybody => false;

    /// <summary>The body as JSON in UTF-8. Encoded at the first call; every receiver shares the array, so it must not be changed.</summary>
    internal byte[] Utf8 => _utf8 ??= Encode();

    protected abstract byte[] Encode();
}

/// <summary>An event of a room's log. Its JSON has at least <c>room, seq, at, type</c>, whether it comes live or is read back.</summary>
public abstract class RoomEvent : OutgoingEvent
{
    /// <summary>The room, as the database knows it.</summary>
    public required long RoomId { get; init; }

    /// <summary>The place in the room's log: 1, 2, 3 … without gaps. Given by <see cref="RoomLog.Append"/>.</summary>
    public long Seq { get; internal set; }

    public required Timestamp At { get; init; }

    /// <summary>Who did it.</summary>
    public required long ActorId { get; init; }

    /// <summary>Whom it was done to, where that is a person.</summary>
    internal virtual long? SubjectId => null;

    /// <summary>What else has to be stored to read the event back; JSON, or null.</summary>
    internal virtual string? StoredBody => null;

    /// <summary>A person whose connections follow the room from this event on, this event included.</summary>
    internal virtual long? Follower => null;

    /// <summary>A person whose connections stop following the room after this event.</summary>
    internal virtual long? FormerFollower => null;

    /// <summary>What the audit log keeps of this, if it is an act of administration; stored with the event.</summary>
    internal virtual AuditEntry? Audit => null;

    /// <summary>An entry of the audit log about this event.</summary>
    private protected AuditEntry Audited(AuditAction action) => new(action, ActorId, At) { RoomId = RoomId, SubjectId = SubjectId };

    internal override void DeliverTo(LiveConnections connections)
    {
        if (Follower is { } follower)
            connections.Follow(follower, RoomId);
        connections.ToRoom(RoomId, this);
        if (FormerFollower is { } former)
            connections.Unfollow(former, RoomId);
    }
}
