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
    private int _state = New;

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

    internal bool HasExpired => UserExpires <= Namespace.Server.Time.GetUtcNow();

    internal ClientConnection Client { get; }

    /// <summary>What a client that came back got back.</summary>
    internal RecoverableSession? Session { get; }

    /// <summary>By which the client may ask for its session; null without connection state recovery.</summary>
    internal string? Pid { get; init; }

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

    SocketSnapshot IRoomMember.Describe() => new(Id, Handshake, Rooms, CopyData());

    internal void Disconnect(string reason)
    {
        if (Connected)
            Client.Connection.Send(Namespace.Server.Parser.EncodeDisconnect(Namespace.Name));
        End(reason);
    }

    internal void Add(string eventName, Listener listener) => _handlers.Add(eventName, listener);

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
}
