namespace Parlor.Server.Accounts;

/// <summary>
/// Opens a session for somebody who knows the password. A wrong name and a wrong password cannot be told apart: the answer, the time it
/// takes, and the lockout after <see cref="AccountsFeature.FailuresBeforeLockout"/> of them are the same.
/// </summary>
public sealed class LogIn(
    AccountManager accounts,
    UserStore users,
    PasswordWork passwords,
    PasswordCheck check,
    Entrance entrance,
    IServerBans bans,
    LogInLimit limit,
    TimeProvider clock)
{
    private readonly UnknownNames _unknown = new(AccountsFeature.FailuresBeforeLockout, AccountsFeature.Lockout, clock);

    /// <param name="username">The username as typed.</param>
    /// <param name="password">The password as typed.</param>
    /// <param name="client">What it came from.</param>
    /// <exception cref="Problem">
    /// <c>unauthorized</c>: name or password is wrong; <c>forbidden</c>: the address is banned; <c>rate_limited</c>: too many from this address, or the name is locked;
    /// <c>invalid</c>: one is missing; <c>unavailable</c>.
    /// </exception>
    public async Task<Entered> Execute(string? username, string? password, Client client)
    {
        var typed = Input.Required("username", username);
        var secret = Input.Required("password", password);
        limit.Count(client);
        bans.RequireAddress(client.Address);
        // Nobody can have such a name or such a password, which is no secret: it takes no work to say so.
        if (!AccountRules.TryUsername(typed, out var name) || !PasswordRules.IsPossible(secret))
            throw Refused();

        var user = await users.FindByNameAsync(name, CancellationToken.None);
        var proven = user is null ? await CheckNobody(name, secret) : await check.Execute(user, secret);
        return await entrance.Enter(proven ?? throw Refused(), client);
    }

    private async Task<User?> CheckNobody(string unknownName, string password)
    {
        check.ThrowIfLocked(_unknown.LockedUntil(unknownName));
        await passwords.Run(() => accounts.CheckPasswordOfNobody(password));
        _unknown.CountFailure(unknownName);
        await accounts.AccessFailedByNobody();
        return null;
    }

    private static Problem Refused() => Problem.Unauthorized("The username or the password is wrong.");
}
