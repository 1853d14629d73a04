using System.Text.Json.Serialization;

namespace Parlor.Server.Administration;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SettingsAnswer))]
[JsonSerializable(typeof(SettingsChange))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(StorageAnswer))]
[JsonSerializable(typeof(ServerPeoplePage))]
[JsonSerializable(typeof(PasswordLinkAnswer))]
internal sealed partial class AdministrationJson : JsonSerializerContext
{
    public static AdministrationJson Wire { get; } = new(WireJson.Options());
}
