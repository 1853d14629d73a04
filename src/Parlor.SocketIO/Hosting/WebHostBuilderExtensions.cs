using Microsoft.AspNetCore.Hosting;

namespace Parlor.SocketIO;

/// <summary>Chooses how Kestrel moves bytes.</summary>
public static class WebHostBuilderExtensions
{
    /// <summary>
    /// On Linux, has Kestrel's TCP connections served by a transport of this library, which takes less memory and processor time for
    /// WebSockets. Elsewhere nothing changes. <see cref="ServiceCollectionExtensions.AddSocketIO"/> does it by itself; this is for
    /// applications that map their servers without.
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
        return builder.ConfigureServices(static services => services.AddEpollTransport());
    }
}
