using System.Security.Cryptography;
using Dapper;
using Parlor.Server.Accounts.Deletion;
using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>
/// Lets people in who have no account, where a gateway allows that: as guests of the server who, unlike others, look around among the
/// public rooms by themselves. They get a row of their own that nobody can log in to. Once they go it is closed; what they have said
/// stays, under the name that they had.
/// </summary>
public sealed class GuestEntrance(
    Db db, Entrance entrance, IServerBans bans, SignUpLimit limit, IEnumerable<IAccountEnding> endings, TimeProvider clock) : IHostedService
{
    /// <summary>What the names of guests end with, so that nobody takes one for somebody with an account.</summary>
    public const string Mark = " (guest)";

    private const string UsernamePrefix = "guest-";

    private const string SuffixCharacters = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>A thousand million of them: none is met twice.</summary>
    private const int SuffixLength = 6;

    /// <summary>Lets somebody in under a name of their choice, marked, and a username of ours.</summary>
    /// <param name="name">The name as typed; need not be unique.</param>
    /// <param name="client">What it came from.</param>
    /// <exception cref="Problem">
    /// <c>invalid</c>, field <c>displayName</c>; <c>forbidden</c>: the address is banned; <c>rate_limited</c>: new guests and new accounts from
    /// one address count together.
    /// </exception>
    public async Task<SignedIn> Enter(string name, Client client)
    {
        var displayName = Marked(name);
        bans.RequireAddress(client.Address);
        limit.Count(client);
        var user = new User
        {
            Id = Ids.Next(clock),
            Username = UsernamePrefix + RandomNumberGenerator.GetString(SuffixCharacters, SuffixLength),
            DisplayName = displayName,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            Role = Role.Guest,
            CreatedAt = clock.GetUtcNow(),
        };
        await db.Write(tx => UserStore.AddVisitor(tx, user));
        return await entrance.Open(user, client);
    }

    /// <summary>Gives a guest another name, marked as the first one was.</summary>
    /// <exception cref="Problem"><c>invalid</c>, field <c>displayName</c>; <c>not_found</c>: they are no guest, or have gone.</exception>
    public Task Rename(long userId, string name)
    {
        var displayName = Marked(name);
        return db.Write(tx =>
        {
            if (!UserStore.IsVisitor(tx, userId))
                throw Problem.NotFound("There is no such guest.");
            tx.Execute(
                "UPDATE users SET display_name = $2, search_name = $3 WHERE id = $1", userId, displayName, AccountRules.Folded(displayName));
            tx.Publish(new ProfileChanged(userId));
        });
    }

    /// <summary>A guest goes: out of all rooms, and for good. Nothing happens for anybody else.</summary>
    public Task Leave(long userId) => db.Write(tx =>
    {
        if (!UserStore.IsVisitor(tx, userId))
            return;
        var leaver = tx.QueryFirst(
            "SELECT username, display_name FROM users WHERE id = $1",
            row => new Person(Ids.Text(userId), row.GetString(0), row.GetString(1), AvatarUrl: null), none: null, userId)!;
        foreach (var ending in endings)
            ending.End(tx, leaver);
        tx.Execute("UPDATE users SET deleted_at = $2, role = 'guest' WHERE id = $1", userId, clock.GetUtcNow().ToUnixTimeMilliseconds());
        Sessions.EndAll(tx, userId);
        tx.Publish(new ServerRoleChanged(userId));
        tx.Publish(new ProfileChanged(userId));
    });

    /// <summary>Sees those off who were here when the server last stopped without being able to.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        IEnumerable<long> left;
        await using (var connection = await db.OpenReadAsync(cancellationToken))
            left = await connection.QueryAsync<long>("SELECT id FROM users WHERE is_visitor = 1 AND deleted_at IS NULL");
        foreach (var userId in left)
            await Leave(userId);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <exception cref="Problem"><c>invalid</c>, field <c>displayName</c>.</exception>
    private static string Marked(string name)
    {
        var plain = name.Trim();
        var mark = Mark.Trim();
        if (plain.EndsWith(mark, StringComparison.OrdinalIgnoreCase))
            plain = plain[..^mark.Length].TrimEnd();
        // A mark of its own is no name.
        AccountRules.DisplayName(plain);
        return AccountRules.DisplayName(plain + Mark);
    }
}
