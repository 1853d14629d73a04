using System.Data.Common;
using System.Text.Json;
using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Realtime;
using Parlor.Server.Rooms;

namespace Parlor.Server.Messages;

/// <summary>A part of a room's log, oldest first; each event is the JSON that went out live.</summary>
public sealed record LoggedEvents(IReadOnlyList<byte[]> Events, long LastSeq, bool HasBefore, bool HasAfter);

/// <summary>
/// Reads rooms' logs back: messages from their own table, everything else from <c>events</c>. Callers have been through
/// <see cref="RoomAccess"/>.
/// </summary>
public sealed class EventHistory(Db db, MessageStore messages, People people)
{
    public async Task<LoggedEvents> Read(long roomId, Slice slice)
    {
        await using var connection = await db.OpenReadAsync();
        var lastSeq = await connection.ExecuteScalarAsync<long>("SELECT last_seq FROM rooms WHERE id = @roomId", new { roomId });
        var older = slice.Older == 0 ? [] : await Read(connection, MessageStore.Older, roomId, slice.Bound, slice.Older);
        var newer = slice.Newer == 0 ? [] : await Read(connection, MessageStore.Newer, roomId, slice.Bound, slice.Newer);
        List<RoomEvent> events =
        [
            .. older.OrderByDescending(happened => happened.Seq).Take(slice.Older).Reverse(),
            .. newer.OrderBy(happened => happened.Seq).Take(slice.Newer),
        ];

        // Events stored since last_seq was read may be among them. The log has no gaps: what lies before and behind is known without reading it.
        lastSeq = Math.Max(lastSeq, events.Count == 0 ? 0 : events[^1].Seq);
        var (first, last) = events.Count == 0 ? (Math.Min(slice.Bound, lastSeq + 1), slice.Bound - 1) : (events[0].Seq, events[^1].Seq);
        return new LoggedEvents(events.ConvertAll(happened => happened.Utf8), lastSeq, HasBefore: first > 1, HasAfter: last < lastSeq);
    }

    /// <summary>The numbers of the newest events of these rooms; those that are gone are left out.</summary>
    public async Task<IReadOnlyDictionary<long, long>> LastSeqs(IReadOnlyList<long> roomIds)
    {
        if (roomIds.Count == 0)
            return new Dictionary<long, long>();
        await using var connection = await db.OpenReadAsync();
        var rows = await connection.QueryAsync<(long Id, long LastSeq)>("SELECT id, last_seq FROM rooms WHERE id IN {=roomIds}", new { roomIds });
        return rows.ToDictionary(row => row.Id, row => row.LastSeq);
    }

    /// <summary>So many of each kind: as many as can be among the first of both together.</summary>
    private async Task<IEnumerable<RoomEvent>> Read(DbConnection connection, string range, long roomId, long bound, int limit)
    {
        var rows = (await connection.QueryAsync<Row>(
            $"SELECT seq, type, actor_id, subject_id, at, body FROM events WHERE room_id = @roomId AND {range} LIMIT @limit",
            new { roomId, bound, limit })).AsList();
        var involved = people.GetMany(rows.SelectMany(row => row.Involved));
        var posted = await messages.Read(connection, range, roomId, bound, limit);
        return rows.Select(row => ToEvent(roomId, row, involved)).Concat(posted.Select(message => ToEvent(roomId, message)));
    }

    private static MessagePosted ToEvent(long roomId, Message message) => new()
    {
        RoomId = roomId,
        Seq = message.Seq,
        At = message.At,
        ActorId = Ids.Parse(message.Author.Id),
        Message = message,
    };

    private static RoomEvent ToEvent(long roomId, Row row, IReadOnlyDictionary<long, Person> involved)
    {
        var at = new Timestamp(row.At);
        var actor = involved[row.ActorId];
        var subject = row.SubjectId is { } id ? involved[id] : null;
        var by = row.ActorId == row.SubjectId ? null : actor;
        RoomEvent happened = row.Type switch
        {
            MemberJoined.Name => new MemberJoined
            {
                RoomId = roomId,
                At = at,
                ActorId = row.ActorId,
                User = subject!,
                By = by,
                Given = GivenRole.Parse(row.Body!),
            },
            MemberLeft.Name => new MemberLeft { RoomId = roomId, At = at, ActorId = row.ActorId, User = subject!, By = by },
            MemberUpdated.Name => new MemberUpdated
            {
                RoomId = roomId,
                At = at,
                ActorId = row.ActorId,
                User = subject!,
                By = actor,
                Given = GivenRole.Parse(row.Body!),
            },
            RoomUpdated.Name => new RoomUpdated
            {
                RoomId = roomId,
                At = at,
                ActorId = row.ActorId,
                By = actor,
                Details = JsonSerializer.Deserialize(row.Body!, RoomsJson.Wire.RoomDetails)!,
            },
            GroupConverted.Name => new GroupConverted
            {
                RoomId = roomId,
                At = at,
                ActorId = row.ActorId,
                By = actor,
                Details = JsonSerializer.Deserialize(row.Body!, RoomsJson.Wire.RoomDetails)!,
            },
            RoomRoleChanged.Name => new RoomRoleChanged
            {
                RoomId = roomId,
                At = at,
                ActorId = row.ActorId,
                By = actor,
                Changed = JsonSerializer.Deserialize(row.Body!, RoomsJson.Wire.ChangedRole)!,
            },
            MemberBanned.Name => new MemberBanned
            {
                RoomId = roomId,
                At = at,
                ActorId = row.ActorId,
                User = subject!,
                By = actor,
                Restriction = RestrictionBegun.Read(row.Body),
            },
            MemberUnbanned.Name => new MemberUnbanned { RoomId = roomId, At = at, ActorId = row.ActorId, User = subject!, By = actor },
            MemberTimedOut.Name => new MemberTimedOut
            {
                RoomId = roomId,
                At = at,
                ActorId = row.ActorId,
                User = subject!,
                By = actor,
                Restriction = RestrictionBegun.Read(row.Body),
            },
            TimeoutEnded.Name => new TimeoutEnded { RoomId = roomId, At = at, ActorId = row.ActorId, User = subject!, By = actor },
            _ => throw new InvalidOperationException($"The log holds an event of unknown type '{row.Type}'."),
        };
        happened.Seq = row.Seq;
        return happened;
    }

    private Person Subject(Row row) => people.Get(row.SubjectId!.Value);

    private sealed class Row
    {
        public long Seq { get; set; }

        public string Type { get; set; } = "";

        public long ActorId { get; set; }

        public long? SubjectId { get; set; }

        public long At { get; set; }

        public string? Body { get; set; }

        public IEnumerable<long> Involved => SubjectId is { } subject ? [ActorId, subject] : [ActorId];
    }
}
