using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Moderation;

/// <summary>The SQL of banned addresses. What has ended counts for nothing, and goes when the next one comes.</summary>
public sealed class AddressBanStore(Db db, People people, TimeProvider clock)
{
    /// <summary>Addresses and ranges that are banned at most: each handshake looks at all of them.</summary>
    public const int Most = 1_000;

    private const string Columns = "SELECT id, network, by_id, at, until, reason FROM address_bans";

    /// <summary>All of them, newest first.</summary>
    public async Task<IReadOnlyList<AddressBan>> All()
    {
        await using var connection = await db.OpenReadAsync();
        var rows = (await connection.QueryAsync<Row>(
            $"{Columns} WHERE until IS NULL OR until > @now ORDER BY id DESC", new { now = Timestamp.Now(clock).Milliseconds })).AsList();
        var by = people.GetMany(rows.Select(row => row.ById));
        return
        [
            .. rows.Select(row => new AddressBan(
                Ids.Text(row.Id), row.Network, by[row.ById], new Timestamp(row.At), row.Until is { } until ? new Timestamp(until) : null, row.Reason)),
        ];
    }

    /// <exception cref="Problem"><c>conflict</c>: it is banned already. <c>too_large</c>: as many are banned as can be.</exception>
    internal static void Add(WriteTransaction transaction, AddressBan ban)
    {
        var now = ban.At.Milliseconds;
        if (transaction.QueryNumber("SELECT id FROM address_bans WHERE network = $1 AND (until IS NULL OR until > $2)", ban.Network, now) is not null)
            throw Problem.Conflict("network", "That is banned already.");
        if (transaction.QueryNumber("SELECT COUNT(*) FROM address_bans WHERE until IS NULL OR until > $1", now) >= Most)
            throw Problem.TooLarge("network", $"{Most:N0} addresses and ranges can be banned at most.");
        transaction.Execute("DELETE FROM address_bans WHERE until <= $1", now);
        transaction.Execute(
            "INSERT INTO address_bans (id, network, by_id, at, until, reason) VALUES ($1, $2, $3, $4, $5, $6)",
            Ids.Parse(ban.Id), ban.Network, Ids.Parse(ban.By.Id), now, ban.Until?.Milliseconds, ban.Reason);
        transaction.Publish(new AddressBansChanged());
    }

    /// <summary>Ends a ban.</summary>
    /// <returns>What was banned.</returns>
    /// <exception cref="Problem"><c>not_found</c>.</exception>
    internal static string Remove(WriteTransaction transaction, string? id)
    {
        var network = Ids.TryParse(id ?? "", out var number)
            ? transaction.QueryFirst("SELECT network FROM address_bans WHERE id = $1", row => row.GetString(0), none: null, number)
            : null;
        if (network is null)
            throw Problem.NotFound("There is no such ban.");
        transaction.Execute("DELETE FROM address_bans WHERE id = $1", number);
        transaction.Publish(new AddressBansChanged());
        return network;
    }

    private sealed class Row
    {
        public long Id { get; set; }

        public string Network { get; set; } = "";

        public long ById { get; set; }

        public long At { get; set; }

        public long? Until { get; set; }

        public string? Reason { get; set; }
    }
}
