using System.Text.Json.Serialization;

namespace Parlor.Server.Audit;

/// <summary>Acts of administration. What a feature adds to them goes here, under a name that stays.</summary>
[JsonConverter(typeof(WireEnum<AuditAction>))]
public enum AuditAction
{
    MemberAdded,
    MemberRemoved,
    MemberBanned,
    MemberUnbanned,
    MemberTimedOut,
    TimeoutEnded,
    RoleGiven,
    RoomHandedOver,
    RoomChanged,
    RoomDeleted,
    RoomRoleAdded,
    RoomRoleChanged,
    RoomRoleRemoved,
    InvitationMade,
    InvitationRevoked,
    ServerRoleGiven,
    AccountBanned,
    AccountUnbanned,
    AddressBanned,
    AddressUnbanned,
    ReportDecided,
    AccountDeleted,
    SettingsChanged,
    SessionsEnded,
    PasswordLinkMade,
    MessageDeleted,
    MessagesPurged,
    MessagesRestored,
    FilterAdded,
    FilterRemoved,
    HeldMessageReleased,
    HeldMessageRejected,
    DedicatedRoomSet,
    DedicatedRoomRemoved,
    AnnouncementMade,
}
