using System.Net;

namespace Parlor.Server.Accounts;

/// <summary>
/// Opens a session for somebody who knows the password. A wrong name and a wrong password cannot be told apart: the answer, the time it
/// takes, and the lockout after <see cref="AccountsFeature.FailuresBeforeLockout"/> of them are the same.
/// </summary>
public sealed class LogIn(
    AccountManager accounts,
    UserStore users,
    PasswordWork passwords,
    Sessions sessions,
    AccessTokens tokens,
    Settings settings,
    TimeProvider clock)
{
    private readonly AttemptLimit _limit = new(settings.Limits.LogInsPerMinute, clock);
    private readonly UnknownNames _unknown = new(AccountsFeature.FailuresBeforeLockout, AccountsFeature.Lockout, clock);

    /// <param name="username">The username as typed.</param>
    /// <param name="password">The password as typed.</param>
    /// <param name="address">Where it came from.</param>
    /// <exception cref="Problem">
    /// <c>unauthorized</c>: name or password is wrong; <c>rate_limited</c>: too many from this address, or the name is locked;
    /// <c>invalid</c>: one is missing; <c>unavailable</c>.
    /// </exception>
    public async Task<SignedIn> Execute(string? username, string? password, IPAddress? address)
    {
        var typed = Input.Required("username", username);
        var secret = Input.Required("password", password);
        _limit.Count(address);
        // Nobody can have such a name or such a password, which is no secret: it takes no work to say so.
        if (!AccountRules.TryUsername(typed, out var name) || !PasswordRules.IsPossible(secret))
            throw Refused();

        var user = await users.FindByNameAsync(name, CancellationToken.None);
        ThrowIfLocked(user is null ? _unknown.LockedUntil(name) : user.LockedUntil);
        if (user is null)
            await Refuse(name, secret);
        else if (!await passwords.Run(() => accounts.CheckPasswordAsync(user, secret)))
            await Refuse(user);

        // Guesses that ran at the same time may have locked the account since: a right one among them does not count either.
        var now = (await users.Find(user!.Id))!;
        ThrowIfLocked(now.LockedUntil);
        if (now.FailedLogIns > 0)
            await accounts.ResetAccessFailedCountAsync(now);
        var session = await sessions.Open(now.Id);
        return new SignedIn(now, session, tokens.Issue(now.Id, session.SessionId));
    }

    private async Task Refuse(User user)
    {
        await accounts.AccessFailedAsync(user);
        throw Refused();
    }

    private async Task Refuse(string unknownName, string password)
    {
        await passwords.Run(() => accounts.CheckPasswordOfNobody(password));
        _unknown.CountFailure(unknownName);
        await accounts.AccessFailedByNobody();
        throw Refused();
    }

    /// <summary>
    /// A lockout says so, and for how long: the person whose account it is has to understand why the right password does not work. It
    /// tells an attacker nothing about whether there is such an account, because names that nobody has are locked just the same.
    /// </summary>
    private void ThrowIfLocked(DateTimeOffset? until)
    {
        var now = clock.GetUtcNow();
        if (until > now)
            throw Problem.RateLimited(until.Value - now);
    }

    private static Problem Refused() => Problem.Unauthorized("The username or the password is wrong.");
}
