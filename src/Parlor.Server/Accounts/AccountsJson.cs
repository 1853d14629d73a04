using System.Text.Json;
using System.Text.Json.Serialization;
using Parlor.Server.Accounts.Deletion;
using Parlor.Server.Accounts.Export;
using Parlor.Server.Accounts.Passkeys;
using Parlor.Server.Accounts.Providers;
using Parlor.Server.Accounts.TwoFactor;

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
[JsonSerializable(typeof(SecurityAnswer))]
[JsonSerializable(typeof(ConfirmationRequest))]
[JsonSerializable(typeof(TurnOffRequest))]
[JsonSerializable(typeof(AuthenticatorSetup))]
[JsonSerializable(typeof(CodeRequest))]
[JsonSerializable(typeof(RecoveryCodesAnswer))]
[JsonSerializable(typeof(SecondStepRequest))]
[JsonSerializable(typeof(SecondStepAnswer))]
[JsonSerializable(typeof(PasskeyQuestion))]
[JsonSerializable(typeof(AddPasskeyRequest))]
[JsonSerializable(typeof(RenamePasskeyRequest))]
[JsonSerializable(typeof(PasskeyProof))]
[JsonSerializable(typeof(PasskeyAnswer))]
[JsonSerializable(typeof(PasskeysAnswer))]
[JsonSerializable(typeof(ConnectedAccountsAnswer))]
[JsonSerializable(typeof(ProviderSignInRequest))]
[JsonSerializable(typeof(LocationAnswer))]
[JsonSerializable(typeof(ExportedAccount))]
[JsonSerializable(typeof(LinkAnswer))]
[JsonSerializable(typeof(DeletionRequest))]
internal sealed partial class AccountsJson : JsonSerializerContext
{
    /// <summary>For events, which are the same over every wire.</summary>
    public static AccountsJson Wire { get; } = new(WireJson.Options());
}
