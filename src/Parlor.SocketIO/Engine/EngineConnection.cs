using System.Text;
using Parlor.SocketIO.Engine;
using Parlor.SocketIO.Engine.Polling;
using Parlor.SocketIO.Engine.WebSockets;

namespace Parlor.SocketIO;

/// <summary>
/// One Engine.IO session: it begins over polling or WebSocket, may move from the first to the second, and ends once.
/// Messages arrive in order and one at a time. All members may be used from any thread; sending never blocks and never
/// fails because of the client.
/// </summary>
public sealed class EngineConnection
{
    private WebSocketTransport? _webSocket;
    private WebSocketTransport? _probe;
    private DeadlineNode<EngineConnection>? _lingerDeadline;
    private PacketRate _packetRate;
    private bool _closed;

    internal EngineConnection(EngineServer server, string id, Handshake handshake)
    {
        Server = server;
        Id = id;
        Handshake = handshake;
        Outbox = new Outbox(server.OutboxLimits);
        Heartbeat = new HeartbeatState(this);
        Receiver = new DelegateReceiver(this, above: null);
    }

    /// <summary>The session's id (<c>sid</c>).</summary>
    public string Id { get; }

    /// <summary>What the client said when it connected.</summary>
    public Handshake Handshake { get; }

    /// <summary><c>websocket</c> or <c>polling</c>.</summary>
    public string Transport => IsPolling ? "polling" : "websocket";

    /// <summary>Whether the session is open.</summary>
    public bool IsOpen => !_closed;

    /// <summary>The bytes that wait to be sent; see <see cref="EngineOptions.MaxBufferedBytes"/>.</summary>
    public int BufferedBytes => Outbox.BufferedBytes;

    /// <summary>The messages that wait to be sent; see <see cref="EngineOptions.MaxBufferedMessages"/>.</summary>
    public int BufferedMessages => Outbox.BufferedMessages;

    /// <summary>Whether the session was closed from this side, with nothing wrong about the client, who may not know yet.</summary>
    internal bool EndedInOrder { get; private set; }

    internal bool IsPolling => _webSocket is null;

    internal EngineServer Server { get; }

    internal Outbox Outbox { get; }

    /// <summary>Also the lock of what changes seldom, since each idle connection would pay for one of its own.</summary>
    internal HeartbeatState Heartbeat { get; }

    /// <summary>Made when it is first asked for: most sessions end without it.</summary>
    internal DeadlineNode<EngineConnection> LingerDeadline =>
        LazyInitializer.EnsureInitialized(ref _lingerDeadline, () => new DeadlineNode<EngineConnection>(this));

    internal Turnstile Turnstile { get; } = new();

    internal PollingTransport? Polling { get; private set; }

    internal IEngineReceiver Receiver { get; set; }

    /// <summary>Adds a handler of messages. Set it within <see cref="EngineServer.OnConnection"/>, so that none is missed.</summary>
    public void OnMessage(Action<EngineMessage> handler) => Observed().Message += handler;

    /// <summary>Adds a handler that learns, once, why the session ended; see <see cref="DisconnectReason"/>.</summary>
    public void OnClose(Action<string> handler) => Observed().Closed += handler;

    /// <summary>
    /// Adds a handler that is told each time that nothing waits any more after something was sent (the official server's
    /// <c>drain</c>). It takes its turn with the connection's other handlers.
    /// </summary>
    public void OnDrain(Action handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Outbox.OnDrain(() => Turnstile.Post(() => Callback.Run(Server.Log, "drain", static drained => drained(), handler)));
    }

    /// <summary>
    /// Waits until no more than half of <see cref="EngineOptions.MaxBufferedBytes"/> and
    /// <see cref="EngineOptions.MaxBufferedMessages"/> waits for the client, or the session has ended. Whoever sends much
    /// and awaits this between messages never overruns the bound, unless others send to the same client meanwhile.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public Task WaitForRoomAsync(CancellationToken cancellation = default) => Outbox.WaitForRoomAsync(cancellation);

    /// <summary>Sends a text message.</summary>
    public void Send(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Send(EncodedPacket.FromText("4"u8, Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Sends a binary message; the bytes are copied.</summary>
    public void Send(ReadOnlyMemory<byte> data) => Send(EncodedPacket.FromBinary(data.Span));

    /// <summary>Sends what waits and then closes the session with <see cref="DisconnectReason.ForcedClose"/>.</summary>
    public void Close() => Close(DisconnectReason.ForcedClose, CloseKind.Graceful);

    // The application listens in front of the layer above, if there is one.
    private DelegateReceiver Observed()
    {
        if (Receiver is DelegateReceiver observed)
            return observed;
        Receiver = observed = new DelegateReceiver(this, Receiver);
        return observed;
    }

    internal void Send(EncodedPacket packet, bool isVolatile = false)
    {
        Server.Instruments.PacketSent();
        if (Outbox.TryAdd(packet, isVolatile))
            return;
        // Disconnect handlers must not run in the middle of somebody else's broadcast.
        ThreadPool.UnsafeQueueUserWorkItem(
            static connection => connection.Close(DisconnectReason.BufferOverflow, CloseKind.Broken), this, preferLocal: false);
    }

    internal void StartPolling()
    {
        Polling = new PollingTransport(this);
        Outbox.TryAdd(Server.OpenPacket.Create(Id, isPolling: true));
    }

    internal void StartWebSocket(WebSocketTransport transport)
    {
        _webSocket = transport;
        Outbox.TryAdd(Server.OpenPacket.Create(Id, isPolling: false));
    }

    /// <summary>Admits one WebSocket as the candidate for an upgrade.</summary>
    internal bool TryStartProbe(WebSocketTransport transport)
    {
        lock (Heartbeat)
        {
            if (_closed || _webSocket is not null || _probe is not null)
                return false;
            _probe = transport;
            return true;
        }
    }

    internal void EndProbe(WebSocketTransport transport)
    {
        lock (Heartbeat)
        {
            if (ReferenceEquals(_probe, transport))
                _probe = null;
        }
    }

    /// <summary>Whether a client is trying out a WebSocket; polls are then to end soon.</summary>
    internal bool IsProbing => _probe is { Probed: true };

    /// <summary>The probing WebSocket takes over. From here on polls are refused.</summary>
    internal bool TryUpgrade(WebSocketTransport transport)
    {
        lock (Heartbeat)
        {
            if (_closed || !ReferenceEquals(_probe, transport))
                return false;
            _probe = null;
            _webSocket = transport;
        }

        Server.Instruments.ConnectionUpgraded();
        Outbox.TryTakeTurn();
        Polling!.Retire();
        return true;
    }

    /// <summary>A text packet, its type digit first.</summary>
    internal void ReceiveText(ReadOnlyMemory<byte> packet)
    {
        if (_closed || !TryCountPacket())
            return;
        switch (packet.IsEmpty ? 0 : packet.Span[0])
        {
            case (byte)'4':
                Receiver.OnText(packet[1..]);
                break;
            case (byte)'3':
                Server.Heartbeats.OnPong(Heartbeat);
                break;
            case (byte)'1':
                Close(DisconnectReason.TransportClose, CloseKind.ByClient);
                break;
            case (byte)'b' when PayloadFormat.TryDecodeBinary(packet.Span[1..], out byte[] data):
                Receiver.OnBinary(data);
                break;
            case (byte)'0' or (byte)'5' or (byte)'6':
                break;
            case (byte)'2':
                // In revision 4 the server alone pings.
                Close(DisconnectReason.TransportError, CloseKind.Graceful);
                break;
            default:
                Close(DisconnectReason.ParseError, CloseKind.Broken);
                break;
        }
    }

    internal void ReceiveBinary(ReadOnlyMemory<byte> message)
    {
        if (!_closed && TryCountPacket())
            Receiver.OnBinary(message);
    }

    /// <summary>Counts what the client sent. False when it sends too often, and then the session is closed.</summary>
    internal bool TryCountPacket()
    {
        if (_packetRate.TryTake(Server.PacketLimit))
            return true;
        Close(DisconnectReason.TooManyPackets, CloseKind.Broken);
        return false;
    }

    internal void Close(string reason, CloseKind kind)
    {
        WebSocketTransport? webSocket, probe;
        lock (Heartbeat)
        {
            if (_closed)
                return;
            _closed = true;
            EndedInOrder = kind == CloseKind.Graceful && reason is not DisconnectReason.TransportError;
            webSocket = _webSocket;
            probe = _probe;
        }

        probe?.Close(CloseCode.Normal, dropRest: true);
        if (webSocket is null)
            Polling?.Close(kind);
        else if (reason is DisconnectReason.BufferOverflow)
            webSocket.Abort();
        else
            webSocket.Close(CloseCode.None, dropRest: kind == CloseKind.Broken);
        // Only now: a poll that comes in between must find the session, and with it the close packet.
        if (Server.Sessions.Remove(this))
            Server.Instruments.ConnectionClosed(webSocket is null ? "polling" : "websocket", reason, Server.Time.GetUtcNow() - Handshake.Time);

        Turnstile.Post(() => TellReceiver(reason));
    }

    // Runs on timers and on others' threads, where nobody would catch what an adapter may throw.
    private void TellReceiver(string reason)
    {
        try
        {
            Receiver.OnClose(reason);
        }
        catch (Exception error)
        {
            Server.Log.CloseFailed(error, Id);
        }
    }

    internal void WebSocketEnded(WebSocketTransport transport, string reason)
    {
        EndProbe(transport);
        if (ReferenceEquals(_webSocket, transport))
            Close(reason, CloseKind.Broken);
    }
}
