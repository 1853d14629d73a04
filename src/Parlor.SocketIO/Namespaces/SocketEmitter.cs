namespace Parlor.SocketIO;

/// <summary>How something is emitted to one socket, put together step by step: <c>socket.Volatile.Compress(false).Emit(…)</c>.</summary>
public readonly struct SocketEmitter
{
    private readonly Socket _socket;

    internal SocketEmitter(Socket socket) => _socket = socket;

    /// <inheritdoc cref="Socket.Volatile"/>
    public SocketEmitter Volatile => this with { Flags = Flags | BroadcastFlags.Volatile };

    private BroadcastFlags Flags { get; init; }

    private TimeSpan? AckTimeout { get; init; }

    /// <inheritdoc cref="Socket.Compress"/>
    public SocketEmitter Compress(bool compress) => this with
    {
        Flags = compress ? Flags & ~BroadcastFlags.Uncompressed : Flags | BroadcastFlags.Uncompressed,
    };

    /// <inheritdoc cref="Socket.Timeout"/>
    public SocketEmitter Timeout(TimeSpan timeout) => this with { AckTimeout = timeout };

    /// <inheritdoc cref="Socket.Emit(string, ReadOnlySpan{object})"/>
    public void Emit(string eventName, params ReadOnlySpan<object?> args) => _socket.Emit(Flags, eventName, args);

    /// <summary>Sends an event and waits for the client's acknowledgement, whose first value it returns.</summary>
    /// <exception cref="TimeoutException">No acknowledgement came in time.</exception>
    /// <exception cref="SocketDisconnectedException">The client went away first.</exception>
    /// <exception cref="System.Text.Json.JsonException">The value does not fit the type.</exception>
    public async Task<T?> EmitWithAck<T>(string eventName, params object?[] args)
    {
        SocketIOServer server = _socket.Namespace.Server;
        int id = _socket.Namespace.AcknowledgementIds.Next();
        EncodedPacket packet = _socket.Namespace.Encode(eventName, args, Flags, id);
        using var collector = new AcknowledgementCollector(server.Time, AckTimeout ?? server.Options.AckTimeout);
        collector.Expect(1);
        ((IRoomMember)_socket).Ask(packet, Flags, id, collector);
        AcknowledgementOutcome outcome = await collector.Outcome;
        if (outcome.Answers is [var answer])
            return server.Decode(answer).Get<T>(0);
        throw outcome.TimedOut ? new TimeoutException("The client did not acknowledge in time.") : new SocketDisconnectedException();
    }
}
