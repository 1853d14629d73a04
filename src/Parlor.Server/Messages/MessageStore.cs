using System.Data.Common;
using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Realtime;
using Parlor.Server.Rooms;

namespace Parlor.Server.Messages;

/// <summary>Messages of a room, oldest first.</summary>
/// <param name="Messages">The messages.</param>
/// <param name="HasBefore">Whether there are older ones.</param>
/// <param name="HasAfter">Whether there are newer ones.</param>
public sealed record MessagePage(IReadOnlyList<Message> Messages, bool HasBefore, bool HasAfter);

/// <summary>The SQL of messages.</summary>
public sealed class MessageStore(Db db, People people)
{
    /// <summary>What lies before a bound, newest first; and from it on, oldest first.</summary>
    internal const string Older = "seq < @bound ORDER BY seq DESC";

    internal const string Newer = "seq >= @bound ORDER BY seq";

    /// <summary>Takes the room's next number, if the author is a member and has not sent this before.</summary>
    private const string TakeSeq = """
        UPDATE rooms SET last_seq = last_seq + 1
         WHERE id = $1
           AND EXISTS (SELECT 1 FROM memberships WHERE room_id = $1 AND user_id = $2)
           AND NOT EXISTS (SELECT 1 FROM messages WHERE room_id = $1 AND author_id = $2 AND client_id = $3)
        RETURNING last_seq
        """;

    private const string Columns = "seq, author_id, client_id, text, at, reply_to, edited_at, deleted_at";

    public async Task<MessagePage> Page(long roomId, Slice slice)
    {
        await using var connection = await db.OpenReadAsync();
        var older = await Read(connection, Older, roomId, slice.Bound, slice.Older + 1);
        var newer = await Read(connection, Newer, roomId, slice.Bound, slice.Newer + 1);
        var (messages, hasBefore, hasAfter) = slice.Join(older, newer);
        return new MessagePage(messages, hasBefore, hasAfter);
    }

    /// <summary>
    /// Stores a message as the room's next event, which its row is: there is no other one in <c>events</c>. One that the author has sent
    /// under the same client id before is found, not stored.
    /// </summary>
    /// <returns>The second step: the message, and whether it is new.</returns>
    /// <exception cref="Problem"><c>forbidden</c>: the author is no longer a member. <c>invalid</c>: there is nothing to reply to.</exception>
    internal static Func<(Message Message, bool IsNew)> Post(WriteTransaction transaction, MessagePosted posted)
    {
        var message = posted.Message;
        if (message.ReplyTo is { } answered && !Exists(transaction, posted.RoomId, answered))
            throw Problem.Invalid("replyTo", "There is no message of that number to reply to.");

        var taken = transaction.QueryNumberLater(TakeSeq, posted.RoomId, posted.ActorId, message.ClientId);
        return () => Store(transaction, posted, taken.Value);
    }

    /// <summary>Posts where slow mode slows the author down. What was sent before is found without waiting.</summary>
    /// <exception cref="Problem">As for <see cref="Post"/>; and <c>rate_limited</c>: the author posted less than so many seconds ago.</exception>
    internal static (Message Message, bool IsNew) PostSlowly(WriteTransaction transaction, MessagePosted posted, int seconds)
    {
        if (FindSent(transaction, posted) is { } sent)
            return (sent, false);
        SlowMode.Check(transaction, posted.RoomId, posted.ActorId, posted.At, seconds);
        var stored = Post(transaction, posted)();
        SlowMode.Note(transaction, posted.RoomId, posted.ActorId, posted.At);
        return stored;
    }

    private static (Message Message, bool IsNew) Store(WriteTransaction transaction, MessagePosted posted, long? seq)
    {
        var message = posted.Message;
        if (seq is null)
            return (FindSent(transaction, posted) ?? throw Problem.Forbidden("Only members can post here."), false);

        posted.Message = message with { Seq = seq.Value };
        transaction.Execute(
            "INSERT INTO messages (room_id, seq, author_id, client_id, text, at, reply_to) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            posted.RoomId, seq.Value, posted.ActorId, message.ClientId, message.Text, message.At.Milliseconds, message.ReplyTo);
        RoomLog.Announce(transaction, posted, seq.Value);
        foreach (var name in Mentions.In(message.Text))
            StoreMention(transaction, posted, name);
        return (posted.Message, true);
    }

    private static bool Exists(WriteTransaction transaction, long roomId, long seq) =>
        transaction.QueryNumber("SELECT seq FROM messages WHERE room_id = $1 AND seq = $2", roomId, seq) is not null;

    private static void StoreMention(WriteTransaction transaction, MessagePosted posted, string name) => transaction.Execute(
        """
        INSERT INTO mentions (user_id, room_id, seq)
        SELECT u.id, m.room_id, $2 FROM users u JOIN memberships m ON m.user_id = u.id AND m.room_id = $1
         WHERE u.username = $3 AND u.id <> $4
        """,
        posted.RoomId, posted.Seq, name, posted.ActorId);

    private static Message? FindSent(WriteTransaction transaction, MessagePosted posted) => transaction.QueryFirst(
        $"SELECT {Columns} FROM messages WHERE room_id = $1 AND author_id = $2 AND client_id = $3",
        row => new MessageRow
        {
            Seq = row.GetInt64(0),
            AuthorId = row.GetInt64(1),
            ClientId = row.GetString(2),
            Text = row.GetString(3),
            At = row.GetInt64(4),
            ReplyTo = row.IsDBNull(5) ? null : row.GetInt64(5),
            EditedAt = row.IsDBNull(6) ? null : row.GetInt64(6),
            DeletedAt = row.IsDBNull(7) ? null : row.GetInt64(7),
        }.ToMessage(posted.RoomId, posted.Message.Author),
        none: null,
        posted.RoomId, posted.ActorId, posted.Message.ClientId);

    /// <summary>At most <paramref name="limit"/> messages of a range, <see cref="Older"/> or <see cref="Newer"/> than the bound.</summary>
    internal async Task<IReadOnlyList<Message>> Read(DbConnection connection, string range, long roomId, long bound, int limit)
    {
        var rows = (await connection.QueryAsync<MessageRow>(
            $"SELECT {Columns} FROM messages WHERE room_id = @roomId AND {range} LIMIT @limit", new { roomId, bound, limit })).AsList();
        var authors = people.GetMany(rows.Select(row => row.AuthorId));
        return [.. rows.Select(row => row.ToMessage(roomId, authors[row.AuthorId]))];
    }
}
