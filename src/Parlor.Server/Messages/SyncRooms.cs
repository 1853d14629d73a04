using System.Text.Json.Serialization;
using Parlor.Server.Data;
using Parlor.Server.Realtime;
using Parlor.Server.Rooms;

namespace Parlor.Server.Messages;

/// <summary>What one room has for a client that was away: its events, or why there are none.</summary>
/// <param name="Events">The next events after what the client has; fewer than are missing when there are many: ask again from there.</param>
/// <param name="LastSeq">The number of the room's newest event.</param>
/// <param name="Reset">The client has more than the log: what it has is not this room's, and it must load the room afresh.</param>
/// <param name="Problem">The room is not there for this person.</param>
[JsonConverter(typeof(MissedEventsJson))]
public sealed record MissedEvents(IReadOnlyList<byte[]> Events, long LastSeq, bool Reset, Problem? Problem);

/// <summary>Gives a client that was away what it missed, room by room: the events after the last one it has.</summary>
public sealed class SyncRooms(Db db, RoomAccess access, EventHistory history)
{
    /// <summary>Rooms in one request at most.</summary>
    public const int MostRooms = 1_000;

    /// <summary>Events in one answer at most, all rooms together.</summary>
    public const int MostEvents = 2_000;

    /// <exception cref="Problem"><c>invalid</c> or <c>too_large</c>, with the field.</exception>
    public async Task<IReadOnlyDictionary<string, MissedEvents>> Execute(long userId, IReadOnlyDictionary<string, long>? rooms)
    {
        if (rooms is null)
            throw Problem.Invalid("rooms", "rooms is missing.");
        if (rooms.Count > MostRooms)
            throw Problem.TooLarge("rooms", $"At most {MostRooms:N0} rooms can be asked for at once.");

        await access.Prepare(userId, rooms.Keys);
        var known = rooms.Keys.ToDictionary(room => room, room => Find(userId, room, rooms[room]), StringComparer.Ordinal);
        await using var connection = await db.OpenReadAsync();
        // One look at all rooms: where nothing was missed, which is most of them, there is nothing else to read.
        var lastSeqs = await EventHistory.LastSeqs(connection, [.. known.Values.Where(found => found.Problem is null).Select(found => found.RoomId).Distinct()]);
        var parts = Share(known, rooms, lastSeqs);
        var missed = await history.Read(connection, [.. parts.Values], userId);
        return known.ToDictionary(
            pair => pair.Key,
            pair => pair.Value.Problem is { } problem ? Refused(problem)
                : lastSeqs.TryGetValue(pair.Value.RoomId, out var lastSeq) ? Answer(rooms[pair.Key], lastSeq, parts.GetValueOrDefault(pair.Key), missed)
                : Refused(Problem.NotFound("There is no such room.")),
            StringComparer.Ordinal);
    }

    /// <summary>Which part of each room's log this answer has room for, of the rooms of which something was missed.</summary>
    private static Dictionary<string, LogRange> Share(
        Dictionary<string, (long RoomId, Problem? Problem)> known, IReadOnlyDictionary<string, long> rooms, IReadOnlyDictionary<long, long> lastSeqs)
    {
        var parts = new Dictionary<string, LogRange>(StringComparer.Ordinal);
        var left = MostEvents;
        foreach (var (room, (roomId, problem)) in known)
        {
            if (problem is not null || !lastSeqs.TryGetValue(roomId, out var lastSeq) || lastSeq <= rooms[room] || left == 0)
                continue;
            var count = (int)Math.Min(lastSeq - rooms[room], Math.Min(left, Slice.LargestLimit));
            parts.Add(room, new LogRange(roomId, rooms[room] + 1, rooms[room] + count));
            left -= count;
        }

        return parts;
    }

    private static MissedEvents Answer(long seq, long lastSeq, LogRange part, ILookup<long, RoomEvent> missed) => new(
        [.. missed[part.RoomId].Where(happened => happened.Seq >= part.First && happened.Seq <= part.Last).Select(happened => happened.Utf8)],
        lastSeq,
        Reset: lastSeq < seq,
        null);

    private (long RoomId, Problem? Problem) Find(long userId, string room, long seq)
    {
        try
        {
            var accessed = access.Require(userId, room);
            return seq is < 0 or long.MaxValue ? throw Problem.Invalid("rooms", "A sequence number is 0 or more.") : (accessed.Id, null);
        }
        catch (Problem problem)
        {
            return (0, problem);
        }
    }

    private static MissedEvents Refused(Problem problem) => new([], 0, Reset: false, problem);
}
