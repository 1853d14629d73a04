using System.Text.Json.Serialization;

namespace Parlor.Server.Friends;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(FriendList))]
[JsonSerializable(typeof(FriendAnswer))]
[JsonSerializable(typeof(FriendRequest))]
[JsonSerializable(typeof(FriendAddedAnswer))]
[JsonSerializable(typeof(FriendshipBody))]
internal sealed partial class FriendsJson : JsonSerializerContext
{
    public static FriendsJson Wire { get; } = new(WireJson.Options());
}
