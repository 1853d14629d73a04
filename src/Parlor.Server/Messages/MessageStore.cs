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
public sealed class MessageStore(Db db, People people, ReactionStore reactions)
{
    /// <summary>What lies before a bound, newest first; and from it on, oldest first.</summary>
    private const string Older = "seq < @bound ORDER BY seq DESC";

    private const string Newer = "seq >= @bound ORDER BY seq";

    /// <summary>Takes the room's next number, if the author is a member and has not sent this before.</summary>
    private const string TakeSeq = """
        UPDATE rooms SET last_seq = last_seq + 1
         WHERE id = $1
           AND (EXISTS (SELECT 1 FROM memberships WHERE room_id = $1 AND user_id = $2) OR (options & 1) = 1)
           AND NOT EXISTS (SELECT 1 FROM messages WHERE room_id = $1 AND author_id = $2 AND client_id = $3)
        RETURNING last_seq
        """;

    /// <summary>A page as <paramref name="readerId"/> sees it.</summary>
    public async Task<MessagePage> Page(long roomId, Slice slice, long readerId)
    {
        await using var connection = await db.OpenReadAsync();
        var older = await Read(connection, Older, roomId, slice.Bound, slice.Older + 1, readerId);
        var newer = await Read(connection, Newer, roomId, slice.Bound, slice.Newer + 1, readerId);
        var (messages, hasBefore, hasAfter) = slice.Join(older, newer);
        return new MessagePage(messages, hasBefore, hasAfter);
    }

    /// <summary>A message as it lies in the table.</summary>
    /// <exception cref="Problem"><c>not_found</c>; <c>invalid</c>, field <c>seq</c>, when no number is given.</exception>
    internal async Task<MessageRow> Get(long roomId, long? seq)
    {
        if (seq is null)
            throw Problem.Invalid("seq", "seq is missing.");
        await using var connection = await db.OpenReadAsync();
        return await connection.QueryFirstOrDefaultAsync<MessageRow>(
            $"SELECT {MessageRow.Columns} FROM messages WHERE room_id = @roomId AND seq = @seq", new { roomId, seq }) ?? throw NoSuchMessage();
    }

    /// <summary>A message as it stands now, of which it is known that there is one.</summary>
    internal async Task<Message> Show(long roomId, long seq, long readerId)
    {
        await using var connection = await db.OpenReadAsync();
        return (await Read(connection, roomId, [seq], readerId))[seq];
    }

    /// <inheritdoc cref="Get(long, long?)"/>
    internal static MessageRow Get(WriteTransaction transaction, long roomId, long seq) => transaction.QueryFirst(
        $"SELECT {MessageRow.Columns} FROM messages WHERE room_id = $1 AND seq = $2", MessageRow.From, none: null, roomId, seq) ?? throw NoSuchMessage();

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
        Mentions.Store(transaction, posted.RoomId, seq.Value, posted.ActorId, message.Text);
        return (posted.Message, true);
    }

    private static bool Exists(WriteTransaction transaction, long roomId, long seq) =>
        transaction.QueryNumber("SELECT seq FROM messages WHERE room_id = $1 AND seq = $2", roomId, seq) is not null;

    internal static Message? FindSent(WriteTransaction transaction, MessagePosted posted) => transaction.QueryFirst(
        $"SELECT {MessageRow.Columns} FROM messages WHERE room_id = $1 AND author_id = $2 AND client_id = $3",
        row => MessageRow.From(row).ToMessage(posted.Message.Author),
        none: null,
        posted.RoomId, posted.ActorId, posted.Message.ClientId);

    /// <summary>The messages in these ranges of the rooms' logs.</summary>
    /// <param name="connection">Reads.</param>
    /// <param name="ranges">1 to <see cref="LogRange.MostTogether"/> of them.</param>
    /// <param name="readerId">Who sees them.</param>
    internal async Task<IReadOnlyList<Message>> Read(DbConnection connection, IReadOnlyList<LogRange> ranges, long readerId)
    {
        var (with, parameters) = LogRange.Table(ranges);
        var rows = (await connection.QueryAsync<MessageRow>(
            $"{with} SELECT {MessageRow.Columns} FROM {LogRange.Join("messages", "seq")}", parameters)).AsList();
        return ToMessages(rows, rows.Count == 0 ? ReactionStore.None : await reactions.Of(connection, ranges, readerId));
    }

    /// <summary>The messages of these numbers, as they stand now.</summary>
    internal async Task<IReadOnlyDictionary<long, Message>> Read(
        DbConnection connection, long roomId, IReadOnlyList<long> seqs, long readerId)
    {
        if (seqs.Count == 0)
            return new Dictionary<long, Message>();
        var rows = (await connection.QueryAsync<MessageRow>(
            $"SELECT {MessageRow.Columns} FROM messages WHERE room_id = @roomId AND seq IN {{=seqs}}", new { roomId, seqs })).AsList();
        return ToMessages(rows, await reactions.Of(connection, roomId, seqs, readerId)).ToDictionary(message => message.Seq);
    }

    /// <summary>At most <paramref name="limit"/> messages, <see cref="Older"/> or <see cref="Newer"/> than the bound.</summary>
    private async Task<IReadOnlyList<Message>> Read(DbConnection connection, string side, long roomId, long bound, int limit, long readerId)
    {
        var rows = (await connection.QueryAsync<MessageRow>(
            $"SELECT {MessageRow.Columns} FROM messages WHERE room_id = @roomId AND {side} LIMIT @limit", new { roomId, bound, limit })).AsList();
        return ToMessages(rows, await reactions.Of(connection, roomId, [.. rows.Select(row => row.Seq)], readerId));
    }

    private IReadOnlyList<Message> ToMessages(
        List<MessageRow> rows, IReadOnlyDictionary<(long RoomId, long Seq), IReadOnlyList<Reaction>> reacted)
    {
        var involved = people.GetMany(rows.SelectMany(row => row.Involved));
        return
        [
            .. rows.Select(row => row.ToMessage(
                involved, row.DeletedAt is null ? reacted.GetValueOrDefault((row.RoomId, row.Seq), []) : [])),
        ];
    }

    private static Problem NoSuchMessage() => Problem.NotFound("There is no message of that number.");
}
