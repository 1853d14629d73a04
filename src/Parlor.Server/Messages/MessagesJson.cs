using System.Text.Json.Serialization;

namespace Parlor.Server.Messages;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(MessagePostedBody))]
[JsonSerializable(typeof(MessageAnswer))]
[JsonSerializable(typeof(MessagePage))]
[JsonSerializable(typeof(EventPage))]
[JsonSerializable(typeof(Draft))]
[JsonSerializable(typeof(SendMessageRequest))]
[JsonSerializable(typeof(SentAnswer))]
[JsonSerializable(typeof(SyncRequest))]
[JsonSerializable(typeof(SyncAnswer))]
[JsonSerializable(typeof(TypingBody))]
[JsonSerializable(typeof(ExportedMessage))]
internal sealed partial class MessagesJson : JsonSerializerContext
{
    public static MessagesJson Wire { get; } = new(WireJson.Options());
}
