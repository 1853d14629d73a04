using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>What to change of a room's own role, or to make it of; what is left out stays.</summary>
public sealed record RoleDraft(string? Name, RoomRole? Rank, IReadOnlyList<RoomPermission>? Permissions);

/// <summary>
/// Makes, changes and removes a room's own roles. For those who may manage roles: below their own rank (owners: all), and with no
/// permission that they do not have themselves.
/// </summary>
public sealed class ManageRoles(Db db, RoomAccess access, People people, TimeProvider clock)
{
    /// <exception cref="Problem">
    /// <c>not_found</c>, <c>forbidden</c>, <c>invalid</c>, <c>conflict</c> (the name is taken) or <c>too_large</c>.
    /// </exception>
    public async Task<CustomRole> Add(long userId, string? room, RoleDraft draft)
    {
        var accessed = access.Require(userId, room, RoomPermission.ManageRoles);
        var role = new CustomRole(
            Ids.Text(Ids.Next(clock)),
            Input.Required("name", draft.Name),
            draft.Rank ?? throw Problem.Invalid("rank", "rank is missing: guest, member, moderator or admin."),
            draft.Permissions ?? throw Problem.Invalid("permissions", "permissions is missing.")).Check();
        var added = Happened(accessed, userId, RoleChange.Added, role);
        await db.Write(transaction =>
        {
            var mine = RequireManaging(transaction, accessed, userId, role.Rank);
            RequireGiving(mine, role.Set);
            CustomRoleStore.Add(transaction, added);
        });
        return role;
    }

    /// <exception cref="Problem">
    /// <c>not_found</c> (room or role), <c>forbidden</c>, <c>invalid</c>, <c>conflict</c> (the name is taken) or <c>too_large</c>.
    /// </exception>
    public async Task<CustomRole> Change(long userId, string? room, string? id, RoleDraft draft)
    {
        var accessed = access.Require(userId, room, RoomPermission.ManageRoles);
        return await db.Write(transaction =>
        {
            var old = CustomRoleStore.Get(transaction, accessed.Id, Input.Required("role", id));
            var role = new CustomRole(
                old.Id, draft.Name ?? old.Name, draft.Rank ?? old.Rank, draft.Permissions ?? old.Permissions).Check();
            var mine = RequireManaging(transaction, accessed, userId, old.Rank);
            RequireBelow(mine, role.Rank);
            // What the role has already is no gift.
            RequireGiving(mine, role.Set.Without(old.Set));
            if (role.Set != old.Set || role.Rank != old.Rank || !string.Equals(role.Name, old.Name, StringComparison.Ordinal))
                CustomRoleStore.Change(transaction, Happened(accessed, userId, RoleChange.Changed, role));
            return role;
        });
    }

    /// <summary>Removes a role; its members have the built-in role of its rank afterwards.</summary>
    /// <exception cref="Problem"><c>not_found</c> (room or role) or <c>forbidden</c>.</exception>
    public Task Remove(long userId, string? room, string? id)
    {
        var accessed = access.Require(userId, room, RoomPermission.ManageRoles);
        return db.Write(transaction =>
        {
            var role = CustomRoleStore.Get(transaction, accessed.Id, Input.Required("role", id));
            var mine = RequireManaging(transaction, accessed, userId, role.Rank);
            // Without its own permissions the role's members have those of the rank: they are given them.
            RequireGiving(mine, PermissionTable.Of(role.Rank).Without(role.Set));
            CustomRoleStore.Remove(transaction, Happened(accessed, userId, RoleChange.Removed, role));
        });
    }

    private RoomRoleChanged Happened(AccessedRoom room, long userId, RoleChange change, CustomRole role) => new()
    {
        RoomId = room.Id,
        At = Timestamp.Now(clock),
        ActorId = userId,
        By = people.Get(userId),
        Changed = new ChangedRole(change, role),
    };

    private static Standing RequireManaging(WriteTransaction transaction, AccessedRoom room, long userId, RoomRole rank)
    {
        var mine = MembershipStore.RequireStanding(transaction, room, userId);
        mine.Require(RoomPermission.ManageRoles);
        RequireBelow(mine, rank);
        return mine;
    }

    private static void RequireBelow(Standing mine, RoomRole rank)
    {
        if (!mine.MayActOn(rank))
            throw Problem.Forbidden("Only roles that rank below your own can be managed.");
    }

    private static void RequireGiving(Standing mine, PermissionSet permissions)
    {
        if (!mine.MayBeGiven.Includes(permissions))
            throw Problem.Forbidden("Nobody can give a permission that they do not have.");
    }
}
