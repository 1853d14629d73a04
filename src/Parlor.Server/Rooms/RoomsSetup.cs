using Parlor.Server.Accounts;
using Parlor.Server.Accounts.Deletion;
using Parlor.Server.Accounts.Export;
using Parlor.Server.Data;
using Parlor.Server.Pictures;
using Parlor.Server.Realtime;

namespace Parlor.Server.Rooms;

internal static class RoomsSetup
{
    public static void AddRooms(this IServiceCollection services)
    {
        services.AddSingleton<RoomStore>();
        services.AddSingleton<IPictureKeeper>(provider => provider.GetRequiredService<RoomStore>());
        services.AddSingleton<MembershipStore>();
        services.AddSingleton<RoomAccess>();
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<RoomAccess>());
        services.AddSingleton<ChannelStore>();
        services.AddSingleton<ChannelMasks>();
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<ChannelMasks>());
        services.AddSingleton<ChangeChannel>();
        services.AddSingleton<CreateRoom>();
        services.AddSingleton<OpenDirect>();
        services.AddSingleton<CreateGroup>();
        services.AddSingleton<ConvertGroup>();
        services.AddSingleton<ChangeRoom>();
        services.AddSingleton<JoinRoom>();
        services.AddSingleton<MarkRead>();
        services.AddSingleton<ManageMembers>();
        services.AddSingleton<HandOverRoom>();
        services.AddSingleton<CustomRoleStore>();
        services.AddSingleton<ManageRoles>();
        services.AddSingleton<ExplainAccess>();
        services.AddSingleton<RestrictionStore>();
        services.AddSingleton<ListRestrictions>();
        services.AddSingleton<BanFromRoom>();
        services.AddSingleton<TimeOutMember>();
        services.AddSingleton<IClientEvents, RestrictionSocketEvents>();
        services.AddSingleton<IGuestSight, GuestSight>();
        services.AddSingleton<ProfileBroadcast>();
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<ProfileBroadcast>());
        services.AddSingleton<IClientEvents, RoomSocketEvents>();
        services.AddSingleton<IClientEvents, RoomManagementSocketEvents>();
        services.AddSingleton<IClientEvents, ConversationSocketEvents>();
        services.AddSingleton<RoomDirectory>();
        services.AddSingleton<IExportPart, RoomsExport>();
        services.AddSingleton<IAccountEnding, RoomsOfDeleted>();
        services.AddSingleton<SidebarStore>();
        services.AddSingleton<ArrangeSidebar>();
        services.AddSingleton<IClientEvents, SidebarSocketEvents>();
    }
}
