using System.Globalization;
using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Messages;

/// <summary>A purge that can be undone yet. <c>RoomId</c> is null where it went through the public rooms.</summary>
internal sealed record StoredPurge
{
    public long? RoomId { get; init; }

    public long UserId { get; init; }

    public long UndoUntil { get; init; }
}

/// <summary>The SQL of purges. The texts lie here, where nothing else reads, until it is too late to undo.</summary>
public sealed class PurgeStore(Db db, ReactionStore reactions)
{
    /// <summary>Messages that one purge deletes at most: the newest.</summary>
    public const int MostMessages = 1_000;

    /// <summary>Messages in one event that brings them back; the next event has the next ones.</summary>
    private const int RestoredAtOnce = 50;

    internal async Task<StoredPurge?> Find(long id)
    {
        await using var connection = await db.OpenReadAsync();
        return await connection.QueryFirstOrDefaultAsync<StoredPurge>(
            "SELECT room_id, user_id, undo_until FROM purges WHERE id = @id", new { id });
    }

    /// <summary>The public rooms, in use, in which somebody has said something that the purge reaches.</summary>
    internal static IReadOnlyList<long> PublicRoomsOf(WriteTransaction transaction, PurgeOrder order) => transaction.Query(
        """
        SELECT r.id FROM rooms r
         WHERE r.kind = 'room' AND r.visibility = 'public' AND r.archived_at IS NULL
           AND EXISTS (SELECT 1 FROM messages m WHERE m.room_id = r.id AND m.author_id = $1 AND m.at >= $2 AND m.deleted_at IS NULL)
         ORDER BY r.id
        """,
        row => row.GetInt64(0),
        order.SubjectId, order.Since);

    /// <returns>How many messages were deleted, and whether there are more.</returns>
    internal static (long Count, bool More) Purge(WriteTransaction transaction, PurgeOrder order, long? roomId, IReadOnlyList<long> rooms)
    {
        var found = new List<(long Room, long Seq, string Text)>();
        foreach (var room in rooms.TakeWhile(_ => found.Count <= MostMessages))
            found.AddRange(Reached(transaction, order, room, MostMessages + 1 - found.Count));
        var purged = found.Take(MostMessages).ToList();
        if (purged.Count == 0)
            return (0, false);

        transaction.Execute(
            "INSERT INTO purges (id, room_id, user_id, undo_until) VALUES ($1, $2, $3, $4)",
            order.Id, roomId, order.SubjectId, order.UndoUntil.Milliseconds);
        foreach (var inRoom in purged.GroupBy(message => message.Room))
        {
            RoomLog.Append(transaction, new MessagesPurged
            {
                RoomId = inRoom.Key,
                At = order.At,
                ActorId = order.ActorId,
                By = order.By,
                User = order.User,
                MessageSeqs = [.. inRoom.Select(message => message.Seq).Order()],
            });
        }

        foreach (var (room, seq, text) in purged)
            TakeAway(transaction, order, room, seq, text);
        return (purged.Count, found.Count > MostMessages);
    }

    /// <exception cref="Problem"><c>not_found</c>: it was undone meanwhile.</exception>
    internal void Restore(WriteTransaction transaction, long id, Person by, Person user, Timestamp now)
    {
        var texts = transaction.Query(
            "SELECT room_id, seq, text FROM purged_messages WHERE purge_id = $1 ORDER BY room_id, seq",
            row => (Room: row.GetInt64(0), Seq: row.GetInt64(1), Text: row.GetString(2)),
            id);
        if (texts.Count == 0)
            throw Problem.NotFound("There is no such purge, or it is too late to undo it.");
        foreach (var inRoom in texts.GroupBy(message => message.Room))
        {
            foreach (var some in inRoom.Chunk(RestoredAtOnce))
                PutBack(transaction, inRoom.Key, some.ToDictionary(message => message.Seq, message => message.Text), by, user, now);
        }

        transaction.Execute("DELETE FROM purges WHERE id = $1", id);
    }

    /// <summary>Forgets the texts, and reactions, of what cannot be put back any more.</summary>
    internal static void Forget(WriteTransaction transaction, Timestamp now)
    {
        transaction.Execute(
            """
            DELETE FROM reactions WHERE (room_id, message_seq) IN
              (SELECT m.room_id, m.seq FROM purged_messages m JOIN purges p ON p.id = m.purge_id WHERE p.undo_until <= $1)
            """,
            now.Milliseconds);
        transaction.Execute("DELETE FROM purges WHERE undo_until <= $1", now.Milliseconds);
    }

    /// <summary>Whether there is something to forget.</summary>
    internal async Task<bool> HasOld(Timestamp now)
    {
        await using var connection = await db.OpenReadAsync();
        return await connection.ExecuteScalarAsync<long>(
            "SELECT COUNT(*) FROM purges WHERE undo_until <= @now", new { now = now.Milliseconds }) > 0;
    }

    private static IReadOnlyList<(long Room, long Seq, string Text)> Reached(WriteTransaction transaction, PurgeOrder order, long room, int limit) =>
        transaction.Query(
            """
            SELECT seq, text FROM messages
             WHERE room_id = $1 AND author_id = $2 AND at >= $3 AND deleted_at IS NULL
             ORDER BY seq DESC LIMIT $4
            """,
            row => (room, row.GetInt64(0), row.GetString(1)),
            room, order.SubjectId, order.Since, (long)limit);

    private static void TakeAway(WriteTransaction transaction, PurgeOrder order, long room, long seq, string text)
    {
        transaction.Execute("INSERT INTO purged_messages (purge_id, room_id, seq, text) VALUES ($1, $2, $3, $4)", order.Id, room, seq, text);
        transaction.Execute(
            "UPDATE messages SET text = '', deleted_at = $3, deleted_by = $4 WHERE room_id = $1 AND seq = $2",
            room, seq, order.At.Milliseconds, order.ActorId);
        Mentions.Forget(transaction, room, seq);
    }

    private void PutBack(
        WriteTransaction transaction, long room, Dictionary<long, string> texts, Person by, Person user, Timestamp now)
    {
        var numbers = string.Join(',', texts.Keys.Select(seq => seq.ToString(CultureInfo.InvariantCulture)));
        var rows = transaction.Query(
            $"SELECT {MessageRow.Columns} FROM messages WHERE room_id = $1 AND seq IN ({numbers}) ORDER BY seq", MessageRow.From, room);
        var reacted = reactions.Of(transaction, room, [.. texts.Keys]);
        var restored = new MessagesRestored
        {
            RoomId = room,
            At = now,
            ActorId = Ids.Parse(by.Id),
            By = by,
            User = user,
            MessageSeqs = [.. rows.Select(row => row.Seq)],
            Messages =
            [
                .. rows.Select(row => row.ToMessage(user) with
                {
                    Text = texts[row.Seq],
                    DeletedAt = null,
                    Reactions = reacted.GetValueOrDefault(row.Seq, []),
                }),
            ],
        };
        RoomLog.Append(transaction, restored);
        foreach (var (seq, text) in texts)
        {
            transaction.Execute(
                "UPDATE messages SET text = $3, deleted_at = NULL, deleted_by = NULL WHERE room_id = $1 AND seq = $2", room, seq, text);
            Mentions.Store(transaction, room, seq, Ids.Parse(user.Id), text);
        }
    }
}
