using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Parlor.SocketIO.Transport;

namespace Parlor.SocketIO;

/// <summary>Chooses how Kestrel moves bytes.</summary>
public static class WebHostBuilderExtensions
{
    /// <summary>
    /// On Linux, has Kestrel's TCP connections served by a transport of this library, for servers of very many WebSockets or very
    /// many messages. Elsewhere nothing changes.
    /// <code>builder.WebHost.UseEpollTransport();</code>
    /// <para>HTTP, TLS and connection middleware work as they did; <c>SocketTransportOptions</c> count as far as they say anything
    /// here: backlog, <c>NoDelay</c>, sizes of buffers, and how sockets are bound. Unix domain sockets and pipes stay with Kestrel's own
    /// transport. Once a WebSocket of this library is open over plain HTTP/1.1, with nothing but Kestrel between it and the
    /// socket, its messages are handled where they are received, on threads of the pool: nothing is kept for what might come, and
    /// a message costs one call to receive it. <see cref="EngineOptions.DirectSend"/> turns that off.</para>
    /// <para>Such a WebSocket leaves Kestrel for good: its request ends, for middleware, logs and metrics, when it opens, and
    /// <c>MaxConcurrentConnections</c> and <c>MaxConcurrentUpgradedConnections</c> count it no more.
    /// <see cref="EngineOptions.MaxConnections"/> does.</para>
    /// <para>Handlers should not block their thread, here as elsewhere. One that does holds up the others for some milliseconds, until
    /// another thread takes over.</para>
    /// </summary>
    public static IWebHostBuilder UseEpollTransport(this IWebHostBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!OperatingSystem.IsLinux())
            return builder;
        return builder.ConfigureServices(static services =>
        {
            // Kestrel adds its own only where there is none yet.
            services.TryAddSingleton<IConnectionListenerFactory, SocketTransportFactory>();
            services.AddSingleton<IConnectionListenerFactory, EpollTransportFactory>();
        });
    }
}
