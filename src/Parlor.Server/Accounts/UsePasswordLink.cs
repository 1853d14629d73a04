using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>Lets whoever has a link to another password choose one. All sessions of the account end, and a lock after wrong passwords does too.</summary>
public sealed class UsePasswordLink(
    Db db, AccountManager accounts, UserStore users, People people, PasswordWork passwords, LiveSettings settings, TimeProvider clock)
{
    private const int LongestCode = 64;

    private readonly AttemptLimit _limit = new(() => settings.Now.Limits.LogInsPerMinute, clock);

    /// <summary>Whose password the link is for.</summary>
    /// <exception cref="Problem"><c>not_found</c>: it does not count; <c>rate_limited</c>.</exception>
    public async Task<PasswordLinkPreview> Preview(string? code, Client client)
    {
        var (userId, expiresAt) = await Find(code, client);
        return new PasswordLinkPreview(people.Get(userId), expiresAt);
    }

    /// <exception cref="Problem">
    /// <c>not_found</c>: the link does not count; <c>invalid</c>, field <c>password</c>; <c>rate_limited</c>; <c>unavailable</c>.
    /// </exception>
    public async Task Execute(string? code, string? password, Client client)
    {
        var (userId, _) = await Find(code, client);
        var user = await users.Find(userId) ?? throw Unknown();
        PasswordRules.Check(password, user);
        var hash = await passwords.Run(() => Task.FromResult(accounts.PasswordHasher.HashPassword(user, password!)));
        var now = Timestamp.Now(clock);
        await db.Write(transaction =>
        {
            // Used or replaced meanwhile, it counts no more.
            if (PasswordLinkStore.Find(transaction, code!, now) is null)
                throw Unknown();
            PasswordLinkStore.Remove(transaction, userId);
            UserStore.SetPassword(transaction, userId, hash);
            Sessions.EndAll(transaction, userId);
        });
    }

    private async Task<(long UserId, Timestamp ExpiresAt)> Find(string? code, Client client)
    {
        var typed = Input.Text("code", Input.Required("code", code), LongestCode);
        _limit.Count(client.Address);
        var now = Timestamp.Now(clock);
        return await db.Write(transaction => PasswordLinkStore.Find(transaction, typed, now)) ?? throw Unknown();
    }

    private static Problem Unknown() => Problem.NotFound("This link has been used, has expired, or never was one.");
}
