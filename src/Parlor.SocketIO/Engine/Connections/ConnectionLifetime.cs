using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Parlor.SocketIO.Engine.Connections;

/// <summary>A request that lasts as long as its connection.</summary>
internal sealed class ConnectionLifetime(ConnectionContext connection) : IHttpRequestLifetimeFeature
{
    public CancellationToken RequestAborted { get; set; } = connection.ConnectionClosed;

    public void Abort() => connection.Abort();
}
