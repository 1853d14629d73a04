using Microsoft.AspNetCore.Connections;
using Parlor.Server.Data;
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
        var (settings, serve) = (services.GetRequiredService<Settings>(), (ConnectionDelegate)services.GetRequiredService<LineHandler>().Serve);
        var certificate = settings.Lines.Listen.Host is null ? null : TextCertificate.Read(services.GetRequiredService<IConfiguration>());
        return new TextProtocol(LineHandler.Name, settings.Lines.Listen, serve)
        {
            Configure = certificate is null ? null : TlsOrPlain.Both(certificate, serve, services.GetRequiredService<TimeProvider>()),
        };
    }
}
