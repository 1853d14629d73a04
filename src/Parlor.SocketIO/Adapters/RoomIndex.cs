namespace Parlor.SocketIO;

/// <summary>
/// Who is in which room. A broadcast walks an array that is made anew only after the room has changed, and holds no lock
/// while it does.
/// </summary>
internal sealed class RoomIndex
{
    private readonly Lock _gate = new();
    private readonly Group _everyone = new();
    private readonly Dictionary<string, IRoomMember> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Group> _rooms = new(StringComparer.Ordinal);
    // With each room the number that came with the joining.
    private readonly Dictionary<IRoomMember, Dictionary<string, long>> _roomsOf = [];

    public void Add(IRoomMember member)
    {
        lock (_gate)
        {
            _byId[member.Id] = member;
            _everyone.Add(member);
        }
    }

    /// <returns>The rooms that the member was in, with whether each is gone now; null for none.</returns>
    public (string Room, bool Deleted)[]? Remove(IRoomMember member)
    {
        lock (_gate)
        {
            (string, bool)[]? left = null;
            if (_roomsOf.Remove(member, out Dictionary<string, long>? rooms))
                left = [.. rooms.Keys.Select(room => (room, RemoveFrom(room, member)))];
            if (_everyone.Remove(member))
                _byId.Remove(member.Id);
            return left;
        }
    }

    /// <param name="member">Who joins.</param>
    /// <param name="room">The room.</param>
    /// <param name="number">Kept with the room; see <see cref="JoinsOf"/>.</param>
    /// <param name="created">Whether the room is new.</param>
    /// <returns>Whether the member was not in it before.</returns>
    public bool Join(IRoomMember member, string room, long number, out bool created)
    {
        created = false;
        lock (_gate)
        {
            if (!_roomsOf.TryGetValue(member, out Dictionary<string, long>? rooms))
                _roomsOf[member] = rooms = new(StringComparer.Ordinal);
            if (!rooms.TryAdd(room, number))
                return false;
            created = !_rooms.TryGetValue(room, out Group? group);
            if (group is null)
                _rooms[room] = group = new Group();
            group.Add(member);
            return true;
        }
    }

    /// <param name="member">Who leaves.</param>
    /// <param name="room">The room.</param>
    /// <param name="deleted">Whether the room is gone now.</param>
    /// <returns>Whether the member was in it.</returns>
    public bool Leave(IRoomMember member, string room, out bool deleted)
    {
        deleted = false;
        lock (_gate)
        {
            if (!_roomsOf.TryGetValue(member, out Dictionary<string, long>? rooms) || !rooms.Remove(room))
                return false;
            deleted = RemoveFrom(room, member);
            return true;
        }
    }

    public IReadOnlyCollection<string> RoomsOf(IRoomMember member)
    {
        lock (_gate)
            return _roomsOf.TryGetValue(member, out Dictionary<string, long>? rooms) ? [.. rooms.Keys] : [];
    }

    /// <summary>The member's rooms, each with the number that came with the joining.</summary>
    public IReadOnlyDictionary<string, long> JoinsOf(IRoomMember member)
    {
        lock (_gate)
        {
            return new Dictionary<string, long>(
                _roomsOf.GetValueOrDefault(member) ?? Enumerable.Empty<KeyValuePair<string, long>>(), StringComparer.Ordinal);
        }
    }

    /// <summary>The members that the target names. One that is to be left out may stand apart, in <paramref name="skipped"/>.</summary>
    public IRoomMember[] Resolve(BroadcastTarget target, out IRoomMember? skipped)
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

    // Whether the room is gone.
    private bool RemoveFrom(string room, IRoomMember member)
    {
        Group group = _rooms[room];
        group.Remove(member);
        return group.IsEmpty && _rooms.Remove(room);
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
