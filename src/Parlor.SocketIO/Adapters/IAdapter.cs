namespace Parlor.SocketIO;

/// <summary>
/// Who is in which room of one namespace, and where broadcasts go; the seam for clusters. All members may be called from
/// any thread at once. A broadcast MUST NOT block and MUST reach each member at most once; broadcasts made by one thread
/// MUST reach a member in the order in which they were made.
/// <para>What takes a <see cref="BroadcastTarget"/> means the members of every server of the cluster, unless the target has
/// the flag <see cref="BroadcastFlags.Local"/>. An adapter for a cluster may derive from <see cref="InMemoryAdapter"/>,
/// which does all of it for one server.</para>
/// </summary>
public interface IAdapter
{
    /// <summary>The number of servers in the cluster, this one included.</summary>
    int ServerCount { get; }

    /// <summary>Where what happens to the rooms on this server is told.</summary>
    RoomEvents RoomEvents { get; }

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

    /// <summary>The members on this server that a broadcast would reach, as of now.</summary>
    IReadOnlyCollection<IRoomMember> Find(BroadcastTarget target);

    /// <summary>Hands the packet to everyone whom the target names.</summary>
    void Broadcast(EncodedPacket packet, BroadcastTarget target);

    /// <summary>
    /// Hands the packet, with a number that asks for an acknowledgement, to everyone whom the target names, and what they
    /// answer to the collector.
    /// </summary>
    void BroadcastWithAck(EncodedPacket packet, BroadcastTarget target, IAcknowledgementCollector collector);

    /// <summary>The sockets that a broadcast would reach, on all servers.</summary>
    ValueTask<IReadOnlyList<SocketSnapshot>> FetchSockets(BroadcastTarget target, CancellationToken cancellation);

    /// <summary>Puts everyone whom the target names into rooms.</summary>
    void SocketsJoin(BroadcastTarget target, IReadOnlyList<string> rooms);

    /// <summary>Takes everyone whom the target names out of rooms.</summary>
    void SocketsLeave(BroadcastTarget target, IReadOnlyList<string> rooms);

    /// <summary>Disconnects everyone whom the target names.</summary>
    void DisconnectSockets(BroadcastTarget target, bool close);

    /// <summary>
    /// Hands an event to <see cref="Namespace.ReceiveServerSide"/> of this namespace on every other server, and what those
    /// answer to the collector, if there is one.
    /// </summary>
    void ServerSideEmit(EventPayload payload, IAcknowledgementCollector? collector);

    /// <summary>Keeps what a member that has lost its connection needs to come back. It is still in its rooms.</summary>
    void PersistSession(IRoomMember member, RecoverableSession session);

    /// <summary>
    /// Gives a kept session to a client that comes back; once only. Null: there is none, or it can no longer be said what
    /// the client has missed.
    /// </summary>
    /// <param name="pid">The session's private id.</param>
    /// <param name="offset">The last offset that the client has seen; null when it has seen none.</param>
    ValueTask<RecoverableSession?> RestoreSession(string pid, string? offset);

    /// <summary>
    /// Like <see cref="Add"/>, for a member that comes back: puts it into its rooms and hands it what it has missed, so that
    /// nothing is lost or comes twice in between.
    /// </summary>
    void Resume(IRoomMember member, RecoverableSession session);
}

/// <summary>What can be in a room: a socket.</summary>
public interface IRoomMember
{
    /// <summary>Unique within the namespace; it also is the name of a room that holds only this member.</summary>
    string Id { get; }

    /// <summary>Takes a packet to send. Must not block and must not throw.</summary>
    void Deliver(EncodedPacket packet, BroadcastFlags flags);

    /// <summary>Takes a packet to send that asks for an acknowledgement, and sees to it that the collector gets one or is told otherwise.</summary>
    /// <param name="packet">The packet; it has the number already.</param>
    /// <param name="flags">How to send it.</param>
    /// <param name="ackId">The number.</param>
    /// <param name="collector">It expects this answer already.</param>
    void Ask(EncodedPacket packet, BroadcastFlags flags, int ackId, IAcknowledgementCollector collector);

    /// <summary>What can be told of it.</summary>
    SocketSnapshot Describe();

    /// <summary>Joins a room, by way of the adapter.</summary>
    void Join(string room);

    /// <summary>Leaves a room, by way of the adapter.</summary>
    void Leave(string room);

    /// <summary>Disconnects it, with <paramref name="close"/> together with its connection.</summary>
    void Disconnect(bool close = false);
}

/// <summary>What can be told of a socket to another server.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Handshake">What its client said.</param>
/// <param name="Rooms">Its rooms, its own id first.</param>
/// <param name="Data">What the application keeps with it.</param>
public sealed record SocketSnapshot(
    string Id, Handshake Handshake, IReadOnlyCollection<string> Rooms, IReadOnlyDictionary<string, object?> Data);
