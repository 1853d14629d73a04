using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Rooms;

/// <summary>The SQL of bans and timeouts, which are kept alike. What has ended counts for nothing, and goes when the next one comes.</summary>
public sealed class RestrictionStore(Db db, People people, TimeProvider clock)
{
    /// <summary>Bans of a room at most, and timeouts.</summary>
    public const int MostOfRoom = 5_000;

    private const string Bans = "room_bans";

    private const string Timeouts = "timeouts";

    /// <summary>The bans of a room, by username, from behind <paramref name="after"/>.</summary>
    public Task<IReadOnlyList<Restricted>> BansOf(long roomId, string after, int limit) => Page(Bans, roomId, after, limit);

    /// <summary>The timeouts in a room, by username, from behind <paramref name="after"/>.</summary>
    public Task<IReadOnlyList<Restricted>> TimeoutsIn(long roomId, string after, int limit) => Page(Timeouts, roomId, after, limit);

    /// <exception cref="Problem"><c>too_large</c>: the room has its share of bans.</exception>
    internal static void Ban(WriteTransaction transaction, MemberBanned banned)
    {
        RequireSpace(transaction, Bans, banned);
        RoomLog.Append(transaction, banned);
        Put(transaction, Bans, banned, banned.Restriction);
    }

    /// <exception cref="Problem"><c>not_found</c>: they are not banned.</exception>
    internal static void Lift(WriteTransaction transaction, MemberUnbanned lifted)
    {
        if (Find(transaction, Bans, lifted.RoomId, lifted.SubjectId!.Value, lifted.At) is null)
            throw Problem.NotFound("That person is not banned from this room.");
        RoomLog.Append(transaction, lifted);
        Remove(transaction, Bans, lifted);
    }

    /// <exception cref="Problem"><c>too_large</c>: as many are silenced in the room as can be.</exception>
    internal static void TimeOut(WriteTransaction transaction, MemberTimedOut silenced)
    {
        RequireSpace(transaction, Timeouts, silenced);
        RoomLog.Append(transaction, silenced);
        Put(transaction, Timeouts, silenced, silenced.Restriction);
    }

    /// <exception cref="Problem"><c>not_found</c>: they are not silenced.</exception>
    internal static void Lift(WriteTransaction transaction, TimeoutEnded lifted)
    {
        if (Find(transaction, Timeouts, lifted.RoomId, lifted.SubjectId!.Value, lifted.At) is null)
            throw Problem.NotFound("That person has no timeout in this room.");
        RoomLog.Append(transaction, lifted);
        Remove(transaction, Timeouts, lifted);
    }

    /// <summary>Checks that somebody may come in, by themselves or added by another.</summary>
    /// <exception cref="Problem"><c>forbidden</c>: they are banned.</exception>
    internal static void RequireNotBanned(WriteTransaction transaction, long roomId, long userId, Timestamp now)
    {
        if (Find(transaction, Bans, roomId, userId, now) is { } ban)
            throw Problem.Forbidden(AccessReason.Banned(ban).Message);
    }

    private static Restriction? Find(WriteTransaction transaction, string table, long roomId, long userId, Timestamp now) =>
        transaction.QueryFirst(
            $"SELECT at, until, reason FROM {table} WHERE room_id = $1 AND user_id = $2",
            row => Restriction.Stored(
                row.GetInt64(0), row.IsDBNull(1) ? null : row.GetInt64(1), row.IsDBNull(2) ? null : row.GetString(2), now),
            none: null,
            roomId, userId);

    private static void RequireSpace(WriteTransaction transaction, string table, RoomEvent happened)
    {
        if (transaction.QueryNumber(
            $"SELECT COUNT(*) FROM {table} WHERE room_id = $1 AND (until IS NULL OR until > $2) AND user_id <> $3",
            happened.RoomId, happened.At.Milliseconds, happened.SubjectId) >= MostOfRoom)
        {
            throw Problem.TooLarge("user", $"A room has {MostOfRoom:N0} of these at most.");
        }
    }

    private static void Put(WriteTransaction transaction, string table, RoomEvent happened, Restriction restriction)
    {
        transaction.Execute($"DELETE FROM {table} WHERE room_id = $1 AND until <= $2", happened.RoomId, happened.At.Milliseconds);
        transaction.Execute(
            $"""
            INSERT INTO {table} (room_id, user_id, by_id, at, until, reason) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (room_id, user_id) DO UPDATE
              SET by_id = excluded.by_id, at = excluded.at, until = excluded.until, reason = excluded.reason
            """,
            happened.RoomId, happened.SubjectId, happened.ActorId, happened.At.Milliseconds, restriction.Until?.Milliseconds, restriction.Reason);
    }

    private static void Remove(WriteTransaction transaction, string table, RoomEvent happened) =>
        transaction.Execute($"DELETE FROM {table} WHERE room_id = $1 AND user_id = $2", happened.RoomId, happened.SubjectId);

    private async Task<IReadOnlyList<Restricted>> Page(string table, long roomId, string after, int limit)
    {
        await using var connection = await db.OpenReadAsync();
        var rows = (await connection.QueryAsync<Row>(
            $"""
            SELECT x.user_id, x.by_id, x.at, x.until, x.reason FROM {table} x JOIN users u ON u.id = x.user_id
             WHERE x.room_id = @roomId AND u.username > @after AND (x.until IS NULL OR x.until > @now)
             ORDER BY u.username LIMIT @limit
            """,
            new { roomId, after, limit, now = Timestamp.Now(clock).Milliseconds })).AsList();
        var involved = people.GetMany(rows.SelectMany(row => new[] { row.UserId, row.ById }));
        return
        [
            .. rows.Select(row => new Restricted(
                involved[row.UserId], involved[row.ById], new Timestamp(row.At), row.Until is { } until ? new Timestamp(until) : null, row.Reason)),
        ];
    }

    private sealed class Row
    {
        public long UserId { get; set; }

        public long ById { get; set; }

        public long At { get; set; }

        public long? Until { get; set; }

        public string? Reason { get; set; }
    }
}
