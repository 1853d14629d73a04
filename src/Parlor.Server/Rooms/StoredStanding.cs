using Parlor.Server.Accounts;

namespace Parlor.Server.Rooms;

/// <summary>The columns that say what somebody is in a room, as Dapper fills them in.</summary>
internal class StoredStanding
{
    public string Visibility { get; set; } = "";

    public string Kind { get; set; } = "";

    /// <summary>The membership's; null for somebody who is no member.</summary>
    public string? Role { get; set; }

    public long? CustomId { get; set; }

    public string? CustomName { get; set; }

    public string? CustomPermissions { get; set; }

    /// <summary>Null for somebody without an account.</summary>
    public string? ServerRole { get; set; }

    public RoomRole? MemberRole => Role is null ? null : Wire.Parse<RoomRole>(Role);

    public Standing? ToStanding() => Role is null
        ? Standing.OfOutsider(ServerRole is null ? Accounts.Role.Guest : Wire.Parse<Role>(ServerRole), Wire.Parse<Visibility>(Visibility))
        : Standing.Stored(Kind, Role, CustomId, CustomName, CustomPermissions);
}
