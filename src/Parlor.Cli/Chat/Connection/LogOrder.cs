using System.Text.Json;

namespace Parlor.Cli.Chat;

/// <summary>
/// How far each room's log has been told, and what came too early. Live events and those of a catch-up go through here, so that each is
/// told once and in order. Not for several threads at once.
/// </summary>
internal sealed class LogOrder
{
    /// <summary>What comes too early beyond this is dropped: the catch-up brings it.</summary>
    private const int MostEarly = 1_000;

    private readonly Dictionary<string, Position> _rooms = new(StringComparer.Ordinal);

    /// <summary>While the rooms are not known yet, events of unknown ones wait; afterwards such a room is new.</summary>
    private bool _roomsKnown;

    /// <summary>Whether something waits for what lies before it.</summary>
    public bool HasGap => _rooms.Values.Any(position => position.Last is not null && position.Early.Count > 0);

    /// <summary>How far each room has been told.</summary>
    public Dictionary<string, long> Told =>
        _rooms.Where(room => room.Value.Last is not null).ToDictionary(room => room.Key, room => room.Value.Last!.Value, StringComparer.Ordinal);

    /// <summary>Takes an event; what can be told now comes back, in order.</summary>
    public IEnumerable<JsonElement> Take(JsonElement happened)
    {
        var (room, seq) = (happened.Text("room"), happened.Number("seq"));
        if (!_rooms.TryGetValue(room, out var position))
            _rooms[room] = position = new Position { Last = _roomsKnown ? seq - 1 : null };
        if ((position.Last is null || seq > position.Last) && position.Early.Count < MostEarly)
            position.Early[seq] = happened;
        return Due(position);
    }

    /// <summary>Says how far a room is told already, if that is not known; what waited for it and can be told comes back.</summary>
    public IEnumerable<JsonElement> Begin(string room, long lastSeq)
    {
        if (!_rooms.TryGetValue(room, out var position))
            _rooms[room] = position = new Position();
        position.Last ??= lastSeq;
        return Due(position);
    }

    /// <summary>All rooms have been begun: one that has not is new, and is told from the first event that there is.</summary>
    public IEnumerable<JsonElement> RoomsAreKnown()
    {
        _roomsKnown = true;
        foreach (var position in _rooms.Values)
            position.Last ??= position.Early.Keys.FirstOrDefault(1) - 1;
        return _rooms.Values.SelectMany(Due);
    }

    /// <summary>Goes on from this number, whatever lies between.</summary>
    public IEnumerable<JsonElement> SkipTo(string room, long lastSeq)
    {
        if (!_rooms.TryGetValue(room, out var position))
            _rooms[room] = position = new Position();
        position.Last = lastSeq;
        return Due(position);
    }

    public void Forget(string room) => _rooms.Remove(room);

    private static List<JsonElement> Due(Position position)
    {
        var due = new List<JsonElement>();
        while (position.Last is { } last && position.Early.Count > 0 && position.Early.First() is var (seq, happened) && seq <= last + 1)
        {
            position.Early.Remove(seq);
            if (seq == last + 1)
            {
                due.Add(happened);
                position.Last = seq;
            }
        }

        return due;
    }

    private sealed class Position
    {
        /// <summary>The number of the last event that was told; null while that is not known.</summary>
        public long? Last { get; set; }

        public SortedDictionary<long, JsonElement> Early { get; } = [];
    }
}
