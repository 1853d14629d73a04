using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Parlor.Bench.Load.Net;

namespace Parlor.Bench.Load.Floor;

/// <summary>
/// The least that a server can do for a fan-out: build the frame once and call send() for each client, on one thread. It checks,
/// stores and queues nothing, so what it costs on a machine is what the kernel costs there.
/// </summary>
internal sealed class FloorServer(Socket listener, Epoll epoll)
{
    private readonly Libc.EpollEvent[] _ready = new Libc.EpollEvent[512];
    private readonly List<FloorConnection?> _connections = [];
    private readonly List<FloorConnection> _room = [];
    private long _lastSeq;

    /// <summary>Serves until the process is told to end.</summary>
    public static void Run(int port)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen(1024);
        using var epoll = new Epoll();
        var server = new FloorServer(listener, epoll);
        server.Watch(listener, connection: null);
        while (true)
            server.Poll();
    }

    /// <summary>Answers a packet of <see cref="SocketIo.SocketIoClient"/>.</summary>
    public void OnText(FloorConnection from, ReadOnlySpan<byte> packet)
    {
        var text = Encoding.UTF8.GetString(packet);
        if (text.StartsWith("40", StringComparison.Ordinal))
            from.Send("""40{"sid":"floor"}""");
        else if (text.Contains("[\"join_room\",", StringComparison.Ordinal))
            Join(from, text);
        else if (text.Contains("[\"send_message\",", StringComparison.Ordinal))
            Post(from, text);
    }

    private void Join(FloorConnection from, string packet)
    {
        _room.Add(from);
        from.Send($"43{Number(packet)}[{{\"ok\":true,\"lastSeq\":{_lastSeq}}}]");
    }

    private void Post(FloorConnection from, string packet)
    {
        // room, clientId and text are the request's own members, so they go back as they came.
        var request = packet.AsSpan(packet.IndexOf('{', StringComparison.Ordinal)).TrimEnd("]}");
        var at = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var message = $"{request},\"seq\":{++_lastSeq},\"author\":{{\"id\":\"1\",\"username\":\"floor\",\"displayName\":\"floor\"}},\"at\":\"{at}\"}}";
        var frame = FloorConnection.Frame($"42[\"receive_message\",{{\"message\":{message}}}]");
        foreach (var member in _room)
            member.SendFrame(frame);
        from.Send($"43{Number(packet)}[{{\"ok\":true,\"message\":{message}}}]");
    }

    private static ReadOnlySpan<char> Number(string packet) => packet.AsSpan(2, packet.IndexOf('[', StringComparison.Ordinal) - 2);

    private void Poll()
    {
        var count = epoll.Wait(_ready, -1);
        for (var i = 0; i < count; i++)
        {
            if (_connections[(int)_ready[i].Data] is { } connection)
                connection.OnReadable(this);
            else
                Accept();
        }
    }

    private void Accept()
    {
        var socket = listener.Accept();
        socket.NoDelay = true;
        Watch(socket, new FloorConnection(socket));
    }

    /// <summary>The listener alone has no connection.</summary>
    private void Watch(Socket socket, FloorConnection? connection)
    {
        epoll.Add((int)socket.Handle, Libc.EpollIn, _connections.Count);
        _connections.Add(connection);
    }
}
