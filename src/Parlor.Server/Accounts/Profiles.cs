using Dapper;
using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>Reads what people say of themselves.</summary>
public sealed class Profiles(Db db)
{
    /// <exception cref="Problem"><c>not_found</c>.</exception>
    public async Task<Profile> Get(long userId)
    {
        await using var connection = await db.OpenReadAsync();
        var row = await connection.QueryFirstOrDefaultAsync<Row>(
            """
            SELECT about AS About, pronouns AS Pronouns, time_zone AS TimeZone, status_emoji AS StatusEmoji, status_text AS StatusText,
                   status_until AS StatusUntil, role AS Role, created_at AS CreatedAt
            FROM users WHERE id = @userId
            """,
            new { userId });
        return row?.ToProfile() ?? throw Problem.NotFound("There is no such user.");
    }

    private sealed record Row(
        string? About,
        string? Pronouns,
        string? TimeZone,
        string? StatusEmoji,
        string? StatusText,
        long? StatusUntil,
        string Role,
        long CreatedAt)
    {
        public Profile ToProfile() => new(
            About,
            Pronouns,
            TimeZone,
            (StatusEmoji ?? StatusText) is null ? null : new Status(StatusEmoji, StatusText, StatusUntil is { } until ? new Timestamp(until) : null),
            Wire.Parse<Role>(Role),
            new Timestamp(CreatedAt));
    }
}
