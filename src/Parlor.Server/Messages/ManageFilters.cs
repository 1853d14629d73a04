using System.Globalization;
using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Audit;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Messages;

/// <summary>
/// Adds, lists and removes filters: of a room, for those who manage its filters; of the server (no room), for its admins and owners.
/// </summary>
public sealed class ManageFilters(Db db, RoomAccess access, People people, TimeProvider clock)
{
    public const int MostOfRoom = 200;

    public const int MostOfServer = 500;

    /// <exception cref="Problem"><c>not_found</c>, <c>forbidden</c>, <c>invalid</c>, <c>conflict</c> or <c>too_large</c>.</exception>
    public async Task<WordFilter> Add(long userId, string? room, string? pattern, FilterAction? action)
    {
        var roomId = await Require(userId, room);
        FilterPattern.Parse(pattern);
        var filter = new WordFilter(
            Ids.Text(Ids.Next(clock)),
            pattern!.Trim(),
            action ?? throw Problem.Invalid("action", "action is missing: warn, hold or delete."),
            people.Get(userId),
            Timestamp.Now(clock));
        await db.Write(transaction => Store(transaction, roomId, userId, filter));
        return filter;
    }

    /// <summary>The filters, in the order in which they were added.</summary>
    public async Task<IReadOnlyList<WordFilter>> List(long userId, string? room)
    {
        var roomId = await Require(userId, room);
        await using var connection = await db.OpenReadAsync();
        var rows = (await connection.QueryAsync<Row>(
            $"SELECT id, pattern, action, created_by, created_at FROM word_filters WHERE {In(roomId)} ORDER BY id", new { roomId })).AsList();
        var makers = people.GetMany(rows.Select(row => row.CreatedBy));
        return [.. rows.Select(row => new WordFilter(
            Ids.Text(row.Id), row.Pattern, Wire.Parse<FilterAction>(row.Action), makers[row.CreatedBy], new Timestamp(row.CreatedAt)))];
    }

    /// <exception cref="Problem"><c>not_found</c> or <c>forbidden</c>.</exception>
    public async Task Remove(long userId, string? room, string? filter)
    {
        var roomId = await Require(userId, room);
        if (!Ids.TryParse(Input.Required("filter", filter), out var id))
            throw NoSuchFilter();
        var now = Timestamp.Now(clock);
        await db.Write(transaction =>
        {
            var found = roomId is null
                ? transaction.QueryNumber("SELECT id FROM word_filters WHERE id = $1 AND room_id IS NULL", id)
                : transaction.QueryNumber("SELECT id FROM word_filters WHERE id = $1 AND room_id = $2", id, roomId);
            if (found is null)
                throw NoSuchFilter();
            transaction.Execute("DELETE FROM word_filters WHERE id = $1", id);
            AuditLog.Record(transaction, new AuditEntry(AuditAction.FilterRemoved, userId, now) { RoomId = roomId });
            transaction.Publish(new FiltersChanged(roomId));
        });
    }

    private async Task<long?> Require(long userId, string? room)
    {
        if (room is not null)
            return access.Require(userId, room, RoomPermission.ManageFilters).Id;
        if (await people.ServerRoleOf(userId) < Role.Admin)
            throw Problem.Forbidden("Only owners and admins of the server can do that.");
        return null;
    }

    private static void Store(WriteTransaction transaction, long? roomId, long userId, WordFilter filter)
    {
        var patterns = roomId is null
            ? transaction.Query("SELECT pattern FROM word_filters WHERE room_id IS NULL", row => row.GetString(0))
            : transaction.Query("SELECT pattern FROM word_filters WHERE room_id = $1", row => row.GetString(0), roomId);
        if (patterns.Contains(filter.Pattern, StringComparer.OrdinalIgnoreCase))
            throw Problem.Conflict("pattern", "There is a filter for that already.");
        var most = roomId is null ? MostOfServer : MostOfRoom;
        if (patterns.Count >= most)
            throw Problem.TooLarge("pattern", string.Create(CultureInfo.InvariantCulture, $"There are {most} filters at most."));
        transaction.Execute(
            "INSERT INTO word_filters (id, room_id, pattern, action, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
            Ids.Parse(filter.Id), roomId, filter.Pattern, Wire.Text(filter.Action), userId, filter.CreatedAt.Milliseconds);
        AuditLog.Record(transaction, new AuditEntry(AuditAction.FilterAdded, userId, filter.CreatedAt)
        {
            RoomId = roomId,
            Changes = [AuditChange.Of("pattern", null, filter.Pattern)],
        });
        transaction.Publish(new FiltersChanged(roomId));
    }

    private static string In(long? roomId) => roomId is null ? "room_id IS NULL" : "room_id = @roomId";

    private static Problem NoSuchFilter() => Problem.NotFound("There is no such filter.");

    private sealed class Row
    {
        public long Id { get; set; }

        public string Pattern { get; set; } = "";

        public string Action { get; set; } = "";

        public long CreatedBy { get; set; }

        public long CreatedAt { get; set; }
    }
}
