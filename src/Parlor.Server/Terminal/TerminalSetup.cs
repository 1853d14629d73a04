using Parlor.Server.Data;
using Parlor.Server.Realtime;
using Parlor.Server.Terminal.Irc;
using Parlor.Server.Terminal.Lines;
using Parlor.Server.Terminal.Ports;
using Parlor.Server.Terminal.RoomProcesses;

namespace Parlor.Server.Terminal;

internal static class TerminalSetup
{
    public static void AddTerminal(this IServiceCollection services)
    {
        services.AddSingleton<TextRooms>();
        services.AddSingleton<IGateway>(provider => provider.GetRequiredService<TextRooms>());
        services.AddSingleton<TextEntrance>();
        services.AddLines();
        services.AddIrc();
        services.AddSingleton<TextServer>();
        services.AddHostedService(provider => provider.GetRequiredService<TextServer>());
    }

    /// <param name="services">The server's.</param>
    /// <param name="serve">Whether processes are started; otherwise what is to be started can be said and read.</param>
    public static void AddRoomProcesses(this IServiceCollection services, bool serve)
    {
        services.AddSingleton<RoomLinks>();
        services.AddSingleton<IGateway>(provider => provider.GetRequiredService<RoomLinks>());
        services.AddSingleton<RoomFrontServices>();
        services.AddSingleton<DedicatedRoomStore>();
        services.AddSingleton<RoomSupervisor>();
        services.AddSingleton<ManageDedicatedRooms>();
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, RoomProcessesJson.Wire));
        if (!serve)
            return;
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<RoomSupervisor>());
        services.AddHostedService(provider => provider.GetRequiredService<RoomSupervisor>());
    }
}
