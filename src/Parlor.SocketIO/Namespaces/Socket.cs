using System.Collections.Concurrent;
using Parlor.SocketIO.Packets;

namespace Parlor.SocketIO;

/// <summary>
/// One client in one namespace.
/// <para>Packets of a connection are dispatched in the order of their arrival. Every handler is started synchronously in
/// that order: its synchronous part runs before the next packet is looked at. What it awaits is not waited for, so a
/// handler that takes long delays neither heartbeats nor later packets. A handler that throws is logged and hurts nobody.
/// </para>
/// <para>All members may be used from any thread. Emitting never blocks and never fails because of a slow or vanished
/// client; what one thread emits arrives in that order.</para>
/// </summary>
public sealed class Socket : IRoomMember
{
    private const int New = 0, Open = 1, Closed = 2;

    private readonly SocketHandlers _handlers = new();
    private ConcurrentDictionary<string, object?>? _data;
    private PendingAcknowledgements? _acknowledgements;
    private int _state = New;

    internal Socket(Namespace @namespace, ClientConnection client, string id, Handshake handshake)
    {
        Namespace = @namespace;
        Client = client;
        Id = id;
        Handshake = handshake;
    }

    /// <summary>Unique within the server; not the id of the underlying connection. Also a room with this one member.</summary>
    public string Id { get; }

    /// <summary>The namespace that the client connected to.</summary>
    public Namespace Namespace { get; }

    /// <summary>What the client said when it connected.</summary>
    public Handshake Handshake { get; }

    /// <summary>Whatever the application wants to keep with the socket.</summary>
    public IDictionary<string, object?> Data => LazyInitializer.EnsureInitialized(ref _data, static () => new(StringComparer.Ordinal));

    /// <summary>One value that the application keeps with the socket, without a look-up.</summary>
    public object? State { get; set; }

    /// <summary>True from the answer to CONNECT until the socket is disconnected.</summary>
    public bool Connected => Volatile.Read(ref _state) == Open;

    /// <summary>The underlying connection.</summary>
    public EngineConnection Connection => Client.Connection;

    /// <summary>The rooms that the socket is in, its own id first.</summary>
    public IReadOnlyCollection<string> Rooms => Connected ? [Id, .. Namespace.Adapter.RoomsOf(this)] : [];

    /// <summary>To everyone in the namespace but this socket.</summary>
    public BroadcastOperator Broadcast => new(Namespace, new BroadcastTarget([], [Id]));

    internal ClientConnection Client { get; }

    /// <summary>Joins a room; broadcasts to it arrive from then on. Nothing happens once the socket is disconnected.</summary>
    public void Join(string room)
    {
        ArgumentNullException.ThrowIfNull(room);
        Namespace.Adapter.Join(this, room);
        // It may have been disconnected meanwhile, and nobody would take it out again.
        if (Volatile.Read(ref _state) == Closed)
            Namespace.Adapter.Remove(this);
    }

    /// <summary>Leaves a room.</summary>
    public void Leave(string room)
    {
        ArgumentNullException.ThrowIfNull(room);
        Namespace.Adapter.Leave(this, room);
    }

    /// <summary>Adds a handler of an event. With several, each is started, in the order of adding.</summary>
    public void On(string eventName, Action<SocketEvent> handler) => _handlers.Add(eventName, handler);

    /// <inheritdoc cref="On(string, Action{SocketEvent})"/>
    public void On(string eventName, Func<SocketEvent, Task> handler) => _handlers.Add(eventName, handler);

    /// <summary>Adds a listener that sees every event before its handlers do.</summary>
    public void OnAny(Action<SocketEvent> listener) => _handlers.AddAny(listener);

    /// <inheritdoc cref="OnAny(Action{SocketEvent})"/>
    public void OnAny(Func<SocketEvent, Task> listener) => _handlers.AddAny(listener);

    /// <summary>Adds a handler that learns, once, why the socket ended; see <see cref="DisconnectReason"/>.</summary>
    public void OnDisconnect(Action<string> handler) => _handlers.AddDisconnect(handler);

    /// <inheritdoc cref="OnDisconnect(Action{string})"/>
    public void OnDisconnect(Func<string, Task> handler) => _handlers.AddDisconnect(handler);

    /// <summary>Sends an event. Dropped unless the socket is connected.</summary>
    /// <exception cref="NotSupportedException">An argument's type cannot be written as JSON.</exception>
    public void Emit(string eventName, params ReadOnlySpan<object?> args)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        if (Connected)
            Client.Connection.Send(Namespace.Server.Encoder.Event(Namespace.Name, eventName, args));
    }

    /// <summary>Sends an event and waits for the client's acknowledgement, whose first value it returns.</summary>
    /// <exception cref="TimeoutException">No acknowledgement came in time.</exception>
    /// <exception cref="SocketDisconnectedException">The client went away first.</exception>
    /// <exception cref="System.Text.Json.JsonException">The value does not fit the type.</exception>
    public Task<T?> EmitWithAck<T>(string eventName, TimeSpan timeout, params object?[] args)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        PendingAcknowledgements pending = LazyInitializer.EnsureInitialized(ref _acknowledgements, () => new(Namespace.Server.Time));
        Task<T?> answer = pending.Expect<T>(timeout, out long id);
        if (Connected)
            Client.Connection.Send(Namespace.Server.Encoder.Event(Namespace.Name, eventName, args, id));
        // Also when it disconnected just now, after the others were failed.
        if (!Connected)
            pending.Fail(id);
        return answer;
    }

    /// <summary>To the members of rooms, but not to this socket.</summary>
    public BroadcastOperator To(params ReadOnlySpan<string> rooms) => Broadcast.To(rooms);

    /// <summary>To everyone but this socket and the members of rooms.</summary>
    public BroadcastOperator Except(params ReadOnlySpan<string> rooms) => Broadcast.Except(rooms);

    /// <summary>
    /// Disconnects the socket from its namespace; with <paramref name="close"/>, all namespaces of its connection and then
    /// the connection. What was emitted before is still sent.
    /// </summary>
    public void Disconnect(bool close = false)
    {
        if (close)
        {
            Client.DisconnectAll();
            return;
        }

        if (Connected)
            Client.Connection.Send(PacketEncoder.Disconnect(Namespace.Name));
        End(DisconnectReason.ServerNamespaceDisconnect);
    }

    void IRoomMember.Deliver(EncodedPacket packet, BroadcastFlags flags)
    {
        if (Connected)
            Client.Connection.Send(packet, flags.HasFlag(BroadcastFlags.Volatile));
    }

    internal void SendAck(long id, ReadOnlySpan<object?> args)
    {
        if (Connected)
            Client.Connection.Send(Namespace.Server.Encoder.Ack(Namespace.Name, args, id));
    }

    internal void Begin() => Interlocked.CompareExchange(ref _state, Open, New);

    internal void Receive(SocketEvent received)
    {
        if (Connected)
            _handlers.Start(this, received);
    }

    internal void ReceiveAck(long id, SocketEvent answer) => Volatile.Read(ref _acknowledgements)?.Complete(id, answer);

    /// <summary>Ends the socket once: out of its rooms at once, its handlers told in their turn.</summary>
    internal void End(string reason)
    {
        int before = Interlocked.Exchange(ref _state, Closed);
        if (before == Closed)
            return;
        Namespace.Remove(this);
        Volatile.Read(ref _acknowledgements)?.FailAll();
        if (before == Open)
            Client.Connection.Turnstile.Post(() => _handlers.StartDisconnect(this, reason));
    }
}
