using Microsoft.AspNetCore.Identity;

namespace Parlor.Server.Accounts.TwoFactor;

/// <summary>
/// Identity's provider for authenticator apps, by our clock, and with each code counting once: its own one takes the same code again
/// for as long as it is in time, so whoever saw it typed could use it too.
/// </summary>
public sealed class AuthenticatorCodes(TwoFactorStore store, TimeProvider clock) : IUserTwoFactorTokenProvider<User>
{
    /// <summary>Codes are made by the app, not here.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<User> manager, User user) => Task.FromResult("");

    /// <summary>Whether the code is right now the account's, and none of its time or later has been used. It is used up then.</summary>
    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<User> manager, User user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { } key)
            return false;
        return Totp.StepOf(token, Base32.Decode(key), clock.GetUtcNow()) is { } step && await store.UseStep(user.Id, step);
    }

    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<User> manager, User user) =>
        await manager.GetAuthenticatorKeyAsync(user) is not null;
}
