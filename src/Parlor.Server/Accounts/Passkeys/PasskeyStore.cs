using System.Buffers.Text;
using Dapper;
using Microsoft.AspNetCore.Identity;
using Parlor.Server.Data;

namespace Parlor.Server.Accounts.Passkeys;

/// <summary>A passkey as its person sees it in the list of them.</summary>
/// <param name="Id">The id, as text.</param>
/// <param name="Name">What its person calls it.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="LastUsedAt">When it was last used to sign in; null when never.</param>
public sealed record Passkey(string Id, string Name, Timestamp CreatedAt, Timestamp? LastUsedAt);

/// <summary>The SQL of passkeys: public keys, and nothing that has to be kept secret.</summary>
public sealed class PasskeyStore(Db db, TimeProvider clock)
{
    /// <summary>Passkeys of one account at most.</summary>
    public const int MostOfOnePerson = 20;

    private const string Select =
        """
        SELECT user_id AS UserId, credential_id AS CredentialId, name AS Name, public_key AS PublicKey, sign_count AS SignCount,
               transports AS Transports, is_backup_eligible AS IsBackupEligible, is_backed_up AS IsBackedUp, created_at AS CreatedAt
        FROM passkeys
        """;

    /// <summary>A person's passkeys, the newest last.</summary>
    public async Task<IReadOnlyList<Passkey>> Of(long userId)
    {
        await using var connection = await db.OpenReadAsync();
        var rows = await connection.QueryAsync<(long Id, string Name, long CreatedAt, long? LastUsedAt)>(
            "SELECT id, name, created_at, last_used_at FROM passkeys WHERE user_id = @userId ORDER BY id", new { userId });
        return
        [
            .. rows.Select(row => new Passkey(
                Ids.Text(row.Id), row.Name, new Timestamp(row.CreatedAt), row.LastUsedAt is { } at ? new Timestamp(at) : null)),
        ];
    }

    /// <summary>Gives one of a person's passkeys another name.</summary>
    /// <exception cref="Problem"><c>not_found</c>.</exception>
    internal Task Rename(long userId, long id, string name) => db.Write(tx =>
    {
        if (tx.QueryNumber("UPDATE passkeys SET name = $3 WHERE id = $2 AND user_id = $1 RETURNING id", userId, id, name) is null)
            throw None();
    });

    /// <exception cref="Problem"><c>not_found</c>.</exception>
    internal async Task<byte[]> CredentialOf(long userId, long id)
    {
        await using var connection = await db.OpenReadAsync();
        var credential = await connection.QueryFirstOrDefaultAsync<string>(
            "SELECT credential_id FROM passkeys WHERE id = @id AND user_id = @userId", new { id, userId });
        return Base64Url.DecodeFromChars(credential ?? throw None());
    }

    /// <summary>Stores a new passkey, or that a known one was used.</summary>
    /// <exception cref="Problem">
    /// <c>too_large</c>: the account has as many as can be; <c>conflict</c>: it is another account's, or was used meanwhile.
    /// </exception>
    internal Task AddOrUpdate(long userId, UserPasskeyInfo passkey) => db.Write(tx =>
    {
        var (credential, now) = (Base64Url.EncodeToString(passkey.CredentialId), clock.GetUtcNow().ToUnixTimeMilliseconds());
        if (tx.QueryNumber("SELECT id FROM passkeys WHERE credential_id = $1", credential) is { } known)
        {
            // The counter goes up with each use: of two answers to one question at most one is newer than what is stored.
            var used = tx.QueryNumber(
                """
                UPDATE passkeys SET sign_count = $3, is_backed_up = $4, last_used_at = $5
                WHERE id = $1 AND user_id = $2 AND (sign_count < $3 OR $3 = 0) RETURNING id
                """,
                known, userId, (long)passkey.SignCount, passkey.IsBackedUp ? 1L : 0L, now);
            if (used is null)
                throw Problem.Conflict("credential", "This passkey has been used meanwhile.");
            return;
        }

        if (tx.QueryNumber("SELECT COUNT(*) FROM passkeys WHERE user_id = $1", userId) >= MostOfOnePerson)
            throw Problem.TooLarge("credential", $"One person has {MostOfOnePerson} passkeys at most.");
        tx.Execute(
            """
            INSERT INTO passkeys (id, user_id, credential_id, name, public_key, sign_count, transports, is_backup_eligible, is_backed_up, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            Ids.Next(clock), userId, credential, passkey.Name, Base64Url.EncodeToString(passkey.PublicKey), (long)passkey.SignCount,
            string.Join(' ', passkey.Transports ?? []), passkey.IsBackupEligible ? 1L : 0L, passkey.IsBackedUp ? 1L : 0L, now);
    });

    /// <exception cref="Problem"><c>conflict</c>: nothing else would let this person in.</exception>
    internal Task Remove(long userId, byte[] credentialId) => db.Write(tx =>
    {
        WaysIn.RequireAnother(tx, userId);
        tx.Execute("DELETE FROM passkeys WHERE user_id = $1 AND credential_id = $2", userId, Base64Url.EncodeToString(credentialId));
    });

    internal async Task<IList<UserPasskeyInfo>> InfosOf(long userId, CancellationToken cancel)
    {
        await using var connection = await db.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"{Select} WHERE user_id = @userId", new { userId }, cancellationToken: cancel));
        return [.. rows.Select(row => row.ToInfo())];
    }

    /// <summary>The passkey of a credential, and whose it is.</summary>
    internal async Task<(long UserId, UserPasskeyInfo Passkey)?> Find(byte[] credentialId, CancellationToken cancel)
    {
        await using var connection = await db.OpenReadAsync(cancel);
        var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(
            $"{Select} WHERE credential_id = @credential", new { credential = Base64Url.EncodeToString(credentialId) }, cancellationToken: cancel));
        return row is null ? null : (row.UserId, row.ToInfo());
    }

    private static Problem None() => Problem.NotFound("There is no such passkey.");

    private sealed record Row(
        long UserId,
        string CredentialId,
        string Name,
        string PublicKey,
        long SignCount,
        string Transports,
        long IsBackupEligible,
        long IsBackedUp,
        long CreatedAt)
    {
        /// <summary>How it was attested is asked for once, when it is added, and not kept.</summary>
        public UserPasskeyInfo ToInfo() => new(
            Base64Url.DecodeFromChars(CredentialId),
            Base64Url.DecodeFromChars(PublicKey),
            DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
            (uint)SignCount,
            Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            isUserVerified: true,
            IsBackupEligible != 0,
            IsBackedUp != 0,
            attestationObject: [],
            clientDataJson: [])
        { Name = Name };
    }
}
