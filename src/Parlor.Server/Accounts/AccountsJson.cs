using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parlor.Server.Accounts;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SignUpRequest))]
[JsonSerializable(typeof(LogInRequest))]
[JsonSerializable(typeof(ProfileChange))]
[JsonSerializable(typeof(ChangePasswordRequest))]
[JsonSerializable(typeof(SessionsAnswer))]
[JsonSerializable(typeof(PasswordLinkPreview))]
[JsonSerializable(typeof(ChoosePasswordRequest))]
[JsonSerializable(typeof(PutServerRoleRequest))]
[JsonSerializable(typeof(SignedInAnswer))]
[JsonSerializable(typeof(AccountAnswer))]
[JsonSerializable(typeof(PersonAnswer))]
[JsonSerializable(typeof(ProfileAnswer))]
[JsonSerializable(typeof(PeopleAnswer))]
[JsonSerializable(typeof(ServerAnswer))]
[JsonSerializable(typeof(PersonRequest))]
internal sealed partial class AccountsJson : JsonSerializerContext
{
    /// <summary>For events, which are the same over every wire.</summary>
    public static AccountsJson Wire { get; } = new(WireJson.Options());
}
