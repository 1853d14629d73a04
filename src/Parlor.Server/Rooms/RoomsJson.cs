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
internal sealed partial class RoomsJson : JsonSerializerContext
{
    public static RoomsJson Wire { get; } = new(WireJson.Options());
}
