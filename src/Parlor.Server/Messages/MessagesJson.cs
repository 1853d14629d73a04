using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parlor.Server.Messages;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
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
internal sealed partial class MessagesJson : JsonSerializerContext;
