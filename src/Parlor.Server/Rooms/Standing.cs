using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>What somebody is in a room: what they may do there, and to whom.</summary>
/// <param name="Rank">The built-in role; people act on those below themselves.</param>
/// <param name="CustomRole">The room's own role that they have, if any.</param>
/// <param name="Permissions">What they may do: what the custom role allows, or else what the rank does.</param>
public sealed record Standing(RoomRole Rank, CustomRoleName? CustomRole, PermissionSet Permissions)
{
    private static readonly Standing[] BuiltIn =
        [.. Enum.GetValues<RoomRole>().Select(role => new Standing(role, null, PermissionTable.Of(role)))];

    /// <summary>Owners and admins of the server in a public room that they have not joined: they keep order, and do not talk.</summary>
    private static readonly Standing KeeperOfOrder = new(
        RoomRole.Admin, null, PermissionTable.Of(RoomRole.Admin).Without(PermissionTable.ForMembers))
    {
        MayBeGiven = PermissionTable.Of(RoomRole.Admin),
    };

    /// <summary>What they may give to others: what they have, or would have as a member.</summary>
    public PermissionSet MayBeGiven { get; private init; } = Permissions;

    public static Standing Of(RoomRole role) => BuiltIn[(int)role];

    public static Standing Of(CustomRole role) => new(role.Rank, new CustomRoleName(role.Id, role.Name), role.Set.With(PermissionTable.Always));

    /// <summary>A member's, from the columns of the database.</summary>
    internal static Standing Stored(string kind, string role, long? customId, string? customName, string? customPermissions)
    {
        var rank = Wire.Parse<RoomRole>(role);
        return Wire.Parse<RoomKind>(kind) switch
        {
            RoomKind.Direct => InConversation(rank, PermissionTable.InDirect),
            RoomKind.Group => InConversation(rank, PermissionTable.InGroup),
            _ when customId is { } id => new Standing(
                rank, new CustomRoleName(Ids.Text(id), customName!), PermissionSet.Parse(customPermissions!).With(PermissionTable.Always)),
            _ => Of(rank),
        };
    }

    /// <summary>In conversations nobody gives or takes roles.</summary>
    private static Standing InConversation(RoomRole rank, PermissionSet permissions) => new(rank, null, permissions) { MayBeGiven = default };

    /// <summary>What somebody is in a room that they are not a member of, if anything.</summary>
    public static Standing? OfOutsider(Role serverRole, Visibility visibility) =>
        serverRole >= Role.Admin && visibility == Visibility.Public ? KeeperOfOrder : null;

    /// <summary>The role that people are added with.</summary>
    public static RoomRole OfNewcomer(Role serverRole) => serverRole == Role.Guest ? RoomRole.Guest : RoomRole.Member;

    /// <summary>The name of the role, as people read it.</summary>
    public string Name => CustomRole?.Name ?? Wire.Text(Rank);

    public bool May(RoomPermission permission) => Permissions.Has(permission);

    /// <summary>People act on those of lower rank; owners on each other too.</summary>
    public bool MayActOn(RoomRole other) => Rank > other || Rank == RoomRole.Owner;

    /// <summary>Whether somebody may have <paramref name="other"/> from them: nobody gives what they do not have.</summary>
    public bool MayGive(Standing other) => other.Rank <= Rank && MayBeGiven.Includes(other.Permissions);

    /// <exception cref="Problem"><c>forbidden</c>: the role does not allow it.</exception>
    public void Require(RoomPermission permission)
    {
        if (!May(permission))
            throw Problem.Forbidden($"That needs the permission {Wire.Text(permission)}, which the role {Name} does not have here.");
    }

    /// <exception cref="Problem"><c>forbidden</c>: they are not below this person.</exception>
    public void RequireAbove(RoomRole other)
    {
        if (!MayActOn(other))
            throw Problem.Forbidden("That can be done to people of a lower role only.");
    }
}
