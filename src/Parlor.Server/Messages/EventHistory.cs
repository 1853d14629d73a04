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
        var bound = Math.Min(slice.Bound, lastSeq + 1);
        var range = new LogRange(roomId, Math.Max(bound - slice.Older, 1), Math.Min(bound - 1 + slice.Newer, lastSeq));
        var events = (await Read(connection, [range], readerId))[roomId];
        return new LoggedEvents([.. events.Select(happened => happened.Utf8)], lastSeq, HasBefore: range.First > 1, HasAfter: range.Last < lastSeq);
    }

    /// <summary>The events in these ranges of rooms' logs, by room, oldest first. However many rooms they are of, they are read together.</summary>
    internal async Task<ILookup<long, RoomEvent>> Read(DbConnection connection, IReadOnlyList<LogRange> ranges, long readerId)
    {
        var events = new List<RoomEvent>();
        foreach (var together in ranges.Where(range => range.First <= range.Last).Chunk(LogRange.MostTogether))
            events.AddRange(await ReadTogether(connection, together, readerId));
        // Ranges may overlap, where a client names one room twice.
        return events.DistinctBy(happened => (happened.RoomId, happened.Seq)).OrderBy(happened => happened.Seq).ToLookup(happened => happened.RoomId);
    }

    /// <summary>The numbers of the newest events of these rooms; those that are gone are left out.</summary>
    public static async Task<IReadOnlyDictionary<long, long>> LastSeqs(DbConnection connection, IReadOnlyList<long> roomIds)
    {
        if (roomIds.Count == 0)
            return new Dictionary<long, long>();
        var rows = await connection.QueryAsync<(long Id, long LastSeq)>("SELECT id, last_seq FROM rooms WHERE id IN {=roomIds}", new { roomIds });
        return rows.ToDictionary(row => row.Id, row => row.LastSeq);
    }

    private async Task<IEnumerable<RoomEvent>> ReadTogether(DbConnection connection, IReadOnlyList<LogRange> ranges, long readerId)
    {
        var (with, parameters) = LogRange.Table(ranges);
        var rows = (await connection.QueryAsync<Row>(
            $"{with} SELECT room_id, seq, type, actor_id, subject_id, at, body FROM {LogRange.Join("events", "seq")}", parameters)).AsList();
        var involved = people.GetMany(rows.SelectMany(row => row.Involved));
        var posted = await messages.Read(connection, ranges, readerId);
        var events = new List<RoomEvent>(posted.Select(ToEvent));
        foreach (var room in rows.GroupBy(row => row.RoomId))
        {
            var changed = await messages.Read(connection, room.Key, [.. room.SelectMany(row => row.About).Distinct()], readerId);
            events.AddRange(room.Select(row => row.ReactedTo is { } seq
                ? ToReaction(row, involved[row.ActorId], changed[seq].Reactions)
                : ToEvent(row, involved, changed)));
        }

        return events;
    }

    /// <summary>The event that a message is.</summary>
    internal static MessagePosted ToEvent(Message message) => new()
    {
        RoomId = Ids.Parse(message.Room),
        Seq = message.Seq,
        At = message.At,
        ActorId = Ids.Parse(message.Author.Id),
        Message = message,
    };

    private static ReactionChanged ToReaction(Row row, Person user, IReadOnlyList<Reaction> reactions)
    {
        var at = new Timestamp(row.At);
        var (messageSeq, emoji) = ReactionChanged.Parse(row.Body!);
        ReactionChanged changed = row.Type is ReactionAdded.Name
            ? new ReactionAdded { RoomId = row.RoomId, At = at, ActorId = row.ActorId, User = user, MessageSeq = messageSeq, Emoji = emoji }
            : new ReactionRemoved { RoomId = row.RoomId, At = at, ActorId = row.ActorId, User = user, MessageSeq = messageSeq, Emoji = emoji };
        changed.Seq = row.Seq;
        changed.Reactions = reactions;
        return changed;
    }

    private static RoomEvent ToEvent(Row row, IReadOnlyDictionary<long, Person> involved, IReadOnlyDictionary<long, Message> changed)
    {
        var at = new Timestamp(row.At);
        var actor = involved[row.ActorId];
        var subject = row.SubjectId is { } id ? involved[id] : null;
        var by = row.ActorId == row.SubjectId ? null : actor;
        RoomEvent happened = row.Type switch
        {
            MemberJoined.Name => new MemberJoined
            {
                RoomId = row.RoomId,
                At = at,
                ActorId = row.ActorId,
                User = subject!,
                By = by,
                Given = GivenRole.Parse(row.Body!),
            },
            MemberLeft.Name => new MemberLeft { RoomId = row.RoomId, At = at, ActorId = row.ActorId, User = subject!, By = by },
            MemberUpdated.Name => new MemberUpdated
            {
                RoomId = row.RoomId,
                At = at,
                ActorId = row.ActorId,
                User = subject!,
                By = actor,
                Given = GivenRole.Parse(row.Body!),
            },
            RoomUpdated.Name => new RoomUpdated
            {
                RoomId = row.RoomId,
                At = at,
                ActorId = row.ActorId,
                By = actor,
                Details = JsonSerializer.Deserialize(row.Body!, RoomsJson.Wire.RoomDetails)!,
            },
            GroupConverted.Name => new GroupConverted
            {
                RoomId = row.RoomId,
                At = at,
                ActorId = row.ActorId,
                By = actor,
                Details = JsonSerializer.Deserialize(row.Body!, RoomsJson.Wire.RoomDetails)!,
            },
            RoomRoleChanged.Name => new RoomRoleChanged
            {
                RoomId = row.RoomId,
                At = at,
                ActorId = row.ActorId,
                By = actor,
                Changed = JsonSerializer.Deserialize(row.Body!, RoomsJson.Wire.ChangedRole)!,
            },
            MemberBanned.Name => new MemberBanned
            {
                RoomId = row.RoomId,
                At = at,
                ActorId = row.ActorId,
                User = subject!,
                By = actor,
                Restriction = RestrictionBegun.Read(row.Body),
            },
            MemberUnbanned.Name => new MemberUnbanned { RoomId = row.RoomId, At = at, ActorId = row.ActorId, User = subject!, By = actor },
            MemberTimedOut.Name => new MemberTimedOut
            {
                RoomId = row.RoomId,
                At = at,
                ActorId = row.ActorId,
                User = subject!,
                By = actor,
                Restriction = RestrictionBegun.Read(row.Body),
            },
            TimeoutEnded.Name => new TimeoutEnded { RoomId = row.RoomId, At = at, ActorId = row.ActorId, User = subject!, By = actor },
            MessageEdited.Name => new MessageEdited
            {
                RoomId = row.RoomId,
                At = at,
                ActorId = row.ActorId,
                By = actor,
                Message = changed[row.Changed!.Value],
            },
            MessageDeleted.Name => new MessageDeleted
            {
                RoomId = row.RoomId,
                At = at,
                ActorId = row.ActorId,
                By = actor,
                Message = changed[row.Changed!.Value],
            },
            MessagesPurged.Name => new MessagesPurged
            {
                RoomId = row.RoomId,
                At = at,
                ActorId = row.ActorId,
                By = actor,
                User = subject!,
                MessageSeqs = [.. row.About.Where(seq => changed[seq].DeletedAt is not null)],
            },
            MessagesRestored.Name => new MessagesRestored
            {
                RoomId = row.RoomId,
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
        public long RoomId { get; set; }

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
