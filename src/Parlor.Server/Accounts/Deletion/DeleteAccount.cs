using System.Text.Json.Serialization;
using Parlor.Server.Audit;
using Parlor.Server.Data;
using Parlor.Server.Pictures;

namespace Parlor.Server.Accounts.Deletion;

/// <summary>What becomes of what a person has said.</summary>
[JsonConverter(typeof(WireEnum<MessagesOfDeleted>))]
public enum MessagesOfDeleted
{
    /// <summary>It stays, by a "deleted person".</summary>
    Stay,

    /// <summary>It is deleted like any message: the conversation shows that something was there.</summary>
    Delete,
}

/// <summary>
/// Ends an account at its person's own wish. What is left is a row without a name, for messages and logs that mention it; the name
/// itself is given to nobody any more, so that nobody can pass for them.
/// </summary>
public sealed class DeleteAccount(
    Db db, UserStore users, ConfirmIdentity identity, Confirmation confirmation, IEnumerable<IAccountEnding> endings, PictureFiles pictures, TimeProvider clock)
{
    /// <param name="caller">Who wants to go.</param>
    /// <param name="proof">Password and code, or a passkey; without either a recent sign-in, where the account has no password.</param>
    /// <param name="messages">What becomes of their messages.</param>
    /// <param name="context">The request, for a passkey.</param>
    /// <exception cref="Problem">
    /// <c>invalid</c>: the proof or <c>messages</c>; <c>conflict</c>: they are the last owner of the server or of rooms with others in
    /// them; <c>rate_limited</c>; <c>forbidden</c>, field <c>confirmation</c>.
    /// </exception>
    internal async Task Execute(Session caller, AccountProof proof, MessagesOfDeleted? messages, HttpContext context)
    {
        var choice = messages ?? throw Problem.Invalid("messages", "messages is missing: stay or delete.");
        await Prove(caller, proof, context);
        await db.Write(tx => RequireMayGo(tx, caller.UserId));
        foreach (var ending in endings)
            await ending.Prepare(caller.UserId, choice == MessagesOfDeleted.Delete);
        var picture = await db.Write(tx =>
        {
            RequireMayGo(tx, caller.UserId);
            var leaver = DeletedPerson.Of(caller.UserId);
            foreach (var ending in endings)
                ending.End(tx, leaver);
            return End(tx, leaver, clock.GetUtcNow());
        });
        pictures.Remove(picture);
    }

    private async Task Prove(Session caller, AccountProof proof, HttpContext context)
    {
        var user = await users.Find(caller.UserId) ?? throw Problem.Unauthorized("This account is gone.");
        if (proof.Passkey is { } passkey)
            await identity.Execute(caller, passkey, context);
        else if (user.PasswordHash is not null || user.HasTwoFactor)
            await identity.Execute(caller, proof.Password, proof.Factor);
        else
            await confirmation.Require(caller);
    }

    private bool RequireMayGo(WriteTransaction tx, long userId)
    {
        if (tx.QueryNumber("SELECT id FROM users WHERE id = $1 AND deleted_at IS NULL", userId) is null)
            throw Problem.Unauthorized("This account is gone.");
        var isOwner = tx.QueryNumber("SELECT id FROM users WHERE id = $1 AND role = 'owner'", userId) is not null;
        if (isOwner && tx.QueryNumber("SELECT id FROM users WHERE role = 'owner' AND id <> $1 LIMIT 1", userId) is null)
            throw Problem.Conflict("role", "You are the server's last owner: make somebody else one first.");
        foreach (var ending in endings)
            ending.Require(tx, userId);
        return true;
    }

    /// <returns>The address of the picture that nobody shows any more.</returns>
    private static string? End(WriteTransaction tx, Person leaver, DateTimeOffset now)
    {
        var userId = Ids.Parse(leaver.Id);
        var picture = tx.QueryFirst(
            "SELECT avatar_url FROM users WHERE id = $1", row => row.IsDBNull(0) ? null : row.GetString(0), none: null, userId);
        tx.Execute("INSERT INTO retired_usernames (username) SELECT username FROM users WHERE id = $1", userId);
        tx.Execute("INSERT INTO retired_usernames (username) SELECT username FROM former_usernames WHERE user_id = $1", userId);
        foreach (var table in (string[])["former_usernames", "passkeys", "external_accounts", "recovery_codes"])
            tx.Execute($"DELETE FROM {table} WHERE user_id = $1", userId);
        tx.Execute("DELETE FROM blocks WHERE user_id = $1 OR blocked_id = $1", userId);
        tx.Execute(
            """
            UPDATE users SET username = $2, display_name = $3, search_name = '', avatar_url = NULL, email = NULL, password_hash = NULL,
                             security_stamp = $4, authenticator_key = NULL, authenticator_step = NULL, two_factor = 0, failed_log_ins = 0,
                             locked_until = NULL, role = 'guest', about = NULL, pronouns = NULL, time_zone = NULL, status_emoji = NULL,
                             status_text = NULL, status_until = NULL, deleted_at = $5
            WHERE id = $1
            """,
            userId, leaver.Username, leaver.DisplayName, Guid.NewGuid().ToString("N"), now.ToUnixTimeMilliseconds());
        Sessions.EndAll(tx, userId);
        AuditLog.Record(tx, new AuditEntry(AuditAction.AccountDeleted, userId, new Timestamp(now.ToUnixTimeMilliseconds())) { SubjectId = userId });
        tx.Publish(new ServerRoleChanged(userId));
        tx.Publish(new ProfileChanged(userId));
        return picture;
    }
}
