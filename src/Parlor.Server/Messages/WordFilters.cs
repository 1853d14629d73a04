using System.Collections.Concurrent;
using Dapper;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Messages;

/// <summary>
/// Looks at messages for words that the room's or the server's filters name; the server's apply in conversations and groups as well.
/// Whoever deletes messages there is left alone, for they would be the one to decide. Answers come from memory, as of the last commit.
/// </summary>
public sealed class WordFilters(Db db) : ICommitListener
{
    /// <summary>Rooms whose filters are kept in memory; one more, and the memory starts again empty.</summary>
    private const int Capacity = 10_000;

    private const long OfServer = 0;

    private readonly ConcurrentDictionary<long, FilterSet> _sets = new();
    private long _version;

    /// <summary>What the filters say about a text that somebody wants to say; null: nothing.</summary>
    internal FoundWord? Find(AccessedRoom room, string text)
    {
        if (room.Standing?.May(RoomPermission.DeleteMessages) is true)
            return null;
        var (own, server) = (Set(room.Id), Set(OfServer));
        if (own.IsEmpty && server.IsEmpty)
            return null;
        var words = FilterPattern.Words(text);
        var (one, other) = (own.Find(words), server.Find(words));
        var found = one is null || other?.Action > one.Action ? other : one;
        // In conversations nobody is there to let through what waits.
        return room.Kind != RoomKind.Room && found?.Action == FilterAction.Hold ? found with { Action = FilterAction.Delete } : found;
    }

    void ICommitListener.Committed(IReadOnlyList<CommittedEvent> committed)
    {
        foreach (var changed in committed.OfType<FiltersChanged>())
        {
            Interlocked.Increment(ref _version);
            _sets.TryRemove(changed.RoomId ?? OfServer, out _);
        }
    }

    private FilterSet Set(long roomId)
    {
        if (_sets.TryGetValue(roomId, out var known))
            return known;
        var version = Volatile.Read(ref _version);
        using var connection = db.OpenRead();
        var rows = connection.Query<(string Pattern, string Action)>(
            roomId == OfServer
                ? "SELECT pattern, action FROM word_filters WHERE room_id IS NULL ORDER BY id"
                : "SELECT pattern, action FROM word_filters WHERE room_id = @roomId ORDER BY id",
            new { roomId });
        var set = new FilterSet(rows.Select(row => (row.Pattern, Wire.Parse<FilterAction>(row.Action))));
        if (_sets.Count >= Capacity)
            _sets.Clear();
        // A change after the version was read may have come too late for this answer: give it, but do not keep it.
        if (Volatile.Read(ref _version) == version)
            _sets[roomId] = set;
        return set;
    }
}
