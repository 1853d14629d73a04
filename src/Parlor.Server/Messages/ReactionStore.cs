using System.Data.Common;
using System.Globalization;
using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Messages;

/// <summary>The SQL of reactions.</summary>
public sealed class ReactionStore(People people)
{
    /// <summary>Different emoji under one message.</summary>
    public const int MostEmoji = 20;

    /// <summary>Reactions of one person to one message.</summary>
    public const int MostOfPerson = 10;

    /// <summary>People named with a reaction; the others are counted.</summary>
    public const int MostNamed = 5;

    /// <summary>No reaction to any message.</summary>
    internal static readonly IReadOnlyDictionary<(long RoomId, long Seq), IReadOnlyList<Reaction>> None =
        new Dictionary<(long RoomId, long Seq), IReadOnlyList<Reaction>>();

    /// <summary>Adds a reaction; one that is there already stays, and nothing is announced.</summary>
    /// <exception cref="Problem"><c>too_large</c>: the message or the person has their share.</exception>
    internal void Add(WriteTransaction transaction, ReactionAdded added)
    {
        var (room, seq, emoji, user) = (added.RoomId, added.MessageSeq, added.Emoji, added.ActorId);
        if (IsThere(transaction, added))
            return;
        var kinds = Number(transaction, "SELECT COUNT(DISTINCT emoji) FROM reactions WHERE room_id = $1 AND message_seq = $2 AND emoji <> $3", room, seq, emoji);
        if (kinds >= MostEmoji)
            throw TooMany($"A message has {MostEmoji} different reactions at most.");
        if (Number(transaction, "SELECT COUNT(*) FROM reactions WHERE room_id = $1 AND message_seq = $2 AND user_id = $3", room, seq, user) >= MostOfPerson)
            throw TooMany($"One person reacts to a message {MostOfPerson} times at most.");

        RoomLog.Append(transaction, added);
        transaction.Execute(
            "INSERT INTO reactions (room_id, message_seq, emoji, user_id, seq) VALUES ($1, $2, $3, $4, $5)", room, seq, emoji, user, added.Seq);
        added.Reactions = Reaction.ForEveryone(Of(transaction, room, seq, user));
    }

    /// <summary>Takes a reaction back; where there is none, nothing changes.</summary>
    internal void Remove(WriteTransaction transaction, ReactionRemoved removed)
    {
        if (!IsThere(transaction, removed))
            return;
        RoomLog.Append(transaction, removed);
        transaction.Execute(
            "DELETE FROM reactions WHERE room_id = $1 AND message_seq = $2 AND emoji = $3 AND user_id = $4",
            removed.RoomId, removed.MessageSeq, removed.Emoji, removed.ActorId);
        removed.Reactions = Reaction.ForEveryone(Of(transaction, removed.RoomId, removed.MessageSeq, removed.ActorId));
    }

    internal static void Forget(WriteTransaction transaction, long roomId, long messageSeq) =>
        transaction.Execute("DELETE FROM reactions WHERE room_id = $1 AND message_seq = $2", roomId, messageSeq);

    /// <summary>A message's reactions, the oldest first, as <paramref name="readerId"/> sees them.</summary>
    internal IReadOnlyList<Reaction> Of(WriteTransaction transaction, long roomId, long messageSeq, long readerId)
    {
        var rows = transaction.Query(Select("room_id = $1 AND message_seq = $2", "$3"), Row.From, roomId, messageSeq, readerId);
        return ToReactions(rows, people.GetMany(rows.Select(row => row.UserId)));
    }

    /// <summary>The reactions to each of these messages that has any, as they go out to everyone.</summary>
    internal IReadOnlyDictionary<long, IReadOnlyList<Reaction>> Of(WriteTransaction transaction, long roomId, IReadOnlyCollection<long> messageSeqs)
    {
        var numbers = string.Join(',', messageSeqs.Select(seq => seq.ToString(CultureInfo.InvariantCulture)));
        var rows = transaction.Query(Select($"room_id = $1 AND message_seq IN ({numbers})", "0"), Row.From, roomId);
        var named = people.GetMany(rows.Select(row => row.UserId));
        return rows.GroupBy(row => row.MessageSeq)
            .ToDictionary(message => message.Key, message => Reaction.ForEveryone(ToReactions([.. message], named)));
    }

    /// <summary>The reactions to each of these messages that has any.</summary>
    internal async Task<IReadOnlyDictionary<(long RoomId, long Seq), IReadOnlyList<Reaction>>> Of(
        DbConnection connection, long roomId, IReadOnlyList<long> messageSeqs, long readerId) => messageSeqs.Count == 0
        ? None
        : ByMessage(await connection.QueryAsync<Row>(
            Select("room_id = @roomId AND message_seq IN {=messageSeqs}", "@readerId"), new { roomId, messageSeqs, readerId }));

    /// <summary>The reactions to each message in these ranges of the rooms' logs that has any.</summary>
    internal async Task<IReadOnlyDictionary<(long RoomId, long Seq), IReadOnlyList<Reaction>>> Of(
        DbConnection connection, IReadOnlyList<LogRange> ranges, long readerId)
    {
        var (with, parameters) = LogRange.Table(ranges);
        parameters.Add("readerId", readerId);
        var select = SelectFrom(LogRange.Join("reactions", "message_seq"), "@readerId");
        return ByMessage(await connection.QueryAsync<Row>($"{with} {select}", parameters));
    }

    private Dictionary<(long RoomId, long Seq), IReadOnlyList<Reaction>> ByMessage(IEnumerable<Row> read)
    {
        var rows = read.AsList();
        var named = people.GetMany(rows.Select(row => row.UserId));
        return rows.GroupBy(row => (row.RoomId, row.MessageSeq)).ToDictionary(message => message.Key, message => ToReactions([.. message], named));
    }

    private static string Select(string messages, string reader) => SelectFrom($"reactions WHERE {messages}", reader);

    private static string SelectFrom(string source, string reader) => string.Create(CultureInfo.InvariantCulture, $"""
        SELECT message_seq, emoji, user_id, total, mine, room_id
          FROM (SELECT room_id, message_seq, emoji, user_id,
                       ROW_NUMBER() OVER (PARTITION BY room_id, message_seq, emoji ORDER BY seq) AS place,
                       COUNT(*) OVER (PARTITION BY room_id, message_seq, emoji) AS total,
                       MIN(seq) OVER (PARTITION BY room_id, message_seq, emoji) AS since,
                       COUNT(CASE WHEN user_id = {reader} THEN 1 END) OVER (PARTITION BY room_id, message_seq, emoji) AS mine
                  FROM {source}) r
         WHERE place <= {MostNamed}
         ORDER BY room_id, message_seq, since, place
        """);

    private static IReadOnlyList<Reaction> ToReactions(IReadOnlyList<Row> rows, IReadOnlyDictionary<long, Person> named) =>
    [
        .. rows.GroupBy(row => row.Emoji, StringComparer.Ordinal).Select(same => new Reaction(
            same.Key, same.First().Total, [.. same.Select(row => named[row.UserId])], same.First().Mine > 0)),
    ];

    private static bool IsThere(WriteTransaction transaction, ReactionChanged changed) => transaction.QueryNumber(
        "SELECT seq FROM reactions WHERE room_id = $1 AND message_seq = $2 AND emoji = $3 AND user_id = $4",
        changed.RoomId, changed.MessageSeq, changed.Emoji, changed.ActorId) is not null;

    private static long Number(WriteTransaction transaction, string sql, params ReadOnlySpan<object?> args) => transaction.QueryNumber(sql, args) ?? 0;

    private static Problem TooMany(FormattableString message) => Problem.TooLarge("emoji", message.ToString(CultureInfo.InvariantCulture));

    private sealed class Row
    {
        public long MessageSeq { get; set; }

        public string Emoji { get; set; } = "";

        public long UserId { get; set; }

        public long Total { get; set; }

        public long Mine { get; set; }

        public long RoomId { get; set; }

        public static Row From(DbDataReader row) => new()
        {
            MessageSeq = row.GetInt64(0),
            Emoji = row.GetString(1),
            UserId = row.GetInt64(2),
            Total = row.GetInt64(3),
            Mine = row.GetInt64(4),
            RoomId = row.GetInt64(5),
        };
    }
}
