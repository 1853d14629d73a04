using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>Gives an account another password. All its other sessions end: whoever knew the old one is out.</summary>
public sealed class ChangePassword(Db db, AccountManager accounts, UserStore users, PasswordWork passwords, PasswordCheck check)
{
    /// <param name="caller">Whose password it is; this session goes on.</param>
    /// <param name="current">The password until now.</param>
    /// <param name="wanted">The new one.</param>
    /// <exception cref="Problem">
    /// <c>invalid</c>, field <c>current</c> or <c>new</c>; <c>rate_limited</c>: too many wrong ones; <c>unauthorized</c>: the account is
    /// gone; <c>unavailable</c>.
    /// </exception>
    public async Task Execute(Session caller, string? current, string? wanted)
    {
        var secret = Input.Required("current", current);
        var user = await users.Find(caller.UserId) ?? throw Problem.Unauthorized("This account is gone.");
        PasswordRules.Check(wanted, user, "new");
        var proven = await check.Execute(user, secret) ?? throw Problem.Invalid("current", "This is not your password.");

        var hash = await passwords.Run(() => Task.FromResult(accounts.PasswordHasher.HashPassword(proven, wanted!)));
        await db.Write(tx =>
        {
            UserStore.ChangePassword(tx, proven, hash);
            Sessions.EndOthers(tx, caller);
        });
    }
}
