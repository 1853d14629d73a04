using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Parlor.Server.Terminal;

/// <summary>A port for a text protocol: a Kestrel of its own, so that each can be opened and closed by itself.</summary>
internal sealed class TextPort : IAsyncDisposable
{
    private readonly KestrelServer _server;
    private readonly ListenOptions _listening;

    private TextPort(KestrelServer server, ListenOptions listening) => (_server, _listening) = (server, listening);

    /// <summary>Where it listens; with the port that the system chose, where it was to choose one.</summary>
    public IPEndPoint Address => _listening.IPEndPoint!;

    /// <summary>Opens the port.</summary>
    /// <param name="address">Where to listen.</param>
    /// <param name="mostConnections">Connections at one time; more are refused.</param>
    /// <param name="services">For the transport and the logs.</param>
    /// <param name="configure">Adds what comes between the socket and the protocol, such as TLS.</param>
    /// <param name="serve">Speaks the protocol until the connection has ended.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="IOException">It is in use, or cannot be listened at.</exception>
    public static async Task<TextPort> Open(
        TextAddress address,
        int mostConnections,
        IServiceProvider services,
        Action<ListenOptions>? configure,
        ConnectionDelegate serve,
        CancellationToken cancel)
    {
        var options = new KestrelServerOptions { ApplicationServices = services };
        options.Limits.MaxConcurrentConnections = mostConnections;
        ListenOptions? listening = null;
        address.AddTo(options, listen =>
        {
            listening = listen;
            configure?.Invoke(listen);
            listen.Run(connection => serve(connection));
        });
        var server = new KestrelServer(
            Options.Create(options), services.GetRequiredService<IConnectionListenerFactory>(), services.GetRequiredService<ILoggerFactory>());
        try
        {
            await server.StartAsync(new NoHttp(), cancel);
        }
        catch
        {
            server.Dispose();
            throw;
        }

        return new TextPort(server, listening!);
    }

    /// <summary>Takes no more connections, and waits for those that are open until <paramref name="cancel"/> cuts them off.</summary>
    public Task Close(CancellationToken cancel) => _server.StopAsync(cancel);

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>What Kestrel wants to have, and never uses.</summary>
    private sealed class NoHttp : IHttpApplication<IFeatureCollection>
    {
        public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

        public Task ProcessRequestAsync(IFeatureCollection context) => throw new InvalidOperationException("This port speaks no HTTP.");

        public void DisposeContext(IFeatureCollection context, Exception? exception)
        {
        }
    }
}
