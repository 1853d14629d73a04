using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>The columns that say what somebody is in a room, as Dapper fills them in.</summary>
internal class StoredStanding
{
    /// <summary>The columns, but for those of the room <c>r</c> and the user <c>u</c>; with <see cref="Joins"/>.</summary>
    internal const string Columns = """
        m.role, m.is_voiced, c.id AS custom_id, c.name AS custom_name, c.permissions AS custom_permissions,
        b.at AS banned_at, b.until AS ban_until, b.reason AS ban_reason,
        t.at AS timeout_at, t.until AS timeout_until, t.reason AS timeout_reason
        """;

    /// <summary>Behind <c>JOIN</c> or <c>LEFT JOIN</c>: what the person <c>@userId</c> is in the room <c>r</c>.</summary>
    internal const string Joins = """
        memberships m ON m.room_id = r.id AND m.user_id = @userId
        LEFT JOIN room_roles c ON c.id = m.custom_role_id
        LEFT JOIN room_bans b ON b.room_id = r.id AND b.user_id = @userId
        LEFT JOIN timeouts t ON t.room_id = r.id AND t.user_id = @userId
        """;

    public string Visibility { get; set; } = "";

    public string Kind { get; set; } = "";

    /// <summary>The membership's; null for somebody who is no member.</summary>
    public string? Role { get; set; }

    public long? IsVoiced { get; set; }

    public long? CustomId { get; set; }

    public string? CustomName { get; set; }

    public string? CustomPermissions { get; set; }

    /// <summary>Null for somebody without an account.</summary>
    public string? ServerRole { get; set; }

    public long? BannedAt { get; set; }

    public long? BanUntil { get; set; }

    public string? BanReason { get; set; }

    public long? TimeoutAt { get; set; }

    public long? TimeoutUntil { get; set; }

    public string? TimeoutReason { get; set; }

    public RoomRole? MemberRole => Role is null ? null : Wire.Parse<RoomRole>(Role);

    public Restriction? Ban(Timestamp now) => Restriction.Stored(BannedAt, BanUntil, BanReason, now);

    public Restriction? Timeout(Timestamp now) => Restriction.Stored(TimeoutAt, TimeoutUntil, TimeoutReason, now);

    /// <summary>What the person is; nothing for one who is banned.</summary>
    public Standing? ToStanding(Timestamp now) => Ban(now) is not null ? null : Role is null
        ? Standing.OfOutsider(ServerRole is null ? Accounts.Role.Guest : Wire.Parse<Role>(ServerRole), Wire.Parse<Visibility>(Visibility))
        : Standing.Stored(Kind, Role, CustomId, CustomName, CustomPermissions);
}
