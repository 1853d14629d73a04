namespace Parlor.SocketIO;

/// <summary>
/// Rooms of one process. A broadcast walks an array that is made anew only after the room has changed, and holds no lock
/// while it does.
/// </summary>
public sealed class InMemoryAdapter : IAdapter
{
    private readonly Lock _gate = new();
    private readonly Group _everyone = new();
    private readonly Dictionary<string, IRoomMember> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Group> _rooms = new(StringComparer.Ordinal);
    private readonly Dictionary<IRoomMember, HashSet<string>> _roomsOf = [];

    /// <inheritdoc/>
    public void Add(IRoomMember member)
    {
        lock (_gate)
        {
            _byId[member.Id] = member;
            _everyone.Add(member);
        }
    }

    /// <inheritdoc/>
    public void Remove(IRoomMember member)
    {
        lock (_gate)
        {
            if (_roomsOf.Remove(member, out HashSet<string>? rooms))
            {
                foreach (string room in rooms)
                    RemoveFrom(room, member);
            }

            if (_everyone.Remove(member))
                _byId.Remove(member.Id);
        }
    }

    /// <inheritdoc/>
    public void Join(IRoomMember member, string room)
    {
        lock (_gate)
        {
            if (!_roomsOf.TryGetValue(member, out HashSet<string>? rooms))
                _roomsOf[member] = rooms = new HashSet<string>(StringComparer.Ordinal);
            if (!rooms.Add(room))
                return;
            if (!_rooms.TryGetValue(room, out Group? group))
                _rooms[room] = group = new Group();
            group.Add(member);
        }
    }

    /// <inheritdoc/>
    public void Leave(IRoomMember member, string room)
    {
        lock (_gate)
        {
            if (_roomsOf.TryGetValue(member, out HashSet<string>? rooms) && rooms.Remove(room))
                RemoveFrom(room, member);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> RoomsOf(IRoomMember member)
    {
        lock (_gate)
            return _roomsOf.TryGetValue(member, out HashSet<string>? rooms) ? [.. rooms] : [];
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<IRoomMember> Find(BroadcastTarget target)
    {
        IRoomMember[] members = Resolve(target, out IRoomMember? skipped);
        return skipped is null ? members : [.. members.Where(member => !ReferenceEquals(member, skipped))];
    }

    /// <inheritdoc/>
    public void Broadcast(EncodedPacket packet, BroadcastTarget target)
    {
        foreach (IRoomMember member in Resolve(target, out IRoomMember? skipped))
        {
            if (!ReferenceEquals(member, skipped))
                member.Deliver(packet, target.Flags);
        }
    }

    private IRoomMember[] Resolve(BroadcastTarget target, out IRoomMember? skipped)
    {
        skipped = null;
        lock (_gate)
        {
            bool simple = target.Rooms.Count <= 1;
            // The sender left out, by far the most common exception: no array of its own for that.
            if (simple && target.Except is [var id] && !_rooms.ContainsKey(id))
                _byId.TryGetValue(id, out skipped);
            else if (!simple || target.Except.Count > 0)
                return Select(target);
            return target.Rooms is [var room] ? Only(room) : _everyone.Snapshot();
        }
    }

    private IRoomMember[] Only(string room)
    {
        // A socket's id is a room of its own, which needs no entry unless others have joined it.
        _byId.TryGetValue(room, out IRoomMember? own);
        if (!_rooms.TryGetValue(room, out Group? group))
            return own is null ? [] : [own];
        return own is null || group.Contains(own) ? group.Snapshot() : [own, .. group.Snapshot()];
    }

    private IRoomMember[] Select(BroadcastTarget target)
    {
        var members = new HashSet<IRoomMember>();
        if (target.Rooms.Count == 0)
            members.UnionWith(_everyone.Snapshot());
        foreach (string room in target.Rooms)
            members.UnionWith(Only(room));
        foreach (string room in target.Except)
            members.ExceptWith(Only(room));
        return [.. members];
    }

    private void RemoveFrom(string room, IRoomMember member)
    {
        Group group = _rooms[room];
        group.Remove(member);
        if (group.IsEmpty)
            _rooms.Remove(room);
    }

    private sealed class Group
    {
        private readonly HashSet<IRoomMember> _members = [];
        private IRoomMember[]? _snapshot;

        public bool IsEmpty => _members.Count == 0;

        public bool Contains(IRoomMember member) => _members.Contains(member);

        public void Add(IRoomMember member)
        {
            if (_members.Add(member))
                _snapshot = null;
        }

        public bool Remove(IRoomMember member)
        {
            _snapshot = null;
            return _members.Remove(member);
        }

        public IRoomMember[] Snapshot() => _snapshot ??= [.. _members];
    }
}
