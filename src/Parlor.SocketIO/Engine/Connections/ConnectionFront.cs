using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Parlor.SocketIO.Engine.WebSockets;

namespace Parlor.SocketIO.Engine.Connections;

/// <summary>Serves the connections that begin with a WebSocket handshake for one of our servers, and hands on all others to HTTP.</summary>
internal sealed class ConnectionFront(IServiceProvider services, ConnectionDelegate http)
{
    private readonly TimeProvider _time = ServiceCollectionExtensions.Time(services);
    private readonly CancellationToken _stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
    private readonly Lazy<ConnectionRoute[]> _routes = new(() => FindRoutes(services.GetRequiredService<EndpointDataSource>()));

    public async Task ServeAsync(ConnectionContext connection)
    {
        // For as long as the connection lives, hardly more than its WebSocket is held.
        (bool isOurs, WebSocketTransport? webSocket) = await AnswerAsync(connection);
        if (!isOurs)
            await http(connection);
        else if (webSocket is not null)
            await webSocket.RunAsync();
    }

    private async Task<(bool IsOurs, WebSocketTransport? WebSocket)> AnswerAsync(ConnectionContext connection)
    {
        HandshakeRequest? request = await HandshakePeek.ReadAsync(connection, _routes.Value, _time, _stopping);
        return request is null
            ? (false, null)
            : (true, await new HandshakeExchange(connection, request, services).AnswerAsync());
    }

    private static ConnectionRoute[] FindRoutes(EndpointDataSource endpoints) =>
    [
        .. from endpoint in endpoints.Endpoints.OfType<RouteEndpoint>()
           let server = endpoint.Metadata.GetMetadata<EngineServer>()
           where server is not null && endpoint.RoutePattern.Parameters.Count == 0 && !IsGuarded(endpoint.Metadata)
           select new ConnectionRoute('/' + endpoint.RoutePattern.RawText!.Trim('/'), server),
    ];

    // By what only the middlewares of HTTP can check.
    private static bool IsGuarded(EndpointMetadataCollection metadata) =>
        metadata.GetMetadata<IAuthorizeData>() is not null
        || metadata.GetMetadata<AuthorizationPolicy>() is not null
        || metadata.GetMetadata<IHostMetadata>() is { Hosts.Count: > 0 }
        || metadata.GetMetadata<EnableRateLimitingAttribute>() is not null;
}
