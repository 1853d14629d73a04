using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Parlor.SocketIO.ClientBundle;
using Parlor.SocketIO.Diagnostics;
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
    /// <param name="endpoints">Where to.</param>
    /// <param name="configure">
    /// Sets the options of a server that is made here. Without, it is the server that
    /// <see cref="ServiceCollectionExtensions.AddSocketIO"/> has added; failing that, one with the usual options.
    /// </param>
    /// <exception cref="InvalidOperationException">An option is out of its range.</exception>
    public static SocketIOServer MapSocketIO(this IEndpointRouteBuilder endpoints, Action<SocketIOOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        SocketIOServer server = (configure is null ? endpoints.ServiceProvider.GetService<SocketIOServer>() : null) ?? Create(endpoints, configure);
        Map(endpoints, server.Engine);
        if (server.Options.ServeClient)
            MapClient(endpoints, server.Options);
        return server;
    }

    /// <summary>Serves bare Engine.IO clients at the path; otherwise like <see cref="MapSocketIO"/>.</summary>
    /// <exception cref="InvalidOperationException">An option is out of its range.</exception>
    public static EngineServer MapEngineIO(this IEndpointRouteBuilder endpoints, string path, Action<EngineOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var options = new EngineOptions { Path = path };
        configure?.Invoke(options);
        IServiceProvider services = endpoints.ServiceProvider;
        var server = new EngineServer(
            options, ServiceCollectionExtensions.Time(services), ServiceCollectionExtensions.Log(services), Instruments.For(services));
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
        server.Shutdown.RunAsync(DisconnectReason.ServerShuttingDown).Wait(limit);
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

    private static SocketIOServer Create(IEndpointRouteBuilder endpoints, Action<SocketIOOptions>? configure)
    {
        var options = new SocketIOOptions();
        configure?.Invoke(options);
        return ServiceCollectionExtensions.Create(endpoints.ServiceProvider, options);
    }
}
