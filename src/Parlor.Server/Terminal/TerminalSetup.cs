using Parlor.Server.Realtime;
using Parlor.Server.Terminal.Irc;
using Parlor.Server.Terminal.Lines;

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
}
