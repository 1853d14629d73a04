using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>Somebody has just proved who they are.</summary>
public sealed record SignedIn(User User, OpenSession Session, AccessToken Token);

/// <summary>What a new account is made of, as it was sent.</summary>
public sealed record NewAccount(string? Username, string? Password, string? DisplayName, string? Email, string? Invite = null);

/// <summary>Makes an account and logs it in. The first account is the server's owner; one with an invitation is a member of its room.</summary>
public sealed class SignUp(
    IServerBans bans, AccountManager accounts, PasswordWork passwords, Entrance entrance, SignUpLimit limit, TimeProvider clock)
{
    /// <param name="account">What was sent.</param>
    /// <param name="client">What it came from.</param>
    /// <exception cref="Problem">
    /// <c>invalid</c>, naming the field; <c>conflict</c>: the username is taken; <c>forbidden</c>: sign-up is closed, takes an invitation, or the
    /// address is banned;
    /// <c>rate_limited</c>: too many from this address; <c>unavailable</c>.
    /// </exception>
    public async Task<SignedIn> Execute(NewAccount account, Client client)
    {
        var username = AccountRules.Username(account.Username);
        var user = new User
        {
            Id = Ids.Next(clock),
            Username = username,
            DisplayName = string.IsNullOrWhiteSpace(account.DisplayName) ? username : AccountRules.DisplayName(account.DisplayName),
            Email = AccountRules.Email(account.Email),
            CreatedAt = clock.GetUtcNow(),
            Invite = account.Invite,
        };
        PasswordRules.Check(account.Password, user);
        // Counted only now: mistakes in the form cost nothing, and a class full of them must not lock itself out.
        bans.RequireAddress(client.Address);
        limit.Count(client);

        await passwords.Run(() => accounts.CreateAsync(user, account.Password!));
        return await entrance.Open(user, client);
    }
}
