using Parlor.Server.Data;
using Parlor.Server.Messages;
using Parlor.Server.Realtime;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>
/// What CHATHISTORY plays back of a room's log: messages, and for clients that ask for it (IRCv3 draft/event-playback) who came, who left
/// and what the topic was. Callers have been through <see cref="RoomAccess"/>.
/// </summary>
internal sealed class HistoryLog(Db db, EventHistory history)
{
    /// <summary>Numbers of the log that are read together.</summary>
    private const int Together = 200;

    /// <summary>How often more is read for one answer, where most of the log is nothing that is played back.</summary>
    private const int MostReads = 10;

    /// <summary>A part of the log, oldest first.</summary>
    public async Task<IReadOnlyList<RoomEvent>> Page(long roomId, Slice slice, long readerId)
    {
        var last = await LastSeq(roomId);
        var bound = Math.Clamp(slice.Bound, 1, last + 1);
        var older = new List<RoomEvent>();
        for (var (end, reads) = (bound - 1, 0); end >= 1 && older.Count < slice.Older && reads < MostReads; end -= Together, reads++)
            older.InsertRange(0, await Played(roomId, Math.Max(1, end - Together + 1), end, readerId));
        var newer = new List<RoomEvent>();
        for (var (start, reads) = (bound, 0); start <= last && newer.Count < slice.Newer && reads < MostReads; start += Together, reads++)
            newer.AddRange(await Played(roomId, start, Math.Min(last, start + Together - 1), readerId));
        return [.. older.TakeLast(slice.Older), .. newer.Take(slice.Newer)];
    }

    /// <summary>The number of the first event since a time, found by halving.</summary>
    public async Task<long> FirstSince(long roomId, long milliseconds, long readerId)
    {
        var (low, high) = (1L, await LastSeq(roomId) + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (await Read(roomId, middle, middle, readerId) is [var found] && found.At.Milliseconds < milliseconds)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private async Task<long> LastSeq(long roomId)
    {
        await using var connection = await db.OpenReadAsync();
        return (await EventHistory.LastSeqs(connection, [roomId])).GetValueOrDefault(roomId);
    }

    private async Task<IReadOnlyList<RoomEvent>> Read(long roomId, long first, long last, long readerId)
    {
        await using var connection = await db.OpenReadAsync();
        return [.. (await history.Read(connection, [new LogRange(roomId, first, last)], readerId))[roomId]];
    }

    private async Task<IEnumerable<RoomEvent>> Played(long roomId, long first, long last, long readerId)
    {
        var played = new List<RoomEvent>();
        // The log has the details of a room after each change: the topic has changed where it is another than it was, as far as was read.
        RoomDetails? before = null;
        foreach (var happened in await Read(roomId, first, last, readerId))
        {
            if (happened is MemberJoined or MemberLeft || happened is MessagePosted { Message.DeletedAt: null })
                played.Add(happened);
            if (happened is not RoomUpdated updated)
                continue;
            if (!string.Equals(before?.Topic ?? "", updated.Details.Topic, StringComparison.Ordinal))
                played.Add(TopicOf(updated));
            before = updated.Details;
        }

        return played;
    }

    /// <summary>A change of the topic alone.</summary>
    private static RoomUpdated TopicOf(RoomUpdated updated) => new()
    {
        RoomId = updated.RoomId,
        Seq = updated.Seq,
        At = updated.At,
        ActorId = updated.ActorId,
        By = updated.By,
        Details = updated.Details,
        Before = updated.Details with { Topic = "" },
    };
}
