using Parlor.Server.Data;
using Parlor.Server.Terminal.Ports;
using Parlor.Server.Terminal.RoomProcesses;

namespace Parlor.Server.Terminal.Lines;

internal static class LinesSetup
{
    public static void AddLines(this IServiceCollection services)
    {
        services.AddSingleton<RoomLabels>();
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<RoomLabels>());
        services.AddSingleton<ILineCommands, RoomCommands>();
        services.AddSingleton<ILineCommands, MessageCommands>();
        services.AddSingleton<ILineCommands, PeopleCommands>();
        services.AddSingleton<ILineCommands, AnnouncementCommands>();
        services.AddSingleton<ILineCommands, ScreenCommands>();
        services.AddSingleton<LineCommandTable>();
        services.AddSingleton(provider => new Lazy<LineCommandTable>(provider.GetRequiredService<LineCommandTable>));
        services.AddSingleton<LineDoor>();
        services.AddSingleton<LineServices>();
        services.AddSingleton<LineHandler>();
        services.AddSingleton<StartRoomLines>(provider => (client, room) =>
        {
            var session = new LineSession(provider.GetRequiredService<LineServices>(), client, room);
            session.Start();
            return session;
        });
        services.AddSingleton(Protocol);
    }

    private static TextProtocol Protocol(IServiceProvider services)
    {
        var settings = services.GetRequiredService<Settings>().Lines;
        var certificate = settings.Listen.Host is null ? null : TextCertificate.Read(services.GetRequiredService<IConfiguration>());
        var handler = services.GetRequiredService<LineHandler>();
        return new TextProtocol(LineHandler.Name, settings.Listen, LineHandler.LongestLine, handler.Start)
        {
            Configure = certificate is null ? null : TlsOrPlain.Both(certificate, services.GetRequiredService<TimeProvider>()),
        };
    }
}
