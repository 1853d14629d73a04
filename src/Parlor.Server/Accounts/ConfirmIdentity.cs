using Parlor.Server.Accounts.Passkeys;
using Parlor.Server.Accounts.TwoFactor;
using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>Has somebody who is signed in prove once more who they are; see <see cref="Confirmation"/>.</summary>
public sealed class ConfirmIdentity(
    UserStore users, Confirmation confirmation, SecondFactorCheck second, PasskeySignIn passkeys)
{
    /// <summary>By password, and by the second factor where the account has one.</summary>
    /// <exception cref="Problem">
    /// <c>invalid</c>, field <c>password</c> or <c>code</c>: missing or wrong; <c>conflict</c>: the account has neither;
    /// <c>rate_limited</c>: too many wrong ones.
    /// </exception>
    public async Task Execute(Session caller, string? password, SecondFactor factor)
    {
        var user = await users.Find(caller.UserId) ?? throw Problem.Unauthorized("This account is gone.");
        if (user.PasswordHash is null && !user.HasTwoFactor)
            throw Problem.Conflict("password", "This account has no password; sign in again instead.");
        if (user.HasTwoFactor)
            factor.Require();
        if (user.PasswordHash is not null)
            user = await confirmation.CheckPassword(user, password);
        if (user.HasTwoFactor && await second.Execute(user, factor) is null)
            throw Problem.Invalid("code", "The code is wrong, or was used before.");
        await confirmation.Confirm(caller);
    }

    /// <summary>By a passkey of the account.</summary>
    /// <exception cref="Problem"><c>invalid</c>, field <c>ticket</c> or <c>credential</c>; <c>rate_limited</c>.</exception>
    internal async Task Execute(Session caller, PasskeyProof proof, HttpContext context)
    {
        if ((await passkeys.Check(proof.Ticket, proof.Credential, context))?.Id != caller.UserId)
            throw Problem.Invalid("credential", "This is no passkey of yours.");
        await confirmation.Confirm(caller);
    }
}
