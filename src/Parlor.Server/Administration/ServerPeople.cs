using System.Text.Json.Serialization;
using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Administration;

/// <summary>How it stands with an account.</summary>
[JsonConverter(typeof(WireEnum<AccountState>))]
public enum AccountState
{
    /// <summary>Has a session, and so is signed in somewhere.</summary>
    Active,

    /// <summary>Has none: signed out everywhere.</summary>
    SignedOut,

    /// <summary>Locked for a few minutes, after too many wrong passwords.</summary>
    Locked,

    /// <summary>Kept out of the server, for some time or for ever.</summary>
    Banned,
}

/// <summary>An account as administrators see it.</summary>
/// <param name="User">Whose it is.</param>
/// <param name="Role">What they are on the server.</param>
/// <param name="State">How it stands.</param>
/// <param name="CreatedAt">When they signed up.</param>
/// <param name="LastSeenAt">When a session of theirs was last in use, right to 15 minutes; null when there is none left to tell.</param>
/// <param name="Sessions">Sessions that are open.</param>
public sealed record ServerPerson(Person User, Role Role, AccountState State, Timestamp CreatedAt, Timestamp? LastSeenAt, int Sessions);

/// <summary>A page of people, and the cursor of the next one, if there is one.</summary>
public sealed record ServerPeoplePage(IReadOnlyList<ServerPerson> People, string? Next);

/// <summary>Which people are asked for; what is null does not matter.</summary>
/// <param name="Query">The beginning of a username, or of a word of a display name.</param>
/// <param name="Role">What they are on the server.</param>
/// <param name="State">How it stands with the account.</param>
/// <param name="Cursor">Where the page before ended.</param>
/// <param name="Limit">People on the page, 1 to 200.</param>
internal sealed record PeopleFilter(string? Query, string? Role, string? State, string? Cursor, int? Limit);

/// <summary>Everyone who has an account, for administrators.</summary>
public sealed class ServerPeople(Db db, People people, TimeProvider clock)
{
    private const int PageSize = 50;

    private const int LargestPage = 200;

    /// <summary>What says most comes first: whoever is banned is signed out as well.</summary>
    private const string State =
        "CASE WHEN is_banned THEN 'banned' WHEN locked_until > @now THEN 'locked' WHEN open_sessions > 0 THEN 'active' ELSE 'signed_out' END";

    /// <summary>People by username.</summary>
    /// <exception cref="Problem"><c>forbidden</c>, <c>invalid</c>.</exception>
    internal async Task<ServerPeoplePage> Page(Administrator by, PeopleFilter filter, CancellationToken cancel = default)
    {
        await by.Require(people, cancel);
        var limit = Input.Between("limit", filter.Limit, 1, LargestPage, PageSize);
        var role = filter.Role is null ? "" : Wire.Text(Wire.Parse<Role>("role", filter.Role));
        var state = filter.State is null ? "" : Wire.Text(Wire.Parse<AccountState>("state", filter.State));
        var cursor = Input.Text("cursor", filter.Cursor ?? "", AccountRules.LongestUsername);
        if (People.SearchPatterns(filter.Query ?? "") is not { } patterns)
            return new ServerPeoplePage([], null);
        await using var connection = await db.OpenReadAsync(cancel);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            SELECT x.*, {State} AS state FROM (
              SELECT u.id, u.username, u.role, u.created_at, u.locked_until,
                     EXISTS (SELECT 1 FROM account_bans b WHERE b.user_id = u.id AND (b.until IS NULL OR b.until > @now)) AS is_banned,
                     (SELECT COUNT(*) FROM sessions s WHERE s.user_id = u.id AND s.expires_at > @now) AS open_sessions,
                     (SELECT MAX(s.last_used_at) FROM sessions s WHERE s.user_id = u.id) AS last_used_at,
                     (SELECT p.last_seen_at FROM presence p WHERE p.user_id = u.id) AS last_seen_at
                FROM users u WHERE u.username > @cursor AND ({People.Matching}) AND (@role = '' OR u.role = @role)) x
             WHERE @state = '' OR {State} = @state
             ORDER BY x.username LIMIT @limit
            """,
            new
            {
                cursor,
                patterns.Start,
                patterns.Word,
                role,
                state,
                now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
                limit,
            },
            cancellationToken: cancel))).AsList();
        var known = people.GetMany(rows.Select(row => row.Id));
        return new ServerPeoplePage(
            [.. rows.Select(row => row.ToPerson(known[row.Id]))], rows.Count < limit ? null : rows[^1].Username);
    }

    private sealed record Row
    {
        public long Id { get; init; }

        public string Username { get; init; } = "";

        public string Role { get; init; } = "";

        public string State { get; init; } = "";

        public long CreatedAt { get; init; }

        public long OpenSessions { get; init; }

        public long? LastUsedAt { get; init; }

        public long? LastSeenAt { get; init; }

        public ServerPerson ToPerson(Person person) => new(
            person,
            Wire.Parse<Role>(Role),
            Wire.Parse<AccountState>(State),
            new Timestamp(CreatedAt),
            Math.Max(LastUsedAt ?? 0, LastSeenAt ?? 0) is > 0 and var seen ? new Timestamp(seen) : null,
            (int)OpenSessions);
    }
}
