using System.Text.Json.Serialization;

namespace Parlor.Server.Presence;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PersonPresence))]
[JsonSerializable(typeof(PresenceChoice))]
[JsonSerializable(typeof(ActivityRequest))]
[JsonSerializable(typeof(WatchRequest))]
[JsonSerializable(typeof(WatchAnswer))]
[JsonSerializable(typeof(ChooseRequest))]
[JsonSerializable(typeof(ChosenAnswer))]
[JsonSerializable(typeof(ChoiceAnswer))]
[JsonSerializable(typeof(PresenceAnswer))]
internal sealed partial class PresenceJson : JsonSerializerContext
{
    public static PresenceJson Wire { get; } = new(WireJson.Options());
}
