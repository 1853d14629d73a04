using Microsoft.AspNetCore.Server.Kestrel.Core;
using Parlor.SocketIO.Engine.Connections;

namespace Parlor.SocketIO;

/// <summary>Serves clients where they connect, below HTTP.</summary>
public static class ListenOptionsExtensions
{
    /// <summary>
    /// Takes WebSocket handshakes for the servers that <see cref="EndpointExtensions.MapSocketIO"/> and
    /// <see cref="EndpointExtensions.MapEngineIO"/> have put into the application straight off the connections of this
    /// endpoint, for servers that hold very many idle clients: a connection then costs about half the memory, since ASP.NET
    /// Core keeps no request for it. Everything else, long polling included, goes through HTTP as it would without.
    /// <code>builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenAnyIP(8080, listen => listen.UseSocketIO()));</code>
    /// <para>The same options count, the same handlers are called, and refusals read the same. What is different:</para>
    /// <list type="bullet">
    /// <item>No middleware of the application sees such a connection: no authentication and no fallback policy, so that
    /// <see cref="Handshake.User"/> is nobody, no logging of requests, no host filtering, no rate limiting, no path base, and no
    /// forwarded headers, so that <see cref="Handshake.Address"/> is the peer's. What <see cref="EngineOptions.AllowRequest"/>,
    /// <see cref="EngineOptions.GenerateId"/> and <see cref="EngineServer.OnConnectionError"/> get is a context made
    /// of the handshake alone, which is over when the handshake is.</item>
    /// <item>Servers whose endpoints demand authorization, a host or a rate limit are left to HTTP, as are those whose paths
    /// have parameters. Endpoints are looked at once, when the first client connects.</item>
    /// <item>Only plain HTTP/1.1 handshakes are taken: <c>GET</c>, the path letter by letter, at most 8 KiB of printable ASCII,
    /// complete within 5 seconds. Others go through HTTP, which may well accept them, and by then Kestrel's own time limits
    /// have begun.</item>
    /// <item><c>MaxConcurrentUpgradedConnections</c> of Kestrel does not count them;
    /// <see cref="EngineOptions.MaxConnections"/> does.</item>
    /// <item>Call it after <c>UseHttps</c> and other connection middleware, since it has to see what was decrypted. Over TLS most
    /// memory is that of TLS.</item>
    /// </list>
    /// </summary>
    public static ListenOptions UseSocketIO(this ListenOptions listen)
    {
        ArgumentNullException.ThrowIfNull(listen);
        listen.Use(next => new ConnectionFront(listen.ApplicationServices, next).ServeAsync);
        return listen;
    }
}
