using Parlor.Server.Accounts;
using Parlor.Server.Accounts.Providers;
using Parlor.Server.Administration;
using Parlor.Server.Data;
using Parlor.Server.Friends;
using Parlor.Server.Http;
using Parlor.Server.Invitations;
using Parlor.Server.Messages;
using Parlor.Server.Moderation;
using Parlor.Server.Pictures;
using Parlor.Server.Presence;
using Parlor.Server.Realtime;
using Parlor.Server.Rooms;
using Parlor.Server.Terminal;
using Parlor.Server.Terminal.RoomProcesses;

namespace Parlor.Server;

/// <summary>Puts the chat server together. Read from top to bottom, it is the table of contents.</summary>
public static class ParlorServer
{
    /// <summary>Bodies of ordinary requests, in bytes at most; what needs more says so itself.</summary>
    private const int LargestBody = 256 * 1024;

    /// <summary>Builds the server with its database open and migrated, ready to be run. Disposing of it closes the database.</summary>
    /// <param name="settings">Checked settings.</param>
    /// <param name="configuration">Where they came from: log levels and certificates are read there by ASP.NET Core.</param>
    /// <param name="clock">The time; tests bring their own.</param>
    /// <param name="listen">Whether people can reach it; otherwise it listens at the socket in its data folder alone.</param>
    /// <exception cref="SettingException">The data folder or the database cannot be used.</exception>
    public static WebApplication Build(Settings settings, IConfiguration configuration, TimeProvider? clock = null, bool listen = true)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddConfiguration(configuration);
        // Whoever starts the server hears of a failed start once, in one line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });

        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(new LiveSettings(settings));
        services.AddSingleton(clock ?? TimeProvider.System);
        services.AddDatabase(settings);
        services.AddApi();
        services.AddPictures();
        services.AddAccounts(settings);
        services.AddRooms();
        services.AddMessages();
        services.AddFriends();
        services.AddPresence();
        services.AddInvitations();
        services.AddModeration();
        services.AddAdministration();
        services.AddRealtime();
        if (listen)
            services.AddTerminal();
        services.AddRoomProcesses(serve: listen);

        var app = builder.Build();
        app.TakeDataFolder();
        if (listen)
            app.Urls.Add(settings.Url);
        app.OpenLocalDoor(alone: !listen);
        app.UseProblemAnswers();
        app.UseSecurityHeaders();
        app.UseWebClient(settings);
        app.UseProviders(settings);
        app.UseSocketRequests();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealth();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapPictures();
        app.MapAccounts();
        app.MapRooms();
        app.MapMessages();
        app.MapPurges();
        app.MapFilters();
        app.MapFriends();
        app.MapPresence();
        app.MapInvitations();
        app.MapModeration();
        app.MapAdministration();
        app.MapDedicatedRooms();
        app.MapRealtime(
            (token, address) =>
            {
                app.Services.GetRequiredService<IServerBans>().RequireAddress(address);
                return app.Services.GetRequiredService<AccessTokens>().Validate(token) is { } session ? (session.UserId, session.SessionId) : null;
            },
            app.Services.GetRequiredService<RoomStore>().IdsOfMember);
        app.StartDatabase();
        app.SweepPictures();
        app.StartAdministration();
        return app;
    }
}
