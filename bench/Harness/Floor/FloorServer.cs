using System.Net;
using System.Net.Sockets;
using Parlor.Bench.Net;

namespace Parlor.Bench.Floor;

/// <summary>
/// The least that a server can do for a fan-out: build the frame once and call send() for each client, on one thread. It checks,
/// stores and queues nothing, so what it costs on a machine is what the kernel costs there.
/// </summary>
internal abstract class FloorServer
{
    private readonly Libc.EpollEvent[] _ready = new Libc.EpollEvent[512];
    private readonly List<FloorConnection?> _connections = [];

    /// <summary>Serves until the process is told to end.</summary>
    public void Run(int port)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen(1024);
        using var epoll = new Epoll();
        // The listener alone has no connection.
        Watch(epoll, listener, connection: null);
        while (true)
        {
            var count = epoll.Wait(_ready, -1);
            for (var i = 0; i < count; i++)
                Serve(epoll, listener, (int)_ready[i].Data);
        }
    }

    /// <summary>A client sent a frame.</summary>
    public abstract void OnFrame(FloorConnection from, int opcode, ReadOnlySpan<byte> payload);

    /// <summary>A client went away.</summary>
    protected virtual void OnClosed(FloorConnection connection)
    {
    }

    private void Serve(Epoll epoll, Socket listener, int place)
    {
        if (place == 0)
        {
            var socket = listener.Accept();
            socket.NoDelay = true;
            Watch(epoll, socket, new FloorConnection(socket));
        }
        else if (_connections[place] is { } connection && !connection.OnReadable(this))
        {
            _connections[place] = null;
            OnClosed(connection);
        }
    }

    private void Watch(Epoll epoll, Socket socket, FloorConnection? connection)
    {
        epoll.Add((int)socket.Handle, Libc.EpollIn, _connections.Count);
        _connections.Add(connection);
    }
}
