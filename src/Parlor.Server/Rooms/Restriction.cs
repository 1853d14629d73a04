using Parlor.Server.Accounts;
using Parlor.Server.Audit;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>A ban or a timeout, as the person sees it whom it is for.</summary>
/// <param name="Until">When it ends by itself; null for a ban without an end.</param>
/// <param name="Reason">Why, if anybody said.</param>
public sealed record Restriction(Timestamp? Until, string? Reason)
{
    /// <summary>The restriction that two columns of the database say, if it is there and has not ended.</summary>
    internal static Restriction? Stored(long? since, long? until, string? reason, Timestamp now) =>
        since is null || until <= now.Milliseconds ? null : new Restriction(until is { } end ? new Timestamp(end) : null, reason);
}

/// <summary>A ban or a timeout, as those see it who may end it.</summary>
/// <param name="User">Whom it is for.</param>
/// <param name="By">Whose decision it was.</param>
/// <param name="At">Since when.</param>
/// <param name="Until">When it ends by itself; null for a ban without an end.</param>
/// <param name="Reason">Why, if they said.</param>
public sealed record Restricted(Person User, Person By, Timestamp At, Timestamp? Until, string? Reason);

/// <summary>How long somebody is to be banned or silenced, and why.</summary>
/// <param name="Seconds">A ban: 60 to 31,536,000 (a year), null for ever. A timeout: 60 to 2,419,200 (four weeks).</param>
/// <param name="Reason">Up to 300 characters on one line.</param>
public sealed record RestrictionTerms(int? Seconds, string? Reason)
{
    private const int Shortest = 60;

    private const int LongestTimeout = 28 * 24 * 60 * 60;

    private const int LongestBan = 365 * 24 * 60 * 60;

    /// <exception cref="Problem"><c>invalid</c> or <c>too_large</c>, with the field.</exception>
    internal Restriction ForBan(Timestamp now) => Check(now, LongestBan);

    /// <exception cref="Problem"><c>invalid</c> or <c>too_large</c>, with the field.</exception>
    internal Restriction ForTimeout(Timestamp now) =>
        Seconds is null ? throw Problem.Invalid("seconds", "seconds is missing.") : Check(now, LongestTimeout);

    private Restriction Check(Timestamp now, int longest)
    {
        var seconds = Input.Between("seconds", Seconds, Shortest, longest, 0);
        return new Restriction(Seconds is null ? null : now.After(seconds), AuditEntry.CheckReason(Reason));
    }
}
