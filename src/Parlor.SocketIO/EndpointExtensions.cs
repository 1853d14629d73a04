using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parlor.SocketIO.ClientBundle;
using Parlor.SocketIO.Engine;

namespace Parlor.SocketIO;

/// <summary>Puts the servers into an ASP.NET Core application.</summary>
public static class EndpointExtensions
{
    /// <summary>
    /// Serves Socket.IO clients at <see cref="EngineOptions.Path"/> (<c>/socket.io/</c> by default). Time comes from the
    /// <see cref="TimeProvider"/> of the application's services, if there is one. When the application stops, the server
    /// closes its connections as <see cref="EngineServer.CloseAsync()"/> does, before anything else is stopped; who stops the
    /// application is blocked until then.
    /// </summary>
    /// <exception cref="InvalidOperationException">An option is out of its range.</exception>
    public static SocketIOServer MapSocketIO(this IEndpointRouteBuilder endpoints, Action<SocketIOOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var options = new SocketIOOptions();
        configure?.Invoke(options);
        var server = new SocketIOServer(options, Time(endpoints), Log(endpoints), endpoints.ServiceProvider);
        Map(endpoints, server.Engine);
        if (options.ServeClient)
            MapClient(endpoints, options);
        return server;
    }

    /// <summary>Serves bare Engine.IO clients at the path; otherwise like <see cref="MapSocketIO"/>.</summary>
    /// <exception cref="InvalidOperationException">An option is out of its range.</exception>
    public static EngineServer MapEngineIO(this IEndpointRouteBuilder endpoints, string path, Action<EngineOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var options = new EngineOptions { Path = path };
        configure?.Invoke(options);
        var server = new EngineServer(options, Time(endpoints), Log(endpoints));
        Map(endpoints, server);
        return server;
    }

    private static void Map(IEndpointRouteBuilder endpoints, EngineServer server)
    {
        endpoints.Map(server.Options.Path.TrimEnd('/') + "/", (RequestDelegate)server.HandleAsync)
            .WithDisplayName("Engine.IO " + server.Options.Path)
            .WithMetadata(new DisableRequestTimeoutAttribute(), server);
        endpoints.ServiceProvider.GetService<IHostApplicationLifetime>()?.ApplicationStopping.Register(() => Close(server));
    }

    // Waited for here, although that holds up a thread: once the host goes on, Kestrel takes no new connections, and polling
    // clients could not come for their last messages. A hosted service would have to be added before the application is built.
    private static void Close(EngineServer server)
    {
        // Longer than closing takes by the server's own clock, which need not be the system's.
        TimeSpan limit = server.Options.ShutdownTimeout + TimeSpan.FromSeconds(1);
        server.CloseAsync(DisconnectReason.ServerShuttingDown).Wait(limit);
    }

    private static void MapClient(IEndpointRouteBuilder endpoints, SocketIOOptions options)
    {
        foreach (ClientFile file in ClientFile.All)
        {
            endpoints.MapMethods($"{options.Path.TrimEnd('/')}/{file.Name}", [HttpMethods.Get, HttpMethods.Head], (RequestDelegate)ServeAsync)
                .WithDisplayName("Socket.IO client " + file.Name);

            Task ServeAsync(HttpContext context)
            {
                Cors.AddHeaders(context, options.Cors);
                return file.WriteAsync(context);
            }
        }
    }

    private static TimeProvider Time(IEndpointRouteBuilder endpoints) =>
        endpoints.ServiceProvider.GetService<TimeProvider>() ?? TimeProvider.System;

    private static ILogger Log(IEndpointRouteBuilder endpoints) =>
        endpoints.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger("Parlor.SocketIO");
}
