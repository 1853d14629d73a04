using Parlor.SocketIO.Engine;

namespace Parlor.SocketIO;

/// <summary>
/// Rooms of one server. With <see cref="SocketIOOptions.ConnectionStateRecovery"/> it also remembers, for a while, what was
/// broadcast and who was there.
/// </summary>
public class InMemoryAdapter : IAdapter
{
    private readonly RoomIndex _index = new();
    private readonly AcknowledgementIds _ids = new();
    private readonly RecoveryLog? _recovery;

    /// <summary>For members other than the sockets of a namespace, without connection state recovery.</summary>
    public InMemoryAdapter()
    {
    }

    /// <summary>For the sockets of a namespace, with connection state recovery if the server is set so.</summary>
    public InMemoryAdapter(Namespace @namespace)
    {
        ArgumentNullException.ThrowIfNull(@namespace);
        _ids = @namespace.AcknowledgementIds;
        if (@namespace.Server.Options.ConnectionStateRecovery is { } options)
            _recovery = new RecoveryLog(options, @namespace.Server.Options.HeartbeatTime, @namespace.Server.Time);
    }

    /// <inheritdoc/>
    public virtual int ServerCount => 1;

    /// <summary>What happens to the rooms.</summary>
    public RoomEvents RoomEvents { get; } = new();

    /// <inheritdoc/>
    public virtual void Add(IRoomMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        _recovery?.Start(member.Id);
        _index.Add(member);
    }

    /// <inheritdoc/>
    public virtual void Remove(IRoomMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        _recovery?.End(member.Id);
        foreach ((string room, bool deleted) in _index.Remove(member) ?? [])
            RoomEvents.Left(room, member.Id, deleted);
    }

    /// <inheritdoc/>
    public virtual void Join(IRoomMember member, string room)
    {
        ArgumentNullException.ThrowIfNull(member);
        if (_index.Join(member, room, _recovery?.Last ?? 0, out bool created))
            RoomEvents.Joined(room, member.Id, created);
    }

    /// <inheritdoc/>
    public virtual void Leave(IRoomMember member, string room)
    {
        ArgumentNullException.ThrowIfNull(member);
        if (_index.Leave(member, room, out bool deleted))
            RoomEvents.Left(room, member.Id, deleted);
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> RoomsOf(IRoomMember member) => _index.RoomsOf(member);

    /// <inheritdoc/>
    public IReadOnlyCollection<IRoomMember> Find(BroadcastTarget target)
    {
        IRoomMember[] members = _index.Resolve(target, out IRoomMember? skipped);
        return skipped is null ? members : [.. members.Where(member => !ReferenceEquals(member, skipped))];
    }

    /// <inheritdoc/>
    public virtual void Broadcast(EncodedPacket packet, BroadcastTarget target)
    {
        if (_recovery is null)
            Deliver(packet, target);
        else
            _recovery.Record(packet, target, Deliver);
    }

    /// <inheritdoc/>
    public virtual void BroadcastWithAck(EncodedPacket packet, BroadcastTarget target, IAcknowledgementCollector collector)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(collector);
        IReadOnlyCollection<IRoomMember> members = Find(target);
        if (members.Count == 0)
            return;
        int id = _ids.Next();
        EncodedPacket question = packet.WithAckId(id);
        collector.Expect(members.Count);
        foreach (IRoomMember member in members)
            member.Ask(question, target.Flags, id, collector);
    }

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<SocketSnapshot>> FetchSockets(BroadcastTarget target, CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyList<SocketSnapshot>>([.. Find(target).Select(member => member.Describe())]);

    /// <inheritdoc/>
    public virtual void SocketsJoin(BroadcastTarget target, IReadOnlyList<string> rooms)
    {
        foreach (IRoomMember member in Find(target))
        {
            foreach (string room in rooms)
                member.Join(room);
        }
    }

    /// <inheritdoc/>
    public virtual void SocketsLeave(BroadcastTarget target, IReadOnlyList<string> rooms)
    {
        foreach (IRoomMember member in Find(target))
        {
            foreach (string room in rooms)
                member.Leave(room);
        }
    }

    /// <inheritdoc/>
    public virtual void DisconnectSockets(BroadcastTarget target, bool close)
    {
        foreach (IRoomMember member in Find(target))
            member.Disconnect(close);
    }

    /// <inheritdoc/>
    public virtual void ServerSideEmit(EventPayload payload, IAcknowledgementCollector? collector)
    {
        // There is no other server.
    }

    /// <inheritdoc/>
    public virtual void PersistSession(IRoomMember member, RecoverableSession session) =>
        _recovery?.Keep(session, member.Id, _index.JoinsOf(member));

    /// <inheritdoc/>
    public virtual ValueTask<RecoverableSession?> RestoreSession(string pid, string? offset) =>
        ValueTask.FromResult(_recovery?.Take(pid, offset));

    /// <inheritdoc/>
    public virtual void Resume(IRoomMember member, RecoverableSession session)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(session);
        if (_recovery is null)
            Add(member);
        else
            _recovery.Resume(session, member, () => _index.Add(member), (room, number) => _index.Join(member, room, number, out _));
    }

    private void Deliver(EncodedPacket packet, BroadcastTarget target)
    {
        using var gathering = Gathering.Begin();
        foreach (IRoomMember member in _index.Resolve(target, out IRoomMember? skipped))
        {
            if (!ReferenceEquals(member, skipped))
                member.Deliver(packet, target.Flags);
        }
    }
}
