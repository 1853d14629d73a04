using System.Text.Json.Serialization;

namespace Parlor.Server.Rooms;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RoomDetails))]
[JsonSerializable(typeof(MembershipBody))]
[JsonSerializable(typeof(RoomUpdatedBody))]
[JsonSerializable(typeof(RoomDeletedBody))]
[JsonSerializable(typeof(RoomReadBody))]
[JsonSerializable(typeof(ProfileChangedBody))]
[JsonSerializable(typeof(RoomAnswer))]
[JsonSerializable(typeof(RoomsAnswer))]
[JsonSerializable(typeof(MembersAnswer))]
[JsonSerializable(typeof(MemberAnswer))]
[JsonSerializable(typeof(CreateRoomRequest))]
[JsonSerializable(typeof(UpdateRoomRequest))]
[JsonSerializable(typeof(PutMemberRequest))]
[JsonSerializable(typeof(OpenDirectRequest))]
[JsonSerializable(typeof(CreateGroupRequest))]
[JsonSerializable(typeof(ConvertGroupRequest))]
[JsonSerializable(typeof(RoomRequest))]
[JsonSerializable(typeof(MarkReadRequest))]
[JsonSerializable(typeof(JoinedAnswer))]
[JsonSerializable(typeof(IReadOnlyList<SidebarSection>))]
[JsonSerializable(typeof(SidebarAnswer))]
[JsonSerializable(typeof(PutSidebarRequest))]
[JsonSerializable(typeof(RoomWishes))]
[JsonSerializable(typeof(SidebarChangedBody))]
[JsonSerializable(typeof(GetSidebarRequest))]
[JsonSerializable(typeof(ArrangeRoomRequest))]
[JsonSerializable(typeof(SidebarAcknowledgement))]
internal sealed partial class RoomsJson : JsonSerializerContext
{
    public static RoomsJson Wire { get; } = new(WireJson.Options());
}
