using System.Text.Json.Serialization;
using Parlor.Server.Invitations;

namespace Parlor.Server.Administration;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SettingsAnswer))]
[JsonSerializable(typeof(SettingsChange))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(StorageAnswer))]
[JsonSerializable(typeof(ServerPeoplePage))]
[JsonSerializable(typeof(PasswordLinkAnswer))]
[JsonSerializable(typeof(GiveRoleRequest))]
[JsonSerializable(typeof(ServerRoomsPage))]
[JsonSerializable(typeof(ArchiveRequest))]
[JsonSerializable(typeof(OwnerRequest))]
[JsonSerializable(typeof(HeirsAnswer))]
[JsonSerializable(typeof(ServerInvitationsAnswer))]
[JsonSerializable(typeof(ServerInvitationAnswer))]
[JsonSerializable(typeof(InvitedToServerAnswer))]
[JsonSerializable(typeof(InvitationTerms))]
[JsonSerializable(typeof(RoomInvitationsPage))]
[JsonSerializable(typeof(AnnouncementRequest))]
[JsonSerializable(typeof(ServerAnnouncementBody))]
internal sealed partial class AdministrationJson : JsonSerializerContext
{
    public static AdministrationJson Wire { get; } = new(WireJson.Options());
}
