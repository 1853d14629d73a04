using System.Collections.Concurrent;
using System.Security.Claims;

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
public sealed partial class Socket : IRoomMember, IAcknowledger
{
    private const int New = 0, Open = 1, Closed = 2;

    private readonly SocketHandlers _handlers = new();
    private ClaimsPrincipal? _user;
    private UserExpiry? _expiry;
    private ConcurrentDictionary<string, object?>? _data;
    private string[]? _lastRooms;
    private PendingAcknowledgements? _acknowledgements;
    private int _state = New;
    private int _joins;

    internal Socket(Namespace @namespace, ClientConnection client, Handshake handshake, RecoverableSession? session)
    {
        Namespace = @namespace;
        Client = client;
        Handshake = handshake;
        Session = session;
        Id = session?.Sid ?? SocketIOServer.NewId();
        if (handshake.UserExpires is { } expires)
            UserExpires = expires;
        if (session is not null)
        {
            _data = new(session.Data, StringComparer.Ordinal);
            State = session.State;
        }
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

    /// <summary>
    /// Who the client is: as ASP.NET Core's authentication found for the first request, unless a middleware or
    /// <see cref="NamespaceSetup.OnUserExpired"/> says otherwise. Never null.
    /// </summary>
    public ClaimsPrincipal User
    {
        get => _user ?? Handshake.User;
        set => _user = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>
    /// Until when <see cref="User"/> is to be believed, if there is a limit: at first that of ASP.NET Core's authentication,
    /// such as the end of a token. What happens then: <see cref="NamespaceSetup.OnUserExpired"/>.
    /// </summary>
    public DateTimeOffset? UserExpires
    {
        get => _expiry?.At;
        set
        {
            UserExpiry? expiry = value is { } at ? new UserExpiry(this, at) : null;
            Interlocked.Exchange(ref _expiry, expiry)?.Dispose();
            if (Connected)
                expiry?.Start();
            // It may have ended meanwhile, and nobody would dispose of it.
            if (System.Threading.Volatile.Read(ref _state) == Closed)
                expiry?.Dispose();
        }
    }

    /// <summary>True from the answer to CONNECT until the socket is disconnected.</summary>
    public bool Connected => System.Threading.Volatile.Read(ref _state) == Open;

    /// <summary>
    /// Whether the client lost its connection and has come back within the time that
    /// <see cref="SocketIOOptions.ConnectionStateRecovery"/> allows: the socket has its id, rooms and data again, and what it
    /// missed is on its way.
    /// </summary>
    public bool Recovered => Session is not null;

    /// <summary>The underlying connection.</summary>
    public EngineConnection Connection => Client.Connection;

    /// <summary>The rooms that the socket is in, its own id first; none once it is disconnected.</summary>
    public IReadOnlyCollection<string> Rooms => System.Threading.Volatile.Read(ref _lastRooms) ?? [Id, .. Namespace.Adapter.RoomsOf(this)];

    /// <summary>To everyone in the namespace but this socket.</summary>
    public BroadcastOperator Broadcast => ToOthers(BroadcastFlags.None);

    /// <summary>To everyone in the namespace on this server but this socket.</summary>
    public BroadcastOperator Local => ToOthers(BroadcastFlags.Local);

    /// <summary>What is emitted so is dropped, rather than queued, while anything waits for the client.</summary>
    public SocketEmitter Volatile => new SocketEmitter(this).Volatile;

    internal bool HasExpired => UserExpires <= Namespace.Server.Time.GetUtcNow();

    internal ClientConnection Client { get; }

    /// <summary>What a client that came back got back.</summary>
    internal RecoverableSession? Session { get; }

    /// <summary>By which the client may ask for its session; null without connection state recovery.</summary>
    internal string? Pid { get; init; }

    /// <summary>Joins a room; broadcasts to it arrive from then on. Nothing happens once the socket is disconnected.</summary>
    /// <exception cref="InvalidOperationException">It is in <see cref="SocketIOOptions.MaxRoomsPerSocket"/> rooms already.</exception>
    public void Join(string room)
    {
        ArgumentNullException.ThrowIfNull(room);
        RequireRoomFor();
        Namespace.Adapter.Join(this, room);
        // It may have been disconnected meanwhile, and nobody would take it out again.
        if (System.Threading.Volatile.Read(ref _state) == Closed)
            Namespace.Adapter.Remove(this);
    }

    /// <summary>Joins rooms; see <see cref="Join(string)"/>.</summary>
    public void Join(params ReadOnlySpan<string> rooms)
    {
        foreach (string room in rooms)
            Join(room);
    }

    /// <summary>Leaves a room.</summary>
    public void Leave(string room)
    {
        ArgumentNullException.ThrowIfNull(room);
        Namespace.Adapter.Leave(this, room);
    }

    /// <summary>Leaves rooms.</summary>
    public void Leave(params ReadOnlySpan<string> rooms)
    {
        foreach (string room in rooms)
            Leave(room);
    }

    /// <summary>Sends an event. Dropped unless the socket is connected.</summary>
    /// <exception cref="ArgumentException">The name is one of the protocol's own, such as <c>connect</c>.</exception>
    /// <exception cref="NotSupportedException">An argument's type cannot be written as JSON.</exception>
    public void Emit(string eventName, params ReadOnlySpan<object?> args) => Emit(BroadcastFlags.None, eventName, args);

    /// <summary>Sends an event and waits for the client's acknowledgement, whose first value it returns.</summary>
    /// <exception cref="TimeoutException">No acknowledgement came within <see cref="SocketIOOptions.AckTimeout"/>.</exception>
    /// <exception cref="SocketDisconnectedException">The client went away first.</exception>
    /// <exception cref="System.Text.Json.JsonException">The value does not fit the type.</exception>
    public Task<T?> EmitWithAck<T>(string eventName, params object?[] args) => new SocketEmitter(this).EmitWithAck<T>(eventName, args);

    /// <summary>Waits so long for acknowledgements: <c>socket.Timeout(TimeSpan.FromSeconds(5)).EmitWithAck&lt;int&gt;("question")</c>.</summary>
    public SocketEmitter Timeout(TimeSpan timeout) => new SocketEmitter(this).Timeout(timeout);

    /// <summary>Whether what is emitted so may be compressed, where per-message deflate is on.</summary>
    public SocketEmitter Compress(bool compress) => new SocketEmitter(this).Compress(compress);

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

        Disconnect(DisconnectReason.ServerNamespaceDisconnect);
    }

    void IRoomMember.Deliver(EncodedPacket packet, BroadcastFlags flags) => Send(packet, flags);

    void IRoomMember.Ask(EncodedPacket packet, BroadcastFlags flags, int ackId, IAcknowledgementCollector collector)
    {
        PendingAcknowledgements pending = LazyInitializer.EnsureInitialized(ref _acknowledgements, static () => new());
        if (!Connected || !pending.TryAdd(ackId, collector))
            collector.Gone();
        else if (Connected)
            Send(packet, flags);
        // It may have ended between the two, after the others were told.
        else
            pending.Close();
    }

    SocketSnapshot IRoomMember.Describe() => new(Id, Handshake, Rooms, CopyData());

    void IAcknowledger.SendAck(long id, ReadOnlySpan<object?> args)
    {
        if (Connected)
            Client.Connection.Send(Namespace.Server.Parser.EncodeAck(Namespace.Name, args, id));
    }

    internal void Emit(BroadcastFlags flags, string eventName, ReadOnlySpan<object?> args)
    {
        EncodedPacket packet = Namespace.Encode(eventName, args, flags);
        // What is to be replayed has to go through the adapter, which keeps it.
        if (Pid is not null)
            Namespace.Adapter.Broadcast(packet, new BroadcastTarget([Id], [], flags));
        else
            Send(packet, flags);
    }

    internal void Disconnect(string reason)
    {
        if (Connected)
            Client.Connection.Send(Namespace.Server.Parser.EncodeDisconnect(Namespace.Name));
        End(reason);
    }

    internal void Add(string eventName, Listener listener) => _handlers.Add(eventName, listener);

    internal int PendingAcknowledgementCount => System.Threading.Volatile.Read(ref _acknowledgements)?.Count ?? 0;

    internal void Begin()
    {
        if (Interlocked.CompareExchange(ref _state, Open, New) == New)
            System.Threading.Volatile.Read(ref _expiry)?.Start();
    }

    internal void Receive(SocketEvent received)
    {
        if (Connected)
            _handlers.Start(this, received);
    }

    internal void ReceiveAck(long id, EventPayload answer) => System.Threading.Volatile.Read(ref _acknowledgements)?.Complete(id, answer);

    /// <summary>Ends the socket once: out of its rooms at once, its handlers told in their turn.</summary>
    internal void End(string reason)
    {
        int before;
        // Whoever comes second finds everything done, a session that may be asked for at once included.
        lock (_handlers)
        {
            string[] rooms = [.. Rooms];
            before = Interlocked.Exchange(ref _state, Closed);
            if (before == Closed)
                return;
            System.Threading.Volatile.Write(ref _lastRooms, rooms);
            if (before == Open && Pid is not null && DisconnectReason.IsRecoverable(reason))
                Namespace.Adapter.PersistSession(this, new RecoverableSession(Pid, Id, CopyData(), State));
            Namespace.Remove(this);
        }

        _expiry?.Dispose();
        Namespace.Leave();
        System.Threading.Volatile.Read(ref _acknowledgements)?.Close();
        Client.Connection.Turnstile.Post(() =>
        {
            if (before == Open)
                _handlers.StartDisconnecting(this, reason);
            System.Threading.Volatile.Write(ref _lastRooms, []);
            if (before == Open)
                _handlers.StartDisconnect(this, reason);
        });
    }

    // Of most sockets nothing is kept, and then nothing is made to find that out.
    private Dictionary<string, object?> CopyData() =>
        new(System.Threading.Volatile.Read(ref _data) ?? Enumerable.Empty<KeyValuePair<string, object?>>(), StringComparer.Ordinal);

    private void Send(EncodedPacket packet, BroadcastFlags flags)
    {
        if (!Connected)
            return;
        if (_handlers.HasOutgoingListeners)
            _handlers.ShowOutgoing(this, packet);
        Client.Connection.Send(packet, flags.HasFlag(BroadcastFlags.Volatile));
    }

    // Calls are counted, which may be more than there are rooms; only then is it worth counting those.
    private void RequireRoomFor()
    {
        int max = Namespace.Server.Options.MaxRoomsPerSocket;
        if (Interlocked.Increment(ref _joins) <= max)
            return;
        int rooms = Namespace.Adapter.RoomsOf(this).Count;
        System.Threading.Volatile.Write(ref _joins, rooms + 1);
        if (rooms >= max)
            throw new InvalidOperationException($"A socket may be in {max} rooms at most.");
    }

    private BroadcastOperator ToOthers(BroadcastFlags flags) =>
        new(Namespace.Server, Namespace.Self, new BroadcastTarget([], [Id], flags), Namespace.Server.Options.AckTimeout);
}
