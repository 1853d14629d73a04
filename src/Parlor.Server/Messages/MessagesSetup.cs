using Parlor.Server.Accounts.Export;
using Parlor.Server.Realtime;

namespace Parlor.Server.Messages;

internal static class MessagesSetup
{
    public static void AddMessages(this IServiceCollection services)
    {
        services.AddSingleton<MessageStore>();
        services.AddSingleton<EventHistory>();
        services.AddSingleton<SendMessage>();
        services.AddSingleton<SyncRooms>();
        services.AddSingleton<IExportPart, MessagesExport>();
        services.AddSingleton<IClientEvents, MessageSocketEvents>();
    }
}
