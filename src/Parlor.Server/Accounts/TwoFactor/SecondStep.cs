using Parlor.Server.Data;

namespace Parlor.Server.Accounts.TwoFactor;

/// <summary>The password was right; this stands for it while the code is typed.</summary>
public sealed record SecondStepTicket(string Ticket, Timestamp ExpiresAt);

/// <summary>
/// The second of two steps of signing in. The ticket between them says whose password was right, and which: one that is changed
/// meanwhile counts no more.
/// </summary>
public sealed class SecondStep(Tickets tickets, UserStore users, SecondFactorCheck check, LogInLimit limit, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const string Purpose = "second step";

    internal SecondStepTicket Begin(User user) => new(
        tickets.Issue(Purpose, $"{Ids.Text(user.Id)}:{user.SecurityStamp}", Lifetime),
        new Timestamp((clock.GetUtcNow() + Lifetime).ToUnixTimeMilliseconds()));

    /// <summary>Whose sign-in it is, once the code or recovery code is right.</summary>
    /// <exception cref="Problem">
    /// <c>invalid</c>, field <c>ticket</c>: begin again; <c>unauthorized</c>: the code is wrong; <c>rate_limited</c>: too many from this
    /// address, or too many wrong ones; <c>invalid</c>: something is missing.
    /// </exception>
    public async Task<User> Finish(string? ticket, SecondFactor factor, Client client)
    {
        var held = Input.Required("ticket", ticket);
        factor.Require();
        limit.Count(client);
        var user = await Read(held) ?? throw Expired();
        var proven = await check.Execute(user, factor) ?? throw Problem.Unauthorized("The code is wrong, or was used before.");
        return tickets.Use(Purpose, held) is null ? throw Expired() : proven;
    }

    private async Task<User?> Read(string ticket)
    {
        if (tickets.Read(Purpose, ticket)?.Split(':') is not [var id, var stamp] || await users.Find(Ids.Parse(id)) is not { } user)
            return null;
        return string.Equals(user.SecurityStamp, stamp, StringComparison.Ordinal) ? user : null;
    }

    private static Problem Expired() => Problem.Invalid("ticket", "That took too long; sign in again.");
}
