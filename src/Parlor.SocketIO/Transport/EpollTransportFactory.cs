using System.Buffers;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Parlor.SocketIO.Transport;

/// <summary>Listens at TCP endpoints for Kestrel. Others, such as Unix domain sockets, are left to Kestrel's own transport.</summary>
internal sealed class EpollTransportFactory(
    IOptions<SocketTransportOptions> options, IOptions<SocketIOOptions> wanted, ILoggerFactory logs, IMemoryPoolFactory<byte> memory)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    public bool CanBind(EndPoint endpoint) => endpoint is IPEndPoint && wanted.Value.EpollTransport;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new(new EpollListener((IPEndPoint)endpoint, options.Value, memory.Create(), logs.CreateLogger("Parlor.SocketIO")));
}
