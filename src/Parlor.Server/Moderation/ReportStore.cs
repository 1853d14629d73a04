using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Moderation;

/// <summary>The SQL of reports.</summary>
public sealed class ReportStore(Db db, People people)
{
    /// <summary>Open reports in one room at most.</summary>
    public const int MostOpenInRoom = 1_000;

    /// <summary>A person's own reports that are listed: the newest so many.</summary>
    public const int MostOwnShown = 100;

    /// <summary>How long a report is kept once it is decided.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    private const string Columns = """
        SELECT p.id, p.room_id, r.name AS room_name, r.title AS room_title, r.kind AS room_kind, r.visibility AS room_visibility, p.seq,
               p.author_id, p.text, p.reporter_id, p.reason, p.comment, p.at, p.outcome, p.decided_by, p.decided_at
          FROM reports p JOIN rooms r ON r.id = p.room_id
        """;

    /// <summary>Reports in one room, or (null) anywhere; newest first, open or decided ones.</summary>
    internal async Task<ReportPage> Page(long? roomId, bool decided, long? before, int limit)
    {
        var room = roomId is null ? "" : "AND p.room_id = @roomId";
        await using var connection = await db.OpenReadAsync();
        var rows = (await connection.QueryAsync<StoredReport>(
            $"""
            {Columns} WHERE p.outcome IS {(decided ? "NOT NULL" : "NULL")} {room} AND p.id < @before ORDER BY p.id DESC LIMIT @limit
            """,
            new { roomId, before = before ?? long.MaxValue, limit })).AsList();
        var open = await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM reports p WHERE p.outcome IS NULL {room}", new { roomId });
        return new ReportPage(Shown(rows), open, rows.Count == limit ? Ids.Text(rows[^1].Id) : null);
    }

    /// <summary>A person's own, newest first, <see cref="MostOwnShown"/> at most.</summary>
    internal async Task<IReadOnlyList<OwnReport>> Of(long reporterId)
    {
        await using var connection = await db.OpenReadAsync();
        var rows = (await connection.QueryAsync<StoredReport>(
            $"{Columns} WHERE p.reporter_id = @reporterId ORDER BY p.id DESC LIMIT {MostOwnShown}", new { reporterId })).AsList();
        var authors = people.GetMany(rows.Select(row => row.AuthorId));
        return [.. rows.Select(row => Own(row, authors[row.AuthorId]))];
    }

    internal async Task<StoredReport?> Find(long id)
    {
        await using var connection = await db.OpenReadAsync();
        return await connection.QueryFirstOrDefaultAsync<StoredReport>($"{Columns} WHERE p.id = @id", new { id });
    }

    internal static OwnReport Own(StoredReport row, Person author) => new(
        Ids.Text(row.Id), Ids.Text(row.RoomId), row.Seq, author, Wire.Parse<ReportReason>(row.Reason), row.Comment, new Timestamp(row.At),
        row.Outcome is { } outcome ? Wire.Parse<ReportOutcome>(outcome) : null, row.DecidedAt is { } at ? new Timestamp(at) : null);

    /// <summary>The message that is to be reported: its author and what it says.</summary>
    /// <exception cref="Problem"><c>not_found</c>: there is none, or it was deleted.</exception>
    internal static (long AuthorId, string Text) Message(WriteTransaction transaction, long roomId, long seq) =>
        transaction.QueryFirst<(long, string)?>(
            "SELECT author_id, text FROM messages WHERE room_id = $1 AND seq = $2 AND deleted_at IS NULL",
            row => (row.GetInt64(0), row.GetString(1)),
            none: null,
            roomId, seq) ?? throw Problem.NotFound("There is no message of that number.");

    /// <summary>The id of an open report that the person has made about the message; null for none.</summary>
    internal static long? FindOpen(WriteTransaction transaction, long roomId, long seq, long reporterId) => transaction.QueryNumber(
        "SELECT id FROM reports WHERE room_id = $1 AND seq = $2 AND reporter_id = $3 AND outcome IS NULL", roomId, seq, reporterId);

    /// <summary>When a person made their n-th newest report; null for fewer.</summary>
    internal static long? NthNewest(WriteTransaction transaction, long reporterId, int n) =>
        transaction.QueryNumber("SELECT at FROM reports WHERE reporter_id = $1 ORDER BY id DESC LIMIT 1 OFFSET $2", reporterId, (long)(n - 1));

    /// <exception cref="Problem"><c>too_large</c>: as many are open in the room as can be.</exception>
    internal static void Add(WriteTransaction transaction, StoredReport made)
    {
        if (transaction.QueryNumber("SELECT COUNT(*) FROM reports WHERE room_id = $1 AND outcome IS NULL", made.RoomId) >= MostOpenInRoom)
            throw Problem.TooLarge("room", "So many reports wait in this room that it takes no more; somebody will look at them.");
        transaction.Execute("DELETE FROM reports WHERE decided_at < $1", made.At - (long)KeptFor.TotalMilliseconds);
        transaction.Execute(
            """
            INSERT INTO reports (id, room_id, seq, author_id, text, reporter_id, reason, comment, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            made.Id, made.RoomId, made.Seq, made.AuthorId, made.Text, made.ReporterId, made.Reason, made.Comment, made.At);
    }

    internal static bool IsOpen(WriteTransaction transaction, long id) =>
        transaction.QueryNumber("SELECT id FROM reports WHERE id = $1 AND outcome IS NULL", id) is not null;

    /// <summary>Decides all open reports about a message.</summary>
    /// <returns>Who made them, and their ids.</returns>
    internal static IReadOnlyList<(long Id, long ReporterId)> Decide(
        WriteTransaction transaction, StoredReport report, ReportOutcome outcome, long userId, Timestamp now) => transaction.Query(
        """
        UPDATE reports SET outcome = $3, decided_by = $4, decided_at = $5 WHERE room_id = $1 AND seq = $2 AND outcome IS NULL
        RETURNING id, reporter_id
        """,
        row => (row.GetInt64(0), row.GetInt64(1)),
        report.RoomId, report.Seq, Wire.Text(outcome), userId, now.Milliseconds);

    private List<Report> Shown(List<StoredReport> rows)
    {
        var involved = people.GetMany(rows.SelectMany(row => new[] { row.AuthorId, row.ReporterId, row.DecidedBy ?? row.AuthorId }));
        return rows.ConvertAll(row => new Report(
            Ids.Text(row.Id),
            new NamedRoom(Ids.Text(row.RoomId), row.RoomName, row.RoomTitle),
            !row.IsOfRoom || row.RoomVisibility is "private",
            row.Seq,
            involved[row.AuthorId],
            row.Text,
            involved[row.ReporterId],
            Wire.Parse<ReportReason>(row.Reason),
            row.Comment,
            new Timestamp(row.At),
            row.Outcome is { } outcome ? Wire.Parse<ReportOutcome>(outcome) : null,
            row.DecidedBy is { } by ? involved[by] : null,
            row.DecidedAt is { } at ? new Timestamp(at) : null));
    }
}
