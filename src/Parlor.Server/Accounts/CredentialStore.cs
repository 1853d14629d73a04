using Microsoft.AspNetCore.Identity;
using Parlor.Server.Accounts.Passkeys;
using Parlor.Server.Accounts.TwoFactor;
using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>What Identity asks of an account's other credentials than the password. It wants one store for everything.</summary>
public sealed class CredentialStore(
    Db db, LiveSettings settings, ISignUpInvitations invitations, TwoFactorStore twoFactor, PasskeyStore passkeys)
    : UserStore(db, settings, invitations),
        IUserAuthenticatorKeyStore<User>,
        IUserTwoFactorStore<User>,
        IUserTwoFactorRecoveryCodeStore<User>,
        IUserPasskeyStore<User>
{
    /// <summary>Kept with the next <see cref="UserStore.UpdateAsync"/>.</summary>
    public Task SetAuthenticatorKeyAsync(User user, string key, CancellationToken cancellationToken)
    {
        user.AuthenticatorKey = twoFactor.Protect(key);
        return Task.CompletedTask;
    }

    public Task<string?> GetAuthenticatorKeyAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult(user.AuthenticatorKey is { } stored ? twoFactor.Unprotect(stored) : null);

    /// <inheritdoc cref="SetAuthenticatorKeyAsync"/>
    public Task SetTwoFactorEnabledAsync(User user, bool enabled, CancellationToken cancellationToken)
    {
        user.HasTwoFactor = enabled;
        if (!enabled)
            user.AuthenticatorKey = null;
        return Task.CompletedTask;
    }

    public Task<bool> GetTwoFactorEnabledAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.HasTwoFactor);

    public Task ReplaceCodesAsync(User user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        twoFactor.ReplaceCodes(user.Id, recoveryCodes);

    public Task<bool> RedeemCodeAsync(User user, string code, CancellationToken cancellationToken) => twoFactor.RedeemCode(user.Id, code);

    public Task<int> CountCodesAsync(User user, CancellationToken cancellationToken) => twoFactor.CountCodes(user.Id, cancellationToken);

    public Task AddOrUpdatePasskeyAsync(User user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        passkeys.AddOrUpdate(user.Id, passkey);

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(User user, CancellationToken cancellationToken) =>
        passkeys.InfosOf(user.Id, cancellationToken);

    public async Task<User?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await passkeys.Find(credentialId, cancellationToken) is var (userId, _) ? await Find(userId, cancellationToken) : null;

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken) =>
        await passkeys.Find(credentialId, cancellationToken) is var (userId, passkey) && userId == user.Id ? passkey : null;

    public Task RemovePasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken) =>
        passkeys.Remove(user.Id, credentialId);
}
