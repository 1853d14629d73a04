using Parlor.Server.Audit;
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
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ModerationJson.Wire));
    }

    public static void MapModeration(this IEndpointRouteBuilder app)
    {
        app.MapAudit();
    }
}
