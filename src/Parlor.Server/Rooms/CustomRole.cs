using System.Text.Json.Serialization;
using Parlor.Server.Audit;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>A room's own role, as it stands beside somebody's name.</summary>
public sealed record CustomRoleName(string Id, string Name);

/// <summary>A role that a room has made for itself.</summary>
/// <param name="Id">The id, as text.</param>
/// <param name="Name">1 to 40 characters on one line, unique in the room, capitals or not.</param>
/// <param name="Rank">Guest to admin: whom its members may act on, and who may act on them.</param>
/// <param name="Permissions">What its members may do, in place of what the rank allows.</param>
public sealed record CustomRole(string Id, string Name, RoomRole Rank, IReadOnlyList<RoomPermission> Permissions)
{
    public const int LongestName = 40;

    [JsonIgnore]
    internal PermissionSet Set => new(Permissions);

    /// <summary>The role after the checks that every one has to pass.</summary>
    /// <exception cref="Problem"><c>invalid</c> or <c>too_large</c>, with the field.</exception>
    public CustomRole Check()
    {
        var name = Input.Line("name", Name, LongestName);
        if (name.Length == 0)
            throw Problem.Invalid("name", "name is empty.");
        if (Enum.TryParse<RoomRole>(name, ignoreCase: true, out _))
            throw Problem.Invalid("name", "That is the name of a built-in role, or a number.");
        if (Rank > RoomRole.Admin)
            throw Problem.Invalid("rank", "A room's own role ranks as guest, member, moderator or admin.");
        if (Set.Has(RoomPermission.HandOver))
            throw Problem.Invalid("permissions", "Only owners hand a room over.");
        if (Set.Has(RoomPermission.ConvertGroup))
            throw Problem.Invalid("permissions", "A room is no group.");
        return this with { Name = name, Permissions = Set.ToList() };
    }
}

/// <summary>Somebody's role, as the log keeps it.</summary>
public sealed record GivenRole(RoomRole Role, CustomRoleName? Custom)
{
    public static GivenRole Of(Standing standing) => new(standing.Rank, standing.CustomRole);

    /// <summary><c>moderator</c>, or <c>moderator 58712079118743754 Night watch</c>.</summary>
    public string ToText() => Custom is null ? Wire.Text(Role) : $"{Wire.Text(Role)} {Custom.Id} {Custom.Name}";

    /// <summary>As the audit log says it.</summary>
    public AuditChange ChangeFrom(GivenRole? before) => AuditChange.Of("role", before?.ReadName, ReadName);

    private string ReadName => Custom?.Name ?? Wire.Text(Role);

    public static GivenRole Parse(string text)
    {
        var parts = text.Split(' ', 3);
        return new GivenRole(Wire.Parse<RoomRole>(parts[0]), parts.Length == 3 ? new CustomRoleName(parts[1], parts[2]) : null);
    }
}
