using Dapper;
using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>
/// That the person is there now, and not only their open session: what changes how an account signs in, gives all of it away or ends it
/// asks for a sign-in of the last minutes, or for one more proof.
/// </summary>
public sealed class Confirmation(Db db, PasswordCheck passwords, TimeProvider clock)
{
    /// <summary>How long a sign-in, or a proof since then, counts as recent.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>The name of the field in the refusal, by which clients know that they have to ask.</summary>
    public const string Field = "confirmation";

    /// <exception cref="Problem"><c>forbidden</c>, field <c>confirmation</c>: the last proof is too long ago.</exception>
    public async Task Require(Session caller)
    {
        if (await Until(caller) is null)
            throw Problem.Forbidden("Confirm that it is you first.", Field);
    }

    /// <summary>Until when the caller's session counts as confirmed; null when it does not.</summary>
    public async Task<Timestamp?> Until(Session caller)
    {
        await using var connection = await db.OpenReadAsync();
        var at = await connection.ExecuteScalarAsync<long?>(
            "SELECT confirmed_at FROM sessions WHERE id = @SessionId", new { caller.SessionId });
        var until = (at ?? 0) + (long)Lifetime.TotalMilliseconds;
        return until > clock.GetUtcNow().ToUnixTimeMilliseconds() ? new Timestamp(until) : null;
    }

    /// <summary>The session counts as confirmed from now on.</summary>
    internal Task Confirm(Session caller) => db.Write(tx => tx.Execute(
        "UPDATE sessions SET confirmed_at = $2 WHERE id = $1", caller.SessionId, clock.GetUtcNow().ToUnixTimeMilliseconds()));

    /// <summary>Asks for the password whatever was proved before; where there is none, for a recent sign-in.</summary>
    internal async Task<User> RequirePassword(Session caller, User user, string? password)
    {
        if (user.PasswordHash is not null)
            return await CheckPassword(user, password);
        await Require(caller);
        return user;
    }

    /// <exception cref="Problem"><c>invalid</c>, field <c>password</c>: missing or wrong; <c>rate_limited</c>.</exception>
    internal async Task<User> CheckPassword(User user, string? password) =>
        await passwords.Execute(user, Input.Required("password", password)) ?? throw Problem.Invalid("password", "This is not your password.");
}
