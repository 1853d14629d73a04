using System.Net;
using System.Net.Sockets;
using System.Text;
using Parlor.Bench.Load.Cases;
using Parlor.Bench.Net;
using Parlor.Bench.Report;

namespace Parlor.Bench.Load.Lines;

/// <summary>Many guests who listen over raw TCP, and one person who talks. Every line that comes is checked.</summary>
internal sealed class LineCrowd : IDisposable
{
    /// <summary>Clients that come in at the same time.</summary>
    private const int ConnectingAtOnce = 32;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Epoll _epoll = new();
    private readonly Libc.EpollEvent[] _ready = new Libc.EpollEvent[512];
    private readonly List<LineClient> _clients = [];
    private readonly List<long> _sentAt = [];
    private readonly List<int> _deliveries = [];
    private readonly int _textLength;
    private readonly byte[] _prefix;
    private readonly LineClient? _speaker;

    /// <param name="server">where lines are spoken</param>
    /// <param name="guests">how many listen</param>
    /// <param name="room">the room that they join; null: none</param>
    /// <param name="speaker">username and password of the one who talks</param>
    /// <param name="textLength">bytes of a text</param>
    public LineCrowd(IPEndPoint server, int guests, string? room, (string Name, string Password)? speaker, int textLength)
    {
        _textLength = textLength;
        _prefix = Encoding.ASCII.GetBytes($"[{room}] {speaker?.Name}: ");
        for (var i = 0; i < guests; i++)
        {
            Enter(server, $"/guest L{i}\n" + (room is null ? "" : $"/join {room}\n"), room);
            var first = _clients[Math.Max(0, i + 1 - ConnectingAtOnce)];
            PollUntil(() => first.IsIn, "a guest has not come in");
        }

        if (speaker is var (name, password))
            _speaker = Enter(server, $"/login {name} {password}\n/room {room}\n", room);
        PollUntil(() => _clients.All(client => client.IsIn), "not everybody has come in");
        PollFor(TimeSpan.FromSeconds(1));
    }

    public Samples DeliveryLatency { get; } = new();

    public long Deliveries { get; private set; }

    private int Complete { get; set; }

    public void StartMeasuring()
    {
        DeliveryLatency.Clear();
        Deliveries = 0;
    }

    public void SendAtRate(double perSecond, TimeSpan time)
    {
        var interval = Clock.Ticks(TimeSpan.FromSeconds(1 / perSecond));
        var (next, end) = (Clock.Now, Clock.After(time));
        for (; Clock.Now < end; next += interval)
        {
            while (Clock.Now < next)
                Poll((int)Math.Max(1, Clock.Milliseconds(next - Clock.Now)));
            Send();
        }
    }

    /// <summary>Waits until everybody has everything.</summary>
    public void Drain() => PollUntil(() => Complete == _sentAt.Count, "not everything has come to everybody");

    public void PollFor(TimeSpan time)
    {
        var end = Clock.After(time);
        while (Clock.Now < end)
            Poll(10);
    }

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
        _epoll.Dispose();
    }

    private LineClient Enter(IPEndPoint server, string lines, string? room)
    {
        var client = new LineClient(server, Encoding.ASCII.GetBytes(room is null ? "/join ROOM takes you there." : $"You are in {room} now."));
        _epoll.Add(client.Descriptor, Libc.EpollIn | Libc.EpollEdgeTriggered, _clients.Count);
        _clients.Add(client);
        client.Send(Encoding.ASCII.GetBytes(lines));
        return client;
    }

    private void Send()
    {
        Span<byte> line = stackalloc byte[_textLength + 1];
        PostText.Write(line[.._textLength], 0, _sentAt.Count);
        line[_textLength] = (byte)'\n';
        _sentAt.Add(Clock.Now);
        _deliveries.Add(0);
        _speaker!.Send(line);
    }

    private void Poll(int milliseconds)
    {
        var count = _epoll.Wait(_ready, milliseconds);
        for (var i = 0; i < count; i++)
            _clients[(int)_ready[i].Data].Read(OnLine);
    }

    private void OnLine(LineClient client, ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith(_prefix))
        {
            if (line.StartsWith("!"u8))
                throw new BenchFailure($"the server complains: {Encoding.UTF8.GetString(line)}");
            return;
        }

        var (_, post) = PostText.Read(line[_prefix.Length..], _textLength);
        if (post != client.Heard++)
            throw new BenchFailure($"a client heard {post} where {client.Heard - 1} was due");
        Deliveries++;
        if (++_deliveries[post] < _clients.Count)
            return;
        Complete++;
        DeliveryLatency.Add(Clock.Now - _sentAt[post]);
    }

    private void PollUntil(Func<bool> done, string what)
    {
        var end = Clock.After(Patience);
        while (!done())
        {
            if (Clock.Now > end)
                throw new BenchFailure(what);
            Poll(10);
        }
    }
}

/// <summary>Takes a line that came.</summary>
internal delegate void LineHeard(LineClient client, ReadOnlySpan<byte> line);

/// <summary>One connection of a <see cref="LineCrowd"/>.</summary>
internal sealed class LineClient : IDisposable
{
    // One for all: what is left of a client's last line is kept by the client.
    private static readonly byte[] Buffer = new byte[256 * 1024];

    private readonly Socket _socket;
    private readonly byte[] _welcome;
    private byte[] _rest = [];

    /// <param name="server">where to connect to</param>
    /// <param name="welcome">what the line holds by which the server says that one is in</param>
    public LineClient(IPEndPoint server, byte[] welcome)
    {
        _welcome = welcome;
        _socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(server);
        _socket.Blocking = false;
        Descriptor = (int)_socket.Handle;
    }

    public int Descriptor { get; }

    public bool IsIn { get; private set; }

    /// <summary>Posts that it has heard.</summary>
    public int Heard { get; set; }

    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (_socket.Send(bytes, SocketFlags.None, out _) != bytes.Length)
            throw new BenchFailure("the server does not read");
    }

    public void Read(LineHeard heard)
    {
        while (true)
        {
            _rest.CopyTo(Buffer, 0);
            var free = Buffer.Length - _rest.Length;
            var count = _socket.Receive(Buffer.AsSpan(_rest.Length), SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
                return;
            if (count == 0)
                throw new BenchFailure($"the server ended a connection ({error})");
            Split(Buffer.AsSpan(0, _rest.Length + count), heard);
            if (count < free)
                return;
        }
    }

    public void Dispose() => _socket.Dispose();

    private void Split(ReadOnlySpan<byte> bytes, LineHeard heard)
    {
        while (bytes.IndexOf((byte)'\n') is >= 0 and var end)
        {
            IsIn = IsIn || bytes[..end].IndexOf(_welcome) >= 0;
            heard(this, bytes[..end]);
            bytes = bytes[(end + 1)..];
        }

        _rest = bytes.Length == 0 ? [] : bytes.ToArray();
    }
}
