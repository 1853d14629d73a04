using System.Text.Json.Serialization;

namespace Parlor.Server.Messages;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(MessagePostedBody))]
[JsonSerializable(typeof(MessageChangedBody))]
[JsonSerializable(typeof(ReactionChangedBody))]
[JsonSerializable(typeof(ReactionRequest))]
[JsonSerializable(typeof(MessagesPurgedBody))]
[JsonSerializable(typeof(MessagesRestoredBody))]
[JsonSerializable(typeof(PurgeRequest))]
[JsonSerializable(typeof(PostedAnswer))]
[JsonSerializable(typeof(HeldAnswer))]
[JsonSerializable(typeof(HeldListAnswer))]
[JsonSerializable(typeof(HeldListAcknowledgement))]
[JsonSerializable(typeof(HeldRequest))]
[JsonSerializable(typeof(FilterBody))]
[JsonSerializable(typeof(FilterAnswer))]
[JsonSerializable(typeof(FiltersAnswer))]
[JsonSerializable(typeof(FilterRequest))]
[JsonSerializable(typeof(FilterAcknowledgement))]
[JsonSerializable(typeof(FiltersAcknowledgement))]
[JsonSerializable(typeof(UndoPurgeRequest))]
[JsonSerializable(typeof(PurgeAcknowledgement))]
[JsonSerializable(typeof(PurgeBody))]
[JsonSerializable(typeof(PurgeAnswer))]
[JsonSerializable(typeof(MessageAnswer))]
[JsonSerializable(typeof(MessagePage))]
[JsonSerializable(typeof(EventPage))]
[JsonSerializable(typeof(Draft))]
[JsonSerializable(typeof(SendMessageRequest))]
[JsonSerializable(typeof(SentAnswer))]
[JsonSerializable(typeof(EditMessageRequest))]
[JsonSerializable(typeof(ChangeMessageRequest))]
[JsonSerializable(typeof(SyncRequest))]
[JsonSerializable(typeof(SyncAnswer))]
[JsonSerializable(typeof(TypingBody))]
[JsonSerializable(typeof(ExportedMessage))]
internal sealed partial class MessagesJson : JsonSerializerContext
{
    public static MessagesJson Wire { get; } = new(WireJson.Options());
}
