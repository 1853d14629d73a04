using System.Security.Cryptography;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Parlor.Server.Data;

namespace Parlor.Server.Accounts.TwoFactor;

/// <summary>
/// The secrets of second factors: authenticator keys, which have to be read back, are encrypted; recovery codes are hashed. Both by the
/// server's key, so that the database alone is worth nothing.
/// </summary>
public sealed class TwoFactorStore(Db db, ServerKey key)
{
    private readonly IDataProtector _protector = key.CreateProtector("authenticator key");

    internal string Protect(string authenticatorKey) => _protector.Protect(authenticatorKey);

    /// <summary>The key; null when it was protected by another key file than the server has now.</summary>
    internal string? Unprotect(string stored)
    {
        try
        {
            return _protector.Unprotect(stored);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Uses up the code of a step and with it all earlier ones; false when that has happened already.</summary>
    internal async Task<bool> UseStep(long userId, long step) => await db.Write(tx => tx.QueryNumber(
        """
        UPDATE users SET authenticator_step = $2
        WHERE id = $1 AND (authenticator_step IS NULL OR authenticator_step < $2) RETURNING id
        """,
        userId, step)) is not null;

    /// <summary>Gives the account these recovery codes in place of those before.</summary>
    internal Task ReplaceCodes(long userId, IEnumerable<string> codes) => db.Write(tx =>
    {
        tx.Execute("DELETE FROM recovery_codes WHERE user_id = $1", userId);
        foreach (var code in codes)
            tx.Execute("INSERT INTO recovery_codes (user_id, hash) VALUES ($1, $2)", userId, Hash(userId, code));
    });

    /// <summary>Uses up a recovery code; false when the account has no such code (any more).</summary>
    internal async Task<bool> RedeemCode(long userId, string code) => await db.Write(tx => tx.QueryNumber(
        "DELETE FROM recovery_codes WHERE user_id = $1 AND hash = $2 RETURNING user_id", userId, Hash(userId, code))) is not null;

    internal async Task<int> CountCodes(long userId, CancellationToken cancel = default)
    {
        await using var connection = await db.OpenReadAsync(cancel);
        return (int)await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT COUNT(*) FROM recovery_codes WHERE user_id = @userId", new { userId }, cancellationToken: cancel));
    }

    /// <summary>However people type it: small letters, spaces and dashes are no difference.</summary>
    private string Hash(long userId, string code) => key.Hash(
        "recovery code", $"{Ids.Text(userId)}:{new string([.. code.Where(char.IsAsciiLetterOrDigit)]).ToUpperInvariant()}");
}
