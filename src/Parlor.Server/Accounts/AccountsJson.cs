using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parlor.Server.Accounts;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SignUpRequest))]
[JsonSerializable(typeof(LogInRequest))]
[JsonSerializable(typeof(ChangeMeRequest))]
[JsonSerializable(typeof(SignedInAnswer))]
[JsonSerializable(typeof(AccountAnswer))]
[JsonSerializable(typeof(PersonAnswer))]
[JsonSerializable(typeof(PeopleAnswer))]
[JsonSerializable(typeof(ServerAnswer))]
internal sealed partial class AccountsJson : JsonSerializerContext;
