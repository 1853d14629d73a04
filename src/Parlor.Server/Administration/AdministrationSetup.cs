using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Http;
using Parlor.Server.Realtime;

namespace Parlor.Server.Administration;

internal static class AdministrationSetup
{
    public static void AddAdministration(this IServiceCollection services)
    {
        services.AddSingleton<SettingsStore>();
        services.AddSingleton<ChangeSettings>();
        services.AddSingleton<ServerHealth>();
        services.AddSingleton<ServerStorage>();
        services.AddSingleton<ServerPeople>();
        services.AddSingleton<ManagePeople>();
        services.AddSingleton<ServerRooms>();
        services.AddSingleton<ManageRooms>();
        services.AddSingleton<RoomInvitations>();
        services.AddSingleton<Announce>();
        services.AddSingleton<IClientEvents, AnnouncementSocketEvents>();
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<ChangeSettings>());
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, AdministrationJson.Wire));
    }

    public static void MapAdministration(this WebApplication app)
    {
        var admin = app.MapAdmin();
        admin.MapSettingsApi();
        admin.MapHealthApi();
        admin.MapServerPeopleApi();
        admin.MapServerRoomsApi();
        admin.MapServerInvitationsApi();
        admin.MapAnnouncementsApi();
        app.MapServerInvitationPreview();
    }

    /// <summary>Where calls of administration are, for those who are signed in and for the operator's own programs.</summary>
    public static RouteGroupBuilder MapAdmin(this WebApplication app) => app.MapGroup("/api/v1/admin").WithTags("Administration")
        .RequireAuthorization(policy => policy.RequireAssertion(call =>
            call.User.Identity is { IsAuthenticated: true } || (call.Resource is HttpContext context && LocalDoor.IsUsedBy(context))))
        .WithProblems(StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden);

    /// <summary>Once the database is open: what administrators changed in earlier runs counts again.</summary>
    public static void StartAdministration(this WebApplication app)
    {
        app.Services.GetRequiredService<ServerHealth>();
        app.Services.GetRequiredService<ChangeSettings>().Start();
    }

    /// <summary>Who asks.</summary>
    /// <exception cref="Problem"><c>unauthorized</c>.</exception>
    public static Administrator Administrator(this HttpContext context) =>
        LocalDoor.IsUsedBy(context) ? Accounts.Administrator.Operator : Accounts.Administrator.Person(context.User.UserId());
}
