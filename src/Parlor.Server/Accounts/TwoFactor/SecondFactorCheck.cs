using Microsoft.AspNetCore.Identity;

namespace Parlor.Server.Accounts.TwoFactor;

/// <summary>A code of the authenticator app, or one of the recovery codes.</summary>
public sealed record SecondFactor(string? Code, string? RecoveryCode)
{
    /// <summary>Characters of either at most; anything longer is none.</summary>
    private const int Longest = 64;

    public bool IsGiven => Code is not null || RecoveryCode is not null;

    /// <exception cref="Problem"><c>invalid</c>, field <c>code</c>: neither is there.</exception>
    public void Require()
    {
        if (!IsGiven)
            throw Problem.Invalid("code", "code is missing.");
    }

    internal bool IsPossible => (RecoveryCode ?? Code) is { Length: <= Longest };
}

/// <summary>
/// Whether somebody has an account's second factor. Wrong codes are counted together with wrong passwords, and lock the account like
/// those.
/// </summary>
public sealed class SecondFactorCheck(AccountManager accounts, UserStore users, PasswordCheck lockout)
{
    /// <summary>The account as it is now, if the code is its own, which is used up then; null, and one failure more, if not.</summary>
    /// <exception cref="Problem"><c>rate_limited</c>: the account is locked.</exception>
    public async Task<User?> Execute(User user, SecondFactor factor)
    {
        lockout.ThrowIfLocked(user.LockedUntil);
        if (!factor.IsPossible || !await IsRight(user, factor))
        {
            await accounts.AccessFailedAsync(user);
            return null;
        }

        // As with passwords: guesses that ran at the same time may have locked the account since.
        var now = await users.Find(user.Id);
        lockout.ThrowIfLocked(now?.LockedUntil);
        if (now is { FailedLogIns: > 0 })
            await accounts.ResetAccessFailedCountAsync(now);
        return now;
    }

    private async Task<bool> IsRight(User user, SecondFactor factor) => factor.RecoveryCode is { } recoveryCode
        ? (await accounts.RedeemTwoFactorRecoveryCodeAsync(user, recoveryCode)).Succeeded
        : await accounts.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, factor.Code!);
}
