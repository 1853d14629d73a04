using Dapper;
using Microsoft.AspNetCore.Identity;
using Parlor.Server.Accounts.Providers;
using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>
/// Accounts in the database, as ASP.NET Core Identity asks for them. <see cref="UpdateAsync"/> stores the credentials only, and the
/// lockout's methods store at once and one thing each: requests that run together cannot undo each other's changes.
/// </summary>
public class UserStore(Db db, LiveSettings settings, ISignUpInvitations invitations)
    : IUserPasswordStore<User>, IUserSecurityStampStore<User>, IUserLockoutStore<User>
{
    private const string Select =
        """
        SELECT id AS Id, username AS Username, display_name AS DisplayName, avatar_url AS AvatarUrl, email AS Email,
               password_hash AS PasswordHash, security_stamp AS SecurityStamp, authenticator_key AS AuthenticatorKey,
               two_factor AS TwoFactor, failed_log_ins AS FailedLogIns, locked_until AS LockedUntil, role AS Role, created_at AS CreatedAt
        FROM users
        """;

    /// <summary>Stores a new account. The first one becomes the owner: decided in the write, so there is only ever one first.</summary>
    /// <exception cref="Problem">
    /// <c>conflict</c>: the username is taken. <c>forbidden</c>: there is an owner, and sign-up is closed or takes an invitation.
    /// <c>invalid</c>: the invitation does not count.
    /// </exception>
    public async Task<IdentityResult> CreateAsync(User user, CancellationToken cancellationToken)
    {
        user.Role = await db.Write(tx =>
        {
            var role = tx.QueryNumber("SELECT id FROM users WHERE is_visitor = 0 LIMIT 1") is null ? Role.Owner : Role.Member;
            if (role != Role.Owner && settings.Now.SignUp is "closed")
                throw Problem.Forbidden("Sign-up is closed on this server.");
            if (role != Role.Owner && settings.Now.SignUp is "invitation" && user.Invite is null)
                throw Problem.Forbidden("Sign-up on this server takes an invitation.");
            if (user.Invite is not null)
                invitations.Require(tx, user.Invite);
            if (user.Elsewhere is not null)
                ExternalAccountStore.RequireFree(tx, user.Elsewhere);
            Usernames.RequireFree(tx, user.Username, user.Id);
            tx.Execute(
                """
                INSERT INTO users (id, username, display_name, search_name, avatar_url, email,
                                   password_hash, security_stamp, failed_log_ins, locked_until, role, created_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, NULL, $9, $10)
                """,
                user.Id, user.Username, user.DisplayName, AccountRules.Folded(user.DisplayName), user.AvatarUrl, user.Email,
                user.PasswordHash, user.SecurityStamp, Wire.Text(role), user.CreatedAt.ToUnixTimeMilliseconds());
            if (user.Elsewhere is not null)
                ExternalAccountStore.Add(tx, user.Id, user.Elsewhere, user.CreatedAt.ToUnixTimeMilliseconds());
            if (user.Invite is not null)
                invitations.Accept(tx, user.Invite, new Person(Ids.Text(user.Id), user.Username, user.DisplayName, user.AvatarUrl));
            return role;
        });
        user.StoredStamp = user.SecurityStamp;
        return IdentityResult.Success;
    }

    /// <summary>Stores somebody who is here without an account: they are nobody's first, and need no leave to sign up.</summary>
    /// <exception cref="Problem"><c>conflict</c>: the username is taken.</exception>
    internal static void AddVisitor(WriteTransaction tx, User visitor)
    {
        Usernames.RequireFree(tx, visitor.Username, visitor.Id);
        tx.Execute(
            """
            INSERT INTO users (id, username, display_name, search_name, security_stamp, failed_log_ins, role, created_at, is_visitor)
            VALUES ($1, $2, $3, $4, $5, 0, $6, $7, 1)
            """,
            visitor.Id, visitor.Username, visitor.DisplayName, AccountRules.Folded(visitor.DisplayName), visitor.SecurityStamp,
            Wire.Text(visitor.Role), visitor.CreatedAt.ToUnixTimeMilliseconds());
    }

    /// <summary>Whether this is somebody without an account who is still here.</summary>
    internal static bool IsVisitor(WriteTransaction tx, long userId) =>
        tx.QueryNumber("SELECT id FROM users WHERE id = $1 AND is_visitor = 1 AND deleted_at IS NULL", userId) is not null;

    /// <summary>
    /// Stores the credentials, unless others were stored since this account was read. A new authenticator key has no used codes.
    /// </summary>
    /// <exception cref="Problem"><c>conflict</c>: they were.</exception>
    public async Task<IdentityResult> UpdateAsync(User user, CancellationToken cancellationToken)
    {
        var stored = await db.Write(tx => tx.QueryNumber(
            """
            UPDATE users SET password_hash = $2, security_stamp = $3, two_factor = $4, authenticator_key = $5,
                             authenticator_step = CASE WHEN authenticator_key = $5 THEN authenticator_step END
            WHERE id = $1 AND security_stamp = $6 RETURNING id
            """,
            user.Id, user.PasswordHash, user.SecurityStamp, user.HasTwoFactor ? 1L : 0L, user.AuthenticatorKey, user.StoredStamp));
        if (stored is null)
            throw Problem.Conflict("user", "How this account signs in has changed meanwhile; try again.");
        user.StoredStamp = user.SecurityStamp;
        return IdentityResult.Success;
    }

    /// <summary>Stores another password, unless another one came first.</summary>
    /// <param name="tx">The write.</param>
    /// <param name="user">The account as it was when the old password was checked.</param>
    /// <param name="hash">The new password's.</param>
    /// <exception cref="Problem"><c>conflict</c>: the password has changed meanwhile.</exception>
    internal static void ChangePassword(WriteTransaction tx, User user, string hash)
    {
        var stored = tx.QueryNumber(
            "UPDATE users SET password_hash = $2, security_stamp = $3 WHERE id = $1 AND security_stamp = $4 RETURNING id",
            user.Id, hash, Guid.NewGuid().ToString("N"), user.SecurityStamp);
        if (stored is null)
            throw Problem.Conflict("current", "The password has been changed meanwhile.");
    }

    /// <summary>Stores another password, whatever the old one is, and ends a lock after wrong ones.</summary>
    internal static void SetPassword(WriteTransaction tx, long userId, string hash) => tx.Execute(
        "UPDATE users SET password_hash = $2, security_stamp = $3, failed_log_ins = 0, locked_until = NULL WHERE id = $1",
        userId, hash, Guid.NewGuid().ToString("N"));

    /// <summary>Accounts stay: the messages of a person who left still name their author.</summary>
    public Task<IdentityResult> DeleteAsync(User user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Accounts are not deleted.");

    public async Task<User?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Ids.TryParse(userId, out var id) ? await Find(id, cancellationToken) : null;

    public Task<User?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        Read($"{Select} WHERE username = @username", new { username = normalizedUserName }, cancellationToken);

    public Task<User?> Find(long id, CancellationToken cancel = default) => Read($"{Select} WHERE id = @id", new { id }, cancel);

    /// <summary>Whether there is any account yet.</summary>
    public async Task<bool> HasAny(CancellationToken cancel = default)
    {
        await using var connection = await db.OpenReadAsync(cancel);
        return await connection.QueryFirstOrDefaultAsync<long?>("SELECT id FROM users WHERE is_visitor = 0 LIMIT 1") is not null;
    }

    /// <summary>
    /// Counts a wrong password in one write; the one that makes <paramref name="limit"/> locks the account until
    /// <paramref name="lockedUntil"/>. Without a user, stores as much and changes nothing: a wrong name takes the time of a wrong password.
    /// </summary>
    public Task CountFailure(long? userId, int limit, DateTimeOffset lockedUntil) => db.Write(tx =>
    {
        if (userId is not { } id)
        {
            tx.Execute("UPDATE users SET failed_log_ins = failed_log_ins WHERE id = (SELECT MIN(id) FROM users)");
            return;
        }

        var failures = tx.QueryNumber("UPDATE users SET failed_log_ins = failed_log_ins + 1 WHERE id = $1 RETURNING failed_log_ins", id);
        if (failures >= limit)
            tx.Execute("UPDATE users SET failed_log_ins = 0, locked_until = $2 WHERE id = $1", id, lockedUntil.ToUnixTimeMilliseconds());
    });

    public async Task<int> IncrementAccessFailedCountAsync(User user, CancellationToken cancellationToken)
    {
        user.FailedLogIns = (int)(await db.Write(tx => tx.QueryNumber(
            "UPDATE users SET failed_log_ins = failed_log_ins + 1 WHERE id = $1 RETURNING failed_log_ins", user.Id)) ?? 0);
        return user.FailedLogIns;
    }

    public Task ResetAccessFailedCountAsync(User user, CancellationToken cancellationToken)
    {
        user.FailedLogIns = 0;
        return db.Write(tx => tx.Execute("UPDATE users SET failed_log_ins = 0 WHERE id = $1", user.Id));
    }

    public Task SetLockoutEndDateAsync(User user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken)
    {
        user.LockedUntil = lockoutEnd;
        return db.Write(tx => tx.Execute(
            "UPDATE users SET locked_until = $2 WHERE id = $1", user.Id, lockoutEnd?.ToUnixTimeMilliseconds()));
    }

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult(user.LockedUntil);

    public Task<int> GetAccessFailedCountAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.FailedLogIns);

    /// <summary>Every account can be locked.</summary>
    public Task<bool> GetLockoutEnabledAsync(User user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(User user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string> GetUserIdAsync(User user, CancellationToken cancellationToken) => Task.FromResult(Ids.Text(user.Id));

    public Task<string?> GetUserNameAsync(User user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Username);

    /// <summary>There is more to it than a new value: <see cref="Usernames"/>.</summary>
    public Task SetUserNameAsync(User user, string? userName, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Usernames are changed by ChangeProfile.");

    public Task<string?> GetNormalizedUserNameAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Username);

    /// <summary>Usernames are stored in their normalized form, so there is nothing to set.</summary>
    public Task SetNormalizedUserNameAsync(User user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetPasswordHashAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetPasswordHashAsync(User user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.SecurityStamp);

    public Task SetSecurityStampAsync(User user, string stamp, CancellationToken cancellationToken)
    {
        user.SecurityStamp = stamp;
        return Task.CompletedTask;
    }

    /// <summary>The database is not the store's to close.</summary>
    public void Dispose() => GC.SuppressFinalize(this);

    private async Task<User?> Read(string sql, object parameters, CancellationToken cancel)
    {
        await using var connection = await db.OpenReadAsync(cancel);
        var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(sql, parameters, cancellationToken: cancel));
        return row is null ? null : new User
        {
            Id = row.Id,
            Username = row.Username,
            DisplayName = row.DisplayName,
            AvatarUrl = row.AvatarUrl,
            Email = row.Email,
            PasswordHash = row.PasswordHash,
            SecurityStamp = row.SecurityStamp,
            StoredStamp = row.SecurityStamp,
            AuthenticatorKey = row.AuthenticatorKey,
            HasTwoFactor = row.TwoFactor != 0,
            FailedLogIns = (int)row.FailedLogIns,
            LockedUntil = row.LockedUntil is { } until ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null,
            Role = Wire.Parse<Role>(row.Role),
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt),
        };
    }

    private sealed record Row(
        long Id,
        string Username,
        string DisplayName,
        string? AvatarUrl,
        string? Email,
        string? PasswordHash,
        string SecurityStamp,
        string? AuthenticatorKey,
        long TwoFactor,
        long FailedLogIns,
        long? LockedUntil,
        string Role,
        long CreatedAt);
}
