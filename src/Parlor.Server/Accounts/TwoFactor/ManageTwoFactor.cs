using Microsoft.AspNetCore.Identity;

namespace Parlor.Server.Accounts.TwoFactor;

/// <summary>What an authenticator app is told, by a picture or by hand.</summary>
/// <param name="Secret">The key in Base32.</param>
/// <param name="Uri">The same as <c>otpauth:</c> address, which its QR code holds.</param>
public sealed record AuthenticatorSetup(string Secret, string Uri);

/// <summary>Turns the second factor of an account on and off. Wrong codes count for the lockout in all of it.</summary>
public sealed class ManageTwoFactor(
    AccountManager accounts, UserStore users, Sessions sessions, Confirmation confirmation, SecondFactorCheck check, LiveSettings settings)
{
    /// <summary>Recovery codes that an account gets at a time.</summary>
    public const int RecoveryCodes = 10;

    /// <summary>Makes a key for the authenticator app. It counts for nothing before <see cref="TurnOn"/>.</summary>
    /// <exception cref="Problem"><c>conflict</c>: it is on; <c>forbidden</c>, field <c>confirmation</c>.</exception>
    public async Task<AuthenticatorSetup> Begin(Session caller)
    {
        await confirmation.Require(caller);
        var user = await Find(caller);
        if (user.HasTwoFactor)
            throw IsOn();
        await accounts.ResetAuthenticatorKeyAsync(user);
        var secret = await accounts.GetAuthenticatorKeyAsync(user) ?? throw Problem.Unavailable("The key could not be made.");
        var (issuer, name) = (Uri.EscapeDataString(settings.Now.Name), Uri.EscapeDataString(user.Username));
        return new AuthenticatorSetup(secret, $"otpauth://totp/{issuer}:{name}?secret={secret}&issuer={issuer}&digits={Totp.Digits}&period=30");
    }

    /// <summary>Asks for codes from now on, once the app has shown that it has the key. Other sessions end: they came in without.</summary>
    /// <returns>The recovery codes, which nobody can be shown again.</returns>
    /// <exception cref="Problem">
    /// <c>invalid</c>, field <c>code</c>: it is wrong, or nothing was begun; <c>conflict</c>: it is on; <c>forbidden</c>, field
    /// <c>confirmation</c>; <c>rate_limited</c>.
    /// </exception>
    public async Task<IReadOnlyList<string>> TurnOn(Session caller, string? code)
    {
        var factor = new SecondFactor(Input.Required("code", code), RecoveryCode: null);
        await confirmation.Require(caller);
        var user = await Find(caller);
        if (user.HasTwoFactor)
            throw IsOn();
        var proven = await Prove(user, factor);
        var codes = await NewCodes(proven);
        await accounts.SetTwoFactorEnabledAsync(proven, enabled: true);
        await sessions.EndOthers(caller);
        return codes;
    }

    /// <summary>Gives the account new recovery codes in place of the old ones.</summary>
    /// <exception cref="Problem">As <see cref="TurnOn"/>; <c>conflict</c>: it is off.</exception>
    public async Task<IReadOnlyList<string>> RenewCodes(Session caller, string? code)
    {
        var factor = new SecondFactor(Input.Required("code", code), RecoveryCode: null);
        await confirmation.Require(caller);
        return await NewCodes(await Prove(await FindWithTwoFactor(caller), factor));
    }

    /// <summary>Asks for codes no more; takes the password, where there is one, and a code or recovery code.</summary>
    /// <exception cref="Problem">
    /// <c>invalid</c>, field <c>password</c> or <c>code</c>; <c>conflict</c>: it is off; <c>rate_limited</c>; <c>forbidden</c>, field
    /// <c>confirmation</c>: there is no password to ask for, and the sign-in is not recent.
    /// </exception>
    public async Task TurnOff(Session caller, string? password, SecondFactor factor)
    {
        factor.Require();
        var user = await confirmation.RequirePassword(caller, await FindWithTwoFactor(caller), password);
        var proven = await Prove(user, factor);
        await accounts.SetTwoFactorEnabledAsync(proven, enabled: false);
        await accounts.GenerateNewTwoFactorRecoveryCodesAsync(proven, 0);
    }

    private async Task<IReadOnlyList<string>> NewCodes(User user) =>
        [.. await accounts.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes) ?? []];

    private async Task<User> Prove(User user, SecondFactor factor) =>
        await check.Execute(user, factor) ?? throw Problem.Invalid("code", "The code is wrong, or was used before.");

    private async Task<User> FindWithTwoFactor(Session caller)
    {
        var user = await Find(caller);
        return user.HasTwoFactor ? user : throw Problem.Conflict("code", "Two-factor sign-in is off.");
    }

    private async Task<User> Find(Session caller) =>
        await users.Find(caller.UserId) ?? throw Problem.Unauthorized("This account is gone.");

    private static Problem IsOn() => Problem.Conflict("code", "Two-factor sign-in is on already.");
}
