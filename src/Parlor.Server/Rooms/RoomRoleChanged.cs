using System.Text.Json;
using System.Text.Json.Serialization;
using Parlor.Server.Accounts;
using Parlor.Server.Audit;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Rooms;

/// <summary>What became of a room's own role.</summary>
[JsonConverter(typeof(WireEnum<RoleChange>))]
public enum RoleChange
{
    Added,
    Changed,

    /// <summary>Its members have the built-in role of its rank now.</summary>
    Removed,
}

/// <summary>A room's own role and what became of it.</summary>
public sealed record ChangedRole(RoleChange Change, CustomRole Role);

/// <summary>A room's own role was made, changed or removed; whoever has it may do other things from now on.</summary>
public sealed class RoomRoleChanged : RoomEvent
{
    public const string Name = "room_role_changed";

    public required Person By { get; init; }

    public required ChangedRole Changed { get; init; }

    public override string Type => Name;

    internal override string StoredBody => JsonSerializer.Serialize(Changed, RoomsJson.Wire.ChangedRole);

    internal override long? AccessChangedIn => RoomId;

    internal override AuditEntry? Audit => Audited(Changed.Change switch
    {
        RoleChange.Added => AuditAction.RoomRoleAdded,
        RoleChange.Changed => AuditAction.RoomRoleChanged,
        _ => AuditAction.RoomRoleRemoved,
    }) with
    {
        Changes =
        [
            AuditChange.Of("name", null, Changed.Role.Name),
            AuditChange.Of("rank", null, Wire.Text(Changed.Role.Rank)),
            AuditChange.Of("permissions", null, Changed.Role.Set.ToText()),
        ],
    };

    protected override byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(
        new RoomRoleChangedBody(Ids.Text(RoomId), Seq, At, Type, By, Changed), RoomsJson.Wire.RoomRoleChangedBody);
}

internal sealed record RoomRoleChangedBody(string Room, long Seq, Timestamp At, string Type, Person By, ChangedRole Changed);
