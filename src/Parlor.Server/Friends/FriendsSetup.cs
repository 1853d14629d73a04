using Parlor.Server.Accounts;
using Parlor.Server.Accounts.Deletion;
using Parlor.Server.Accounts.Export;
using Parlor.Server.Realtime;

namespace Parlor.Server.Friends;

internal static class FriendsSetup
{
    public static void AddFriends(this IServiceCollection services)
    {
        services.AddSingleton<FriendStore>();
        services.AddSingleton<IProfileAudience>(provider => provider.GetRequiredService<FriendStore>());
        services.AddSingleton<ManageFriends>();
        services.AddSingleton<IEndedByBlock>(provider => provider.GetRequiredService<ManageFriends>());
        services.AddSingleton<IClientEvents, FriendSocketEvents>();
        services.AddSingleton<IExportPart, FriendsExport>();
        services.AddSingleton<IAccountEnding, FriendsOfDeleted>();
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, FriendsJson.Wire));
    }
}
