using Microsoft.AspNetCore.Server.Kestrel.Core;
using Parlor.Server.Data;
using Parlor.Server.Terminal.Ports;

namespace Parlor.Server.Terminal.Irc;

internal static class IrcSetup
{
    public static void AddIrc(this IServiceCollection services)
    {
        services.AddSingleton<IrcPeople>();
        services.AddSingleton<UserModes>();
        services.AddSingleton<AcceptedPeople>();
        services.AddSingleton<IgnoredPeople>();
        services.AddSingleton<SelfMessages>();
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<IgnoredPeople>());
        services.AddSingleton<IrcCounts>();
        services.AddSingleton<IrcReadMarks>();
        services.AddSingleton<HistoryLog>();
        services.AddSingleton<IrcMetadata>();
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<IrcMetadata>());
        services.AddSingleton<IrcRooms>();
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<IrcRooms>());
        services.AddSingleton<MessageLines>();
        services.AddSingleton<IrcEvents>();
        services.AddSingleton<PassingNotes>();
        services.AddSingleton<IrcMonitor>();
        services.AddSingleton<IrcInvites>();
        services.AddSingleton<IrcCommands>();
        services.AddSingleton<IrcDoor>();
        services.AddSingleton<IrcRoomUses>();
        services.AddSingleton<IrcMessageUses>();
        services.AddSingleton<IrcServices>();
        services.AddSingleton<IrcHandler>();
        services.AddSingleton(provider => new TextProtocol(
            IrcHandler.Name, provider.GetRequiredService<Settings>().Irc.Listen, IrcHandler.LongestLine, provider.GetRequiredService<IrcHandler>().Start));
        services.AddSingleton(TlsProtocol);
    }

    /// <summary>Listens nowhere, where there is no certificate.</summary>
    private static TextProtocol TlsProtocol(IServiceProvider services)
    {
        var address = services.GetRequiredService<Settings>().Irc.ListenTls;
        var start = services.GetRequiredService<IrcHandler>().Start;
        return address.Host is not null && TextCertificate.Read(services.GetRequiredService<IConfiguration>()) is { } certificate
            ? new TextProtocol(IrcHandler.TlsName, address, IrcHandler.LongestLine, start) { Configure = (listen, _) => listen.UseHttps(certificate) }
            : new TextProtocol(IrcHandler.TlsName, default, IrcHandler.LongestLine, start);
    }
}
