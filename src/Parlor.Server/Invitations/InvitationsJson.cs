using System.Text.Json.Serialization;

namespace Parlor.Server.Invitations;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(InvitationTerms))]
[JsonSerializable(typeof(InvitationAnswer))]
[JsonSerializable(typeof(InvitationsAnswer))]
[JsonSerializable(typeof(InvitationUsesAnswer))]
[JsonSerializable(typeof(InvitedToAnswer))]
[JsonSerializable(typeof(AcceptedAnswer))]
[JsonSerializable(typeof(CreateInvitationRequest))]
[JsonSerializable(typeof(InvitationRequest))]
[JsonSerializable(typeof(CreatedAnswer))]
internal sealed partial class InvitationsJson : JsonSerializerContext
{
    public static InvitationsJson Wire { get; } = new(WireJson.Options());
}
