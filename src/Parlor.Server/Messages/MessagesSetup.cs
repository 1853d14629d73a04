using Parlor.Server.Accounts.Deletion;
using Parlor.Server.Accounts.Export;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Messages;

internal static class MessagesSetup
{
    public static void AddMessages(this IServiceCollection services)
    {
        services.AddSingleton<ReactionStore>();
        services.AddSingleton<MessageStore>();
        services.AddSingleton<EventHistory>();
        services.AddSingleton<PostLimit>();
        services.AddSingleton<WordFilters>();
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<WordFilters>());
        services.AddSingleton<ManageFilters>();
        services.AddSingleton<HeldMessageStore>();
        services.AddSingleton<DecideHeldMessage>();
        services.AddSingleton<SendMessage>();
        services.AddSingleton<EditMessage>();
        services.AddSingleton<DeleteMessage>();
        services.AddSingleton<ReactToMessage>();
        services.AddSingleton<PurgeStore>();
        services.AddSingleton<PurgeMessages>();
        services.AddHostedService<PurgeExpiry>();
        services.AddSingleton<SyncRooms>();
        services.AddSingleton<IExportPart, MessagesExport>();
        services.AddSingleton<IAccountEnding, MessagesOfDeletedPerson>();
        services.AddSingleton<IClientEvents, MessageSocketEvents>();
        services.AddSingleton<IClientEvents, ReactionSocketEvents>();
        services.AddSingleton<IClientEvents, PurgeSocketEvents>();
        services.AddSingleton<IClientEvents, FilterSocketEvents>();
    }
}
