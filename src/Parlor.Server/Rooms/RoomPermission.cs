using System.Text.Json.Serialization;

namespace Parlor.Server.Rooms;

/// <summary>Something that a role in a room may allow. <see cref="PermissionTable"/> says what each means and which roles have it.</summary>
[JsonConverter(typeof(WireEnum<RoomPermission>))]
public enum RoomPermission
{
    Post,
    React,
    MentionEveryone,
    Call,
    Pin,
    AddPeople,
    Invite,
    EditRoom,
    ManageRoom,
    ManageRoles,
    DeleteMessages,
    Kick,
    Timeout,
    Ban,
    SeeAudit,
    PostAnnouncements,
    DeleteRoom,
    HandOver,
    HandleReports,
    ManageFilters,
    Leave,
    ConvertGroup,
}
