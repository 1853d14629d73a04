namespace Parlor.SocketIO;

/// <summary>
/// Who is in which room of one namespace, and where broadcasts go. All members may be called from any thread at once.
/// A broadcast MUST NOT block and MUST reach each member at most once; broadcasts made by one thread MUST reach a member
/// in the order in which they were made.
/// </summary>
public interface IAdapter
{
    /// <summary>From now on the member gets what is sent to the namespace or to its own id.</summary>
    void Add(IRoomMember member);

    /// <summary>Takes the member out of the namespace and of all its rooms.</summary>
    void Remove(IRoomMember member);

    /// <summary>Puts the member into a room. Once this returns, the member gets every broadcast to the room.</summary>
    void Join(IRoomMember member, string room);

    /// <summary>Takes the member out of a room.</summary>
    void Leave(IRoomMember member, string room);

    /// <summary>The rooms that the member is in, without the one that is its id.</summary>
    IReadOnlyCollection<string> RoomsOf(IRoomMember member);

    /// <summary>The members that a broadcast would reach, as of now.</summary>
    IReadOnlyCollection<IRoomMember> Find(BroadcastTarget target);

    /// <summary>Hands the packet to everyone whom the target names.</summary>
    void Broadcast(EncodedPacket packet, BroadcastTarget target);
}

/// <summary>What can be in a room: a socket.</summary>
public interface IRoomMember
{
    /// <summary>Unique within the namespace; it also is the name of a room that holds only this member.</summary>
    string Id { get; }

    /// <summary>Takes a packet to send. Must not block and must not throw.</summary>
    void Deliver(EncodedPacket packet, BroadcastFlags flags);
}

/// <summary>Whom a broadcast is for.</summary>
/// <param name="Rooms">Rooms or ids; none means the whole namespace. Who is in several gets one copy.</param>
/// <param name="Except">Rooms or ids whose members are left out.</param>
/// <param name="Flags">How it is sent.</param>
public sealed record BroadcastTarget(IReadOnlyList<string> Rooms, IReadOnlyList<string> Except, BroadcastFlags Flags = BroadcastFlags.None)
{
    /// <summary>The whole namespace.</summary>
    public static BroadcastTarget Everyone { get; } = new([], []);
}

/// <summary>How a broadcast is sent.</summary>
[Flags]
public enum BroadcastFlags
{
    /// <summary>As usual.</summary>
    None = 0,

    /// <summary>Dropped for a member for whom something waits already.</summary>
    Volatile = 1,

    /// <summary>Only to members on this node.</summary>
    Local = 2,
}
