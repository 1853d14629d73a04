using Parlor.Server.Accounts;
using Parlor.Server.Audit;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Moderation;

internal static class ModerationSetup
{
    public static void AddModeration(this IServiceCollection services)
    {
        services.AddSingleton<AuditStore>();
        services.AddSingleton<ServerAdmins>();
        services.AddSingleton<ReadAudit>();
        services.AddSingleton<IClientEvents, AuditSocketEvents>();
        services.AddSingleton<ServerBans>();
        services.AddSingleton<IServerBans>(provider => provider.GetRequiredService<ServerBans>());
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<ServerBans>());
        services.AddSingleton<AccountBanStore>();
        services.AddSingleton<AddressBanStore>();
        services.AddSingleton<BanAccount>();
        services.AddSingleton<BanAddress>();
        services.AddSingleton<IClientEvents, ServerBanSocketEvents>();
        services.AddSingleton<ReportStore>();
        services.AddSingleton<ReportMessage>();
        services.AddSingleton<ReadReports>();
        services.AddSingleton<DecideReport>();
        services.AddSingleton<IClientEvents, ReportSocketEvents>();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ModerationJson.Wire));
    }

    public static void MapModeration(this IEndpointRouteBuilder app)
    {
        app.MapAudit();
        app.MapServerBans();
        app.MapReports();
    }
}
