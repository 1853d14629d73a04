using Dapper;
using Parlor.Server.Data;

namespace Parlor.Server.Accounts.Providers;

/// <summary>The SQL of accounts elsewhere: which of them is whose. A person has one of each provider.</summary>
public sealed class ExternalAccountStore(Db db, TimeProvider clock)
{
    public async Task<IReadOnlyList<ConnectedAccount>> Of(long userId)
    {
        await using var connection = await db.OpenReadAsync();
        var rows = await connection.QueryAsync<(string Provider, string Name, long CreatedAt, long LastUsedAt)>(
            "SELECT provider, name, created_at, last_used_at FROM external_accounts WHERE user_id = @userId ORDER BY provider", new { userId });
        return
        [
            .. rows.Select(row => new ConnectedAccount(row.Provider, row.Name, new Timestamp(row.CreatedAt), new Timestamp(row.LastUsedAt))),
        ];
    }

    /// <summary>Whose it is, noting that it was used; null when it is nobody's.</summary>
    internal Task<long?> Use(ExternalAccount account) => db.Write(tx => tx.QueryNumber(
        "UPDATE external_accounts SET name = $3, last_used_at = $4 WHERE provider = $1 AND subject = $2 RETURNING user_id",
        account.Provider, account.Subject, account.Label, Now()));

    /// <summary>Connects an account elsewhere with a person's; nothing happens when it is theirs already.</summary>
    /// <exception cref="Problem"><c>conflict</c>: it is somebody else's, or they have another one of this provider.</exception>
    internal Task Connect(long userId, ExternalAccount account) => db.Write(tx =>
    {
        var holder = HolderOf(tx, account);
        if (holder == userId)
            return;
        if (holder is not null)
            throw Taken();
        if (tx.QueryNumber("SELECT user_id FROM external_accounts WHERE user_id = $1 AND provider = $2", userId, account.Provider) is not null)
            throw Problem.Conflict("provider", "Another account of this provider is connected already.");
        Add(tx, userId, account, Now());
    });

    /// <exception cref="Problem"><c>not_found</c>; <c>conflict</c>: nothing else would let this person in.</exception>
    internal Task Disconnect(long userId, string provider) => db.Write(tx =>
    {
        if (tx.QueryNumber("SELECT user_id FROM external_accounts WHERE user_id = $1 AND provider = $2", userId, provider) is null)
            throw Problem.NotFound("No such account is connected.");
        WaysIn.RequireAnother(tx, userId);
        tx.Execute("DELETE FROM external_accounts WHERE user_id = $1 AND provider = $2", userId, provider);
    });

    /// <summary>Connects it with an account that is being made, in the same write.</summary>
    /// <exception cref="Problem"><c>conflict</c>: it is somebody's already.</exception>
    internal static void RequireFree(WriteTransaction tx, ExternalAccount account)
    {
        if (HolderOf(tx, account) is not null)
            throw Taken();
    }

    internal static void Add(WriteTransaction tx, long userId, ExternalAccount account, long now) => tx.Execute(
        "INSERT INTO external_accounts (provider, subject, user_id, name, created_at, last_used_at) VALUES ($1, $2, $3, $4, $5, $5)",
        account.Provider, account.Subject, userId, account.Label, now);

    private static long? HolderOf(WriteTransaction tx, ExternalAccount account) => tx.QueryNumber(
        "SELECT user_id FROM external_accounts WHERE provider = $1 AND subject = $2", account.Provider, account.Subject);

    private static Problem Taken() => Problem.Conflict("provider", "That account is connected with somebody else's here.");

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
