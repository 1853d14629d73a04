using Parlor.Server.Data;

namespace Parlor.Server.Realtime;

internal static class RealtimeSetup
{
    public static void AddRealtime(this IServiceCollection services)
    {
        services.AddSingleton<SocketRooms>();
        services.AddSingleton<IGateway>(provider => provider.GetRequiredService<SocketRooms>());
        services.AddSingleton<LiveConnections>();
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<LiveFeed>());
        services.AddSingleton<ClientEvents>();
    }
}
