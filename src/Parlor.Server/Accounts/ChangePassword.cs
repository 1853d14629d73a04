using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>Gives an account another password. All its other sessions end: whoever knew the old one is out.</summary>
public sealed class ChangePassword(
    Db db, AccountManager accounts, UserStore users, PasswordWork passwords, PasswordCheck check, Confirmation confirmation)
{
    /// <param name="caller">Whose password it is; this session goes on.</param>
    /// <param name="current">The password until now; left out where there is none, and then a recent sign-in is asked for.</param>
    /// <param name="wanted">The new one.</param>
    /// <exception cref="Problem">
    /// <c>invalid</c>, field <c>current</c> or <c>new</c>; <c>rate_limited</c>: too many wrong ones; <c>unauthorized</c>: the account is
    /// gone; <c>unavailable</c>; <c>forbidden</c>, field <c>confirmation</c>: there is no password, and the sign-in is not recent.
    /// </exception>
    public async Task Execute(Session caller, string? current, string? wanted)
    {
        var user = await users.Find(caller.UserId) ?? throw Problem.Unauthorized("This account is gone.");
        if (user.PasswordHash is not null)
            Input.Required("current", current);
        PasswordRules.Check(wanted, user, "new");
        var proven = await Prove(caller, user, current);

        var hash = await passwords.Run(() => Task.FromResult(accounts.PasswordHasher.HashPassword(proven, wanted!)));
        await db.Write(tx =>
        {
            UserStore.ChangePassword(tx, proven, hash);
            Sessions.EndOthers(tx, caller);
        });
    }

    private async Task<User> Prove(Session caller, User user, string? current)
    {
        if (user.PasswordHash is not null)
            return await check.Execute(user, current!) ?? throw Problem.Invalid("current", "This is not your password.");
        await confirmation.Require(caller);
        return user;
    }
}
