using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>What lets a person into their account: the password, passkeys, accounts elsewhere. One has to be left.</summary>
internal static class WaysIn
{
    /// <exception cref="Problem"><c>conflict</c>: there is one left, and it is about to go.</exception>
    public static void RequireAnother(WriteTransaction tx, long userId)
    {
        var ways = tx.QueryNumber("SELECT COUNT(*) FROM users WHERE id = $1 AND password_hash IS NOT NULL", userId)
            + tx.QueryNumber("SELECT COUNT(*) FROM passkeys WHERE user_id = $1", userId)
            + tx.QueryNumber("SELECT COUNT(*) FROM external_accounts WHERE user_id = $1", userId);
        if (ways <= 1)
            throw Problem.Conflict("user", "Nothing else would let you in: set a password or add a passkey first.");
    }
}
