using System.Data.Common;
using System.Globalization;
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
    /// <summary>A part of the log as <paramref name="readerId"/> sees it.</summary>
    public async Task<LoggedEvents> Read(long roomId, Slice slice, long readerId)
    {
        await using var connection = await db.OpenReadAsync();
        var lastSeq = await connection.ExecuteScalarAsync<long>("SELECT last_seq FROM rooms WHERE id = @roomId", new { roomId });
        var older = slice.Older == 0 ? [] : await Read(connection, MessageStore.Older, roomId, slice.Bound, slice.Older, readerId);
        var newer = slice.Newer == 0 ? [] : await Read(connection, MessageStore.Newer, roomId, slice.Bound, slice.Newer, readerId);
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

    /// <summary>The next events after one of them, at most so many, by a connection that is used for many rooms.</summary>
    public async Task<IReadOnlyList<byte[]>> ReadAfter(DbConnection connection, long roomId, long seq, int limit, long readerId)
    {
        var events = await Read(connection, MessageStore.Newer, roomId, seq + 1, limit, readerId);
        return [.. events.OrderBy(happened => happened.Seq).Take(limit).Select(happened => happened.Utf8)];
    }

    /// <summary>The numbers of the newest events of these rooms; those that are gone are left out.</summary>
    public static async Task<IReadOnlyDictionary<long, long>> LastSeqs(DbConnection connection, IReadOnlyList<long> roomIds)
    {
        if (roomIds.Count == 0)
            return new Dictionary<long, long>();
        var rows = await connection.QueryAsync<(long Id, long LastSeq)>("SELECT id, last_seq FROM rooms WHERE id IN {=roomIds}", new { roomIds });
        return rows.ToDictionary(row => row.Id, row => row.LastSeq);
    }

    /// <summary>So many of each kind: as many as can be among the first of both together.</summary>
    private async Task<IEnumerable<RoomEvent>> Read(
        DbConnection connection, string range, long roomId, long bound, int limit, long readerId)
    {
        var rows = (await connection.QueryAsync<Row>(
            $"SELECT seq, type, actor_id, subject_id, at, body FROM events WHERE room_id = @roomId AND {range} LIMIT @limit",
            new { roomId, bound, limit })).AsList();
        var involved = people.GetMany(rows.SelectMany(row => row.Involved));
        var changed = await messages.Read(connection, roomId, [.. rows.SelectMany(row => row.About).Distinct()], readerId);
        var posted = await messages.Read(connection, range, roomId, bound, limit, readerId);
        return rows.Select(row => row.ReactedTo is { } seq
            ? ToReaction(roomId, row, involved[row.ActorId], changed[seq].Reactions)
            : ToEvent(roomId, row, involved, changed)).Concat(posted.Select(message => ToEvent(roomId, message)));
    }

    private static MessagePosted ToEvent(long roomId, Message message) => new()
    {
        RoomId = roomId,
        Seq = message.Seq,
        At = message.At,
        ActorId = Ids.Parse(message.Author.Id),
        Message = message,
    };

    private static ReactionChanged ToReaction(long roomId, Row row, Person user, IReadOnlyList<Reaction> reactions)
    {
        var at = new Timestamp(row.At);
        var (messageSeq, emoji) = ReactionChanged.Parse(row.Body!);
        ReactionChanged changed = row.Type is ReactionAdded.Name
            ? new ReactionAdded { RoomId = roomId, At = at, ActorId = row.ActorId, User = user, MessageSeq = messageSeq, Emoji = emoji }
            : new ReactionRemoved { RoomId = roomId, At = at, ActorId = row.ActorId, User = user, MessageSeq = messageSeq, Emoji = emoji };
        changed.Seq = row.Seq;
        changed.Reactions = reactions;
        return changed;
    }

    private static RoomEvent ToEvent(long roomId, Row row, IReadOnlyDictionary<long, Person> involved, IReadOnlyDictionary<long, Message> changed)
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
            MessageEdited.Name => new MessageEdited
            {
                RoomId = roomId,
                At = at,
                ActorId = row.ActorId,
                By = actor,
                Message = changed[row.Changed!.Value],
            },
            MessageDeleted.Name => new MessageDeleted
            {
                RoomId = roomId,
                At = at,
                ActorId = row.ActorId,
                By = actor,
                Message = changed[row.Changed!.Value],
            },
            MessagesPurged.Name => new MessagesPurged
            {
                RoomId = roomId,
                At = at,
                ActorId = row.ActorId,
                By = actor,
                User = subject!,
                MessageSeqs = [.. row.About.Where(seq => changed[seq].DeletedAt is not null)],
            },
            MessagesRestored.Name => new MessagesRestored
            {
                RoomId = roomId,
                At = at,
                ActorId = row.ActorId,
                By = actor,
                User = subject!,
                MessageSeqs = [.. row.About],
                Messages = [.. row.About.Select(seq => changed[seq])],
            },
            _ => throw new InvalidOperationException($"The log holds an event of unknown type '{row.Type}'."),
        };
        happened.Seq = row.Seq;
        return happened;
    }

    private sealed class Row
    {
        public long Seq { get; set; }

        public string Type { get; set; } = "";

        public long ActorId { get; set; }

        public long? SubjectId { get; set; }

        public long At { get; set; }

        public string? Body { get; set; }

        /// <summary>The number of the message that something became of, where the event is about one.</summary>
        public long? Changed => Type is MessageEdited.Name or MessageDeleted.Name ? long.Parse(Body!, CultureInfo.InvariantCulture) : null;

        /// <summary>The number of the message that somebody reacted to, where the event is about that.</summary>
        public long? ReactedTo => Type is ReactionAdded.Name or ReactionRemoved.Name ? ReactionChanged.Parse(Body!).MessageSeq : null;

        /// <summary>The numbers of all messages that the event is about.</summary>
        public IEnumerable<long> About =>
            Type is MessagesPurged.Name or MessagesRestored.Name ? ManyMessagesChanged.Parse(Body!)
            : (Changed ?? ReactedTo) is { } seq ? [seq]
            : [];

        public IEnumerable<long> Involved => SubjectId is { } subject ? [ActorId, subject] : [ActorId];
    }
}
