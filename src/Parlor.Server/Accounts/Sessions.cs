using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>A session just opened or refreshed.</summary>
/// <param name="RefreshToken">The token for the next refresh: shown this once, stored only as a hash.</param>
/// <param name="RefreshExpiresAt">When that token, and with it the session, ends by itself.</param>
public sealed record OpenSession(long UserId, long SessionId, string RefreshToken, DateTimeOffset RefreshExpiresAt);

/// <summary>A session as its person sees it in the list of them.</summary>
/// <param name="UserAgent">What the program that uses it called itself when it last did.</param>
/// <param name="Address">Where it last came from.</param>
/// <param name="LastUsedAt">Its last refresh, which comes every <see cref="AccessTokens.Lifetime"/> while it is in use.</param>
public sealed record ListedSession(long Id, string UserAgent, string Address, Timestamp CreatedAt, Timestamp LastUsedAt);

/// <summary>
/// Log-ins that last, by rotating refresh tokens (RFC 9700, section 4.14.2): each refresh uses one up and gives the next. One that comes
/// back after it was used has been copied, and nobody can tell who of the two is the thief: the session, that is the whole family of
/// tokens that came from one log-in, ends.
/// </summary>
public sealed class Sessions(Db db, IServerBans bans, TimeProvider clock)
{
    /// <summary>How long a session lasts without a refresh.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>Sessions of one person at most; opening one more ends the one that was not used for longest.</summary>
    public const int MostOfOnePerson = 100;

    private const int TokenBytes = 32;

    /// <summary>Opens a session, and clears away those that have run out.</summary>
    /// <exception cref="Problem"><c>forbidden</c>: the account or the address is banned.</exception>
    public async Task<OpenSession> Open(long userId, Client client)
    {
        var now = clock.GetUtcNow();
        var session = new OpenSession(userId, Ids.Next(clock), NewToken(), now + Lifetime);
        bans.RequireAddress(client.Address);
        await db.Write(tx =>
        {
            bans.Require(tx, userId);
            tx.Execute("DELETE FROM sessions WHERE expires_at <= $1", now.ToUnixTimeMilliseconds());
            foreach (var unused in tx.Query(
                $"SELECT id FROM sessions WHERE user_id = $1 ORDER BY last_used_at DESC, id DESC LIMIT {MostOfOnePerson} OFFSET {MostOfOnePerson - 1}",
                row => row.GetInt64(0), userId))
            {
                End(tx, userId, unused);
            }

            tx.Execute(
                """
                INSERT INTO sessions (id, user_id, created_at, expires_at, user_agent, address, last_used_at, confirmed_at)
                VALUES ($1, $2, $3, $4, $5, $6, $3, $3)
                """,
                session.SessionId, userId, now.ToUnixTimeMilliseconds(), session.RefreshExpiresAt.ToUnixTimeMilliseconds(),
                client.UserAgent, AddressOf(client));
            Add(tx, session);
        });
        return session;
    }

    /// <summary>Uses up a refresh token and gives the next one.</summary>
    /// <exception cref="Problem">
    /// <c>unauthorized</c>: unknown, expired, or used before, which ends the session. <c>forbidden</c>: the address is banned.
    /// </exception>
    public async Task<OpenSession> Refresh(string refreshToken, Client client)
    {
        var now = clock.GetUtcNow();
        bans.RequireAddress(client.Address);
        var next = NewToken();
        var session = await db.Write(tx =>
        {
            if (Find(tx, refreshToken) is not { } known || known.ExpiresAt <= now.ToUnixTimeMilliseconds())
                return null;
            if (known.Used)
            {
                End(tx, known.UserId, known.SessionId);
                return null;
            }

            var refreshed = new OpenSession(known.UserId, known.SessionId, next, now + Lifetime);
            tx.Execute("UPDATE refresh_tokens SET used_at = $2 WHERE hash = $1", Hash(refreshToken), now.ToUnixTimeMilliseconds());
            tx.Execute(
                "DELETE FROM refresh_tokens WHERE session_id = $1 AND expires_at <= $2", known.SessionId, now.ToUnixTimeMilliseconds());
            tx.Execute(
                "UPDATE sessions SET expires_at = $2, user_agent = $3, address = $4, last_used_at = $5 WHERE id = $1",
                known.SessionId, refreshed.RefreshExpiresAt.ToUnixTimeMilliseconds(), client.UserAgent, AddressOf(client),
                now.ToUnixTimeMilliseconds());
            Add(tx, refreshed);
            return refreshed;
        });
        return session ?? throw Problem.Unauthorized("This session has ended; log in again.");
    }

    /// <summary>Whether the session goes on.</summary>
    public bool IsOpen(long sessionId)
    {
        using var connection = db.OpenRead();
        return connection.ExecuteScalar<long?>("SELECT id FROM sessions WHERE id = @sessionId", new { sessionId }) is not null;
    }

    /// <summary>A person's sessions, the one used last first; at most <see cref="MostOfOnePerson"/>.</summary>
    public async Task<IReadOnlyList<ListedSession>> Of(long userId)
    {
        await using var connection = await db.OpenReadAsync();
        var rows = await connection.QueryAsync<(long Id, string UserAgent, string Address, long CreatedAt, long LastUsedAt)>(
            """
            SELECT id, user_agent, address, created_at, last_used_at FROM sessions
            WHERE user_id = @userId AND expires_at > @now ORDER BY last_used_at DESC, id DESC
            """,
            new { userId, now = clock.GetUtcNow().ToUnixTimeMilliseconds() });
        return
        [
            .. rows.Select(row => new ListedSession(
                row.Id, row.UserAgent, row.Address, new Timestamp(row.CreatedAt), new Timestamp(row.LastUsedAt))),
        ];
    }

    /// <summary>Ends one of a person's sessions.</summary>
    /// <exception cref="Problem"><c>not_found</c>: they have none of that id.</exception>
    public Task End(long userId, long sessionId) => db.Write(tx =>
    {
        if (tx.QueryNumber("SELECT id FROM sessions WHERE id = $1 AND user_id = $2", sessionId, userId) is null)
            throw Problem.NotFound("There is no such session.");
        End(tx, userId, sessionId);
    });

    /// <summary>Ends all of a person's sessions but this one.</summary>
    public Task EndOthers(Session current) => db.Write(tx => EndOthers(tx, current));

    /// <summary>Ends a session, if it has not ended yet. Its person must have been checked.</summary>
    public Task End(Session session) => db.Write(tx =>
    {
        if (tx.QueryNumber("SELECT id FROM sessions WHERE id = $1", session.SessionId) is not null)
            End(tx, session.UserId, session.SessionId);
    });

    /// <summary>Ends the session of a refresh token, used up or not; false if there is none.</summary>
    public Task<bool> End(string refreshToken) => db.Write(tx =>
    {
        if (Find(tx, refreshToken) is not { } known)
            return false;
        End(tx, known.UserId, known.SessionId);
        return true;
    });

    /// <inheritdoc cref="EndOthers(Session)"/>
    internal static void EndOthers(WriteTransaction tx, Session current)
    {
        foreach (var other in tx.Query(
            "SELECT id FROM sessions WHERE user_id = $1 AND id <> $2", row => row.GetInt64(0), current.UserId, current.SessionId))
        {
            End(tx, current.UserId, other);
        }
    }

    /// <summary>Ends all sessions of a person.</summary>
    internal static void EndAll(WriteTransaction tx, long userId)
    {
        foreach (var session in tx.Query("SELECT id FROM sessions WHERE user_id = $1", row => row.GetInt64(0), userId))
            End(tx, userId, session);
    }

    private static void End(WriteTransaction tx, long userId, long sessionId)
    {
        tx.Execute("DELETE FROM sessions WHERE id = $1", sessionId);
        tx.Publish(new SessionEnded(userId, sessionId));
    }

    private static void Add(WriteTransaction tx, OpenSession session) => tx.Execute(
        "INSERT INTO refresh_tokens (hash, session_id, expires_at, used_at) VALUES ($1, $2, $3, NULL)",
        Hash(session.RefreshToken), session.SessionId, session.RefreshExpiresAt.ToUnixTimeMilliseconds());

    private static Known? Find(WriteTransaction tx, string refreshToken) => tx.QueryFirst<Known?>(
        """
        SELECT s.user_id, s.id, t.expires_at, t.used_at IS NOT NULL
        FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id
        WHERE t.hash = $1
        """,
        row => new Known(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetBoolean(3)), none: null, Hash(refreshToken));

    private static string AddressOf(Client client) =>
        client.Address is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4().ToString() : client.Address?.ToString() ?? "";

    private static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));

    /// <summary>A token is 256 random bits, so one plain hash hides it; nothing slower is needed.</summary>
    private static string Hash(string refreshToken) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(refreshToken)));

    private sealed record Known(long UserId, long SessionId, long ExpiresAt, bool Used);
}
