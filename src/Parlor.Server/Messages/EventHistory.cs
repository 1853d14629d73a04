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

/// <summary>Reads rooms' logs back. Callers have been through <see cref="RoomAccess"/>.</summary>
public sealed class EventHistory(Db db, People people)
{
    private const string Columns = """
        SELECT e.seq, e.type, e.actor_id, e.subject_id, e.at, e.body,
               m.client_id, m.text, m.reply_to, m.edited_at, m.deleted_at
          FROM events e LEFT JOIN messages m ON m.room_id = e.room_id AND m.seq = e.seq
        """;

    public async Task<LoggedEvents> Read(long roomId, Slice slice)
    {
        await using var connection = await db.OpenReadAsync();
        var lastSeq = await connection.ExecuteScalarAsync<long>("SELECT last_seq FROM rooms WHERE id = @roomId", new { roomId });
        var older = await Read(connection, "e.seq < @bound ORDER BY e.seq DESC", roomId, slice.Bound, slice.Older + 1);
        var newer = await Read(connection, "e.seq >= @bound ORDER BY e.seq", roomId, slice.Bound, slice.Newer + 1);
        var (events, hasBefore, hasAfter) = slice.Join(older, newer);

        // Events stored since last_seq was read may be among them.
        lastSeq = Math.Max(lastSeq, events.Count == 0 ? 0 : events[^1].Seq);
        return new LoggedEvents([.. events.Select(happened => happened.Utf8)], lastSeq, hasBefore, hasAfter);
    }

    private async Task<IReadOnlyList<RoomEvent>> Read(DbConnection connection, string range, long roomId, long bound, int limit)
    {
        var rows = await connection.QueryAsync<Row>(
            $"{Columns} WHERE e.room_id = @roomId AND {range} LIMIT @limit", new { roomId, bound, limit });
        return [.. rows.Select(row => ToEvent(roomId, row))];
    }

    private RoomEvent ToEvent(long roomId, Row row)
    {
        var at = new Timestamp(row.At);
        var by = row.ActorId == row.SubjectId ? null : people.Get(row.ActorId);
        RoomEvent happened = row.Type switch
        {
            MessagePosted.Name => new MessagePosted
            {
                RoomId = roomId,
                At = at,
                ActorId = row.ActorId,
                Message = row.ToMessage(roomId, people),
            },
            MemberJoined.Name => new MemberJoined
            {
                RoomId = roomId,
                At = at,
                ActorId = row.ActorId,
                User = Subject(row),
                By = by,
                Role = Wire.Parse<RoomRole>(row.Body!),
            },
            MemberLeft.Name => new MemberLeft { RoomId = roomId, At = at, ActorId = row.ActorId, User = Subject(row), By = by },
            MemberUpdated.Name => new MemberUpdated
            {
                RoomId = roomId,
                At = at,
                ActorId = row.ActorId,
                User = Subject(row),
                By = people.Get(row.ActorId),
                Role = Wire.Parse<RoomRole>(row.Body!),
            },
            RoomUpdated.Name => new RoomUpdated
            {
                RoomId = roomId,
                At = at,
                ActorId = row.ActorId,
                By = people.Get(row.ActorId),
                Details = JsonSerializer.Deserialize(row.Body!, RoomsJson.Wire.RoomDetails)!,
            },
            _ => throw new InvalidOperationException($"The log holds an event of unknown type '{row.Type}'."),
        };
        happened.Seq = row.Seq;
        return happened;
    }

    private Person Subject(Row row) => people.Get(row.SubjectId!.Value);

    private sealed class Row : MessageRow
    {
        public string Type { get; set; } = "";

        public long ActorId { get => AuthorId; set => AuthorId = value; }

        public long? SubjectId { get; set; }

        public string? Body { get; set; }
    }
}
