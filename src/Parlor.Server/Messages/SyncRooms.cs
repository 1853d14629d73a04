using System.Text.Json.Serialization;
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
public sealed class SyncRooms(RoomAccess access, EventHistory history)
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

        var answer = new Dictionary<string, MissedEvents>(rooms.Count, StringComparer.Ordinal);
        var left = MostEvents;
        foreach (var (room, seq) in rooms)
        {
            var missed = await Missed(userId, room, seq, Math.Min(left, Slice.LargestLimit));
            left -= missed.Events.Count;
            answer.Add(room, missed);
        }

        return answer;
    }

    private async Task<MissedEvents> Missed(long userId, string room, long seq, int limit)
    {
        try
        {
            var accessed = access.Require(userId, room);
            if (seq is < 0 or long.MaxValue)
                throw Problem.Invalid("rooms", "A sequence number is 0 or more.");
            var events = await history.Read(accessed.Id, new Slice(seq + 1, 0, limit), userId);
            return new MissedEvents(events.Events, events.LastSeq, events.LastSeq < seq, null);
        }
        catch (Problem problem)
        {
            return new MissedEvents([], 0, Reset: false, problem);
        }
    }
}
