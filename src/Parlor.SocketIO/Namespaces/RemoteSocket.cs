namespace Parlor.SocketIO;

/// <summary>
/// A socket as <see cref="Broadcaster.FetchSockets"/> found it, be it connected to this server or to another one of the
/// cluster. What it tells is of that moment; what it does reaches the socket wherever it is.
/// </summary>
public sealed class RemoteSocket
{
    private readonly BroadcastOperator _me;

    internal RemoteSocket(Namespace @namespace, SocketSnapshot snapshot)
    {
        Id = snapshot.Id;
        Handshake = snapshot.Handshake;
        Rooms = snapshot.Rooms;
        Data = snapshot.Data;
        _me = @namespace.In(Id);
    }

    private RemoteSocket(RemoteSocket same, BroadcastOperator me)
    {
        Id = same.Id;
        Handshake = same.Handshake;
        Rooms = same.Rooms;
        Data = same.Data;
        _me = me;
    }

    /// <inheritdoc cref="Socket.Id"/>
    public string Id { get; }

    /// <inheritdoc cref="Socket.Handshake"/>
    public Handshake Handshake { get; }

    /// <inheritdoc cref="Socket.Rooms"/>
    public IReadOnlyCollection<string> Rooms { get; }

    /// <summary>What the application kept with the socket. A copy.</summary>
    public IReadOnlyDictionary<string, object?> Data { get; }

    /// <inheritdoc cref="Socket.Join(string)"/>
    public void Join(params ReadOnlySpan<string> rooms) => _me.SocketsJoin(rooms);

    /// <inheritdoc cref="Socket.Leave(string)"/>
    public void Leave(params ReadOnlySpan<string> rooms) => _me.SocketsLeave(rooms);

    /// <inheritdoc cref="Broadcaster.Emit"/>
    public void Emit(string eventName, params ReadOnlySpan<object?> args) => _me.Emit(eventName, args);

    /// <summary>Waits so long for acknowledgements, instead of <see cref="SocketIOOptions.AckTimeout"/>.</summary>
    public RemoteSocket Timeout(TimeSpan timeout) => new(this, _me.Timeout(timeout));

    /// <summary>Sends an event and waits for the client's acknowledgement, whose first value it returns.</summary>
    /// <exception cref="TimeoutException">No acknowledgement came in time, or the socket is gone.</exception>
    public async Task<T?> EmitWithAck<T>(string eventName, params object?[] args) =>
        await _me.EmitWithAck<T>(eventName, args) is [var answer] ? answer : throw new TimeoutException("The socket is gone.");

    /// <inheritdoc cref="Socket.Disconnect(bool)"/>
    public void Disconnect(bool close = false) => _me.DisconnectSockets(close);
}
