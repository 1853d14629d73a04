using System.Text.Json.Serialization;

namespace Parlor.Server.Moderation;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(AuditRequest))]
[JsonSerializable(typeof(AuditAcknowledgement))]
internal sealed partial class ModerationJson : JsonSerializerContext
{
    public static ModerationJson Wire { get; } = new(WireJson.Options());
}
