namespace Parlor.Server.Accounts;

/// <summary>
/// Whether somebody knows an account's password. Wrong ones are counted, and lock the account, wherever it is asked for: a stolen access
/// token is no way around the limit.
/// </summary>
public sealed class PasswordCheck(AccountManager accounts, UserStore users, PasswordWork passwords, TimeProvider clock)
{
    /// <summary>The account as it is now, if the password is its own; null, and one failure more, if not.</summary>
    /// <exception cref="Problem"><c>rate_limited</c>: the account is locked; <c>unavailable</c>.</exception>
    public async Task<User?> Execute(User user, string password)
    {
        ThrowIfLocked(user.LockedUntil);
        if (!PasswordRules.IsPossible(password) || !await passwords.Run(() => Check(user, password)))
        {
            await accounts.AccessFailedAsync(user);
            return null;
        }

        // Guesses that ran at the same time may have locked the account since: a right one among them does not count either. Nor does
        // the password that was the right one until a moment ago.
        var now = await users.Find(user.Id);
        ThrowIfLocked(now?.LockedUntil);
        if (!string.Equals(now?.SecurityStamp, user.SecurityStamp, StringComparison.Ordinal))
            return null;
        // With a second factor the password is half of it: forgetting wrong codes here would leave the codes to be tried without end.
        if (now!.FailedLogIns > 0 && !now.HasTwoFactor)
            await accounts.ResetAccessFailedCountAsync(now);
        return now;
    }

    /// <summary>An account without a password takes as long as one with another, so that nobody can tell the two apart.</summary>
    private Task<bool> Check(User user, string password) =>
        user.PasswordHash is null ? accounts.CheckPasswordOfNobody(password) : accounts.CheckPasswordAsync(user, password);

    /// <summary>
    /// A lockout says so, and for how long: the person whose account it is has to understand why the right password does not work. It
    /// tells an attacker nothing about whether there is such an account, because names that nobody has are locked just the same.
    /// </summary>
    internal void ThrowIfLocked(DateTimeOffset? until)
    {
        var now = clock.GetUtcNow();
        if (until > now)
            throw Problem.RateLimited(until.Value - now);
    }
}
