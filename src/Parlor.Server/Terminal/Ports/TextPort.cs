using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Parlor.SocketIO.Transport;

namespace Parlor.Server.Terminal.Ports;

/// <summary>A port for a text protocol: a Kestrel of its own, so that each can be opened and closed by itself.</summary>
internal sealed class TextPort : IAsyncDisposable
{
    private readonly KestrelServer _server;
    private readonly ListenOptions _listening;
    private readonly TextClients _clients;

    private TextPort(KestrelServer server, ListenOptions listening, TextClients clients) =>
        (_server, _listening, _clients) = (server, listening, clients);

    /// <summary>Where it listens; with the port that the system chose, where it was to choose one.</summary>
    public IPEndPoint Address => _listening.IPEndPoint!;

    /// <summary>Opens the port.</summary>
    /// <param name="protocol">What is spoken there.</param>
    /// <param name="services">For the transport and the logs.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="IOException">It is in use, or cannot be listened at.</exception>
    public static async Task<TextPort> Open(TextProtocol protocol, IServiceProvider services, CancellationToken cancel)
    {
        var clients = new TextClients(protocol);
        var options = new KestrelServerOptions { ApplicationServices = services };
        options.Limits.MaxConcurrentConnections = protocol.MostConnections;
        ListenOptions? listening = null;
        protocol.Address.AddTo(options, listen =>
        {
            listening = listen;
            protocol.Configure?.Invoke(listen, clients.Serve);
            listen.Run(connection => clients.Serve(connection));
        });
        var server = new KestrelServer(Options.Create(options), Transport(services), services.GetRequiredService<ILoggerFactory>());
        try
        {
            await server.StartAsync(new NoHttp(), cancel);
        }
        catch
        {
            server.Dispose();
            throw;
        }

        return new TextPort(server, listening!, clients);
    }

    /// <summary>Takes no more connections, tells those that are open, and waits for them until <paramref name="cancel"/> cuts them off.</summary>
    public async Task Close(CancellationToken cancel)
    {
        var closing = _server.StopAsync(cancel);
        await _clients.Stop(cancel);
        await closing;
    }

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>One that gives sockets away, where there is one.</summary>
    private static IConnectionListenerFactory Transport(IServiceProvider services) => OperatingSystem.IsLinux()
        ? ActivatorUtilities.CreateInstance<EpollTransportFactory>(services)
        : services.GetRequiredService<IConnectionListenerFactory>();

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
