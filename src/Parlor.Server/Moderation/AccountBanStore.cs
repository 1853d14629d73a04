using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Moderation;

/// <summary>The SQL of banned accounts. What has ended counts for nothing, and goes when the next one comes.</summary>
public sealed class AccountBanStore(Db db, People people, TimeProvider clock)
{
    /// <summary>The banned accounts by username, from behind <paramref name="after"/>.</summary>
    public async Task<IReadOnlyList<AccountBan>> Page(string after, int limit)
    {
        await using var connection = await db.OpenReadAsync();
        var rows = (await connection.QueryAsync<Row>(
            """
            SELECT b.user_id, b.by_id, b.at, b.until, b.reason FROM account_bans b JOIN users u ON u.id = b.user_id
             WHERE u.username > @after AND (b.until IS NULL OR b.until > @now) ORDER BY u.username LIMIT @limit
            """,
            new { after, limit, now = Timestamp.Now(clock).Milliseconds })).AsList();
        var involved = people.GetMany(rows.SelectMany(row => row.ById is { } by ? [row.UserId, by] : new[] { row.UserId }));
        return
        [
            .. rows.Select(row => new AccountBan(
                involved[row.UserId],
                row.ById is { } by ? involved[by] : null,
                new Timestamp(row.At),
                row.Until is { } until ? new Timestamp(until) : null,
                row.Reason)),
        ];
    }

    internal static Restriction? Find(WriteTransaction transaction, long userId, Timestamp now) => transaction.QueryFirst(
        "SELECT at, until, reason FROM account_bans WHERE user_id = $1",
        row => Restriction.Stored(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetInt64(1), row.IsDBNull(2) ? null : row.GetString(2), now),
        none: null,
        userId);

    internal static void Put(WriteTransaction transaction, long userId, long? byId, Timestamp at, Restriction restriction)
    {
        transaction.Execute("DELETE FROM account_bans WHERE until <= $1", at.Milliseconds);
        transaction.Execute(
            """
            INSERT INTO account_bans (user_id, by_id, at, until, reason) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (user_id) DO UPDATE SET by_id = excluded.by_id, at = excluded.at, until = excluded.until, reason = excluded.reason
            """,
            userId, byId, at.Milliseconds, restriction.Until?.Milliseconds, restriction.Reason);
    }

    internal static void Remove(WriteTransaction transaction, long userId) =>
        transaction.Execute("DELETE FROM account_bans WHERE user_id = $1", userId);

    private sealed class Row
    {
        public long UserId { get; set; }

        public long? ById { get; set; }

        public long At { get; set; }

        public long? Until { get; set; }

        public string? Reason { get; set; }
    }
}
