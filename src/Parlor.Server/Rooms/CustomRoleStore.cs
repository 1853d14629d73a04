using Dapper;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Rooms;

/// <summary>The SQL of the roles that rooms make for themselves.</summary>
public sealed class CustomRoleStore(Db db)
{
    /// <summary>Own roles of a room at most.</summary>
    public const int Most = 50;

    private const string Columns = "id, name, rank, permissions";

    /// <summary>All of a room's own roles, by name.</summary>
    public async Task<IReadOnlyList<CustomRole>> Of(long roomId)
    {
        await using var connection = await db.OpenReadAsync();
        var rows = await connection.QueryAsync<Row>(
            $"SELECT {Columns} FROM room_roles WHERE room_id = @roomId ORDER BY folded_name", new { roomId });
        return [.. rows.Select(row => ToRole(row.Id, row.Name, row.Rank, row.Permissions))];
    }

    /// <exception cref="Problem"><c>not_found</c>: the room has no such role.</exception>
    internal static CustomRole Get(WriteTransaction transaction, long roomId, string id) =>
        (Ids.TryParse(id, out var number)
            ? transaction.QueryFirst(
                $"SELECT {Columns} FROM room_roles WHERE room_id = $1 AND id = $2",
                row => ToRole(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3)),
                none: null,
                roomId, number)
            : null) ?? throw Problem.NotFound("The room has no such role.");

    /// <exception cref="Problem"><c>conflict</c>: the name is taken. <c>too_large</c>: the room has its share of roles.</exception>
    internal static void Add(WriteTransaction transaction, RoomRoleChanged added)
    {
        var role = added.Changed.Role;
        RequireFree(transaction, added.RoomId, role);
        if (transaction.QueryNumber("SELECT COUNT(*) FROM room_roles WHERE room_id = $1", added.RoomId) >= Most)
            throw Problem.TooLarge("name", $"A room has {Most} roles of its own at most.");
        RoomLog.Append(transaction, added);
        transaction.Execute(
            "INSERT INTO room_roles (id, room_id, name, folded_name, rank, permissions) VALUES ($1, $2, $3, $4, $5, $6)",
            Ids.Parse(role.Id), added.RoomId, role.Name, Folded(role), Wire.Text(role.Rank), role.Set.ToText());
    }

    /// <summary>Changes a role, and what its members are with it.</summary>
    /// <exception cref="Problem"><c>conflict</c>: the name is taken.</exception>
    internal static void Change(WriteTransaction transaction, RoomRoleChanged changed)
    {
        var role = changed.Changed.Role;
        RequireFree(transaction, changed.RoomId, role);
        RoomLog.Append(transaction, changed);
        transaction.Execute(
            "UPDATE room_roles SET name = $2, folded_name = $3, rank = $4, permissions = $5 WHERE id = $1",
            Ids.Parse(role.Id), role.Name, Folded(role), Wire.Text(role.Rank), role.Set.ToText());
        transaction.Execute(
            "UPDATE memberships SET role = $3 WHERE room_id = $1 AND custom_role_id = $2",
            changed.RoomId, Ids.Parse(role.Id), Wire.Text(role.Rank));
    }

    /// <summary>Removes a role. Its members keep the rank, and may do what that allows.</summary>
    internal static void Remove(WriteTransaction transaction, RoomRoleChanged removed)
    {
        RoomLog.Append(transaction, removed);
        transaction.Execute("DELETE FROM room_roles WHERE id = $1", Ids.Parse(removed.Changed.Role.Id));
    }

    private static void RequireFree(WriteTransaction transaction, long roomId, CustomRole role)
    {
        var other = transaction.QueryNumber(
            "SELECT id FROM room_roles WHERE room_id = $1 AND folded_name = $2 AND id <> $3", roomId, Folded(role), Ids.Parse(role.Id));
        if (other is not null)
            throw Problem.Conflict("name", "The room has a role of that name already.");
    }

    private static string Folded(CustomRole role) => role.Name.ToLowerInvariant();

    private static CustomRole ToRole(long id, string name, string rank, string permissions) =>
        new(Ids.Text(id), name, Wire.Parse<RoomRole>(rank), PermissionSet.Parse(permissions).ToList());

    private sealed class Row
    {
        public long Id { get; set; }

        public string Name { get; set; } = "";

        public string Rank { get; set; } = "";

        public string Permissions { get; set; } = "";
    }
}
