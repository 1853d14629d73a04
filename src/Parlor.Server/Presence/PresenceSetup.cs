using Parlor.Server.Accounts;
using Parlor.Server.Accounts.Deletion;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Presence;

internal static class PresenceSetup
{
    public static void AddPresence(this IServiceCollection services)
    {
        services.AddSingleton<PresenceStore>();
        services.AddSingleton<PresenceTracker>();
        services.AddSingleton<IConnectionListener>(provider => provider.GetRequiredService<PresenceTracker>());
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<PresenceTracker>());
        services.AddSingleton<IProfileAudience>(provider => provider.GetRequiredService<PresenceTracker>());
        services.AddSingleton<PresencePulse>();
        services.AddSingleton<ChoosePresence>();
        services.AddSingleton<WatchPresence>();
        services.AddSingleton<IAccountEnding, PresenceOfDeleted>();
        services.AddSingleton<IClientEvents, PresenceSocketEvents>();
    }
}
