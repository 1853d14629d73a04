using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Parlor.Server.Terminal.Ports;

/// <summary>Finds connections whose other end has vanished without a word: the system asks those that are quiet.</summary>
internal static class KeepAlive
{
    /// <summary>Seconds of quiet before the first question.</summary>
    private const int Idle = 60;

    /// <summary>Seconds between two questions.</summary>
    private const int Interval = 15;

    /// <summary>Questions without an answer that end the connection.</summary>
    private const int Probes = 3;

    /// <summary>Has the system keep watch over a connection, where there is a socket behind it.</summary>
    public static void Set(ConnectionContext connection)
    {
        if (connection.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket)
            return;
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, Idle);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, Interval);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Probes);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // It is gone already, which whoever reads from it will find.
        }
    }
}
