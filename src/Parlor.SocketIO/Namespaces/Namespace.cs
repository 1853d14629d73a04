using System.Collections.Concurrent;
using Parlor.SocketIO.Engine;
using Parlor.SocketIO.Packets;

namespace Parlor.SocketIO;

/// <summary>A channel of its own over the shared connection, with its own sockets, rooms and middleware.</summary>
public sealed class Namespace : NamespaceSetup
{
    private readonly ConcurrentDictionary<string, Socket> _sockets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Socket>? _byPid;
    private readonly ServerSideEvents _serverSide;
    private readonly Occupancy _occupancy = new();
    private readonly ParentNamespace? _parent;

    internal Namespace(SocketIOServer server, string name, ParentNamespace? parent = null)
    {
        Server = server;
        Name = name;
        Namespaces = [this];
        _parent = parent;
        _byPid = server.Options.ConnectionStateRecovery is null ? null : new(StringComparer.Ordinal);
        _serverSide = new ServerSideEvents(this);
        Adapter = server.Options.Adapter(this);
    }

    /// <summary>The name, beginning with a slash; the main namespace is <c>/</c>.</summary>
    public string Name { get; }

    /// <summary>Where rooms and broadcasts are kept.</summary>
    public IAdapter Adapter { get; }

    /// <inheritdoc/>
    public override SocketIOServer Server { get; }

    /// <summary>What happens to the rooms on this server.</summary>
    public RoomEvents RoomEvents => Adapter.RoomEvents;

    /// <summary>The sockets that are connected to this server.</summary>
    public IReadOnlyCollection<Socket> Sockets => [.. _sockets.Values];

    /// <summary>The number of sockets that are connected to this server.</summary>
    public int SocketCount => _sockets.Count;

    /// <summary>This namespace, as those take it that may send to several.</summary>
    internal Namespace[] Self => Namespaces;

    /// <summary>What is asked in this namespace is numbered from here, by whomever.</summary>
    internal AcknowledgementIds AcknowledgementIds { get; } = new();

    internal ConnectionSteps Setup { get; } = new();

    internal IEnumerable<Func<Socket, Task>> UserExpiredHandlers => [.. _parent?.Setup.UserExpired ?? [], .. Setup.UserExpired];

    private protected override Namespace[] Namespaces { get; }

    private protected override ConnectionSteps Steps => Setup;

    /// <summary>The connected socket with this id, or null.</summary>
    public Socket? Socket(string id) => _sockets.GetValueOrDefault(id);

    /// <summary>Sends an event to this namespace on every other server of the cluster, not to clients.</summary>
    /// <exception cref="NotSupportedException">An argument's type cannot be written as JSON.</exception>
    public void ServerSideEmit(string eventName, params ReadOnlySpan<object?> args) => _serverSide.Emit(eventName, args);

    /// <summary>
    /// Sends an event to this namespace on every other server of the cluster and waits for their answers, the first value of
    /// each of which it returns, for as long as <see cref="SocketIOOptions.AckTimeout"/>.
    /// </summary>
    /// <exception cref="AcknowledgementTimeoutException">Some did not answer in time; it has the other answers.</exception>
    public Task<IReadOnlyList<T?>> ServerSideEmitWithAck<T>(string eventName, params object?[] args) =>
        _serverSide.EmitWithAckAsync<T>(eventName, args);

    /// <summary>
    /// Adds a handler of an event that another server of the cluster sends by <see cref="ServerSideEmit"/>. With several, each is
    /// started, in the order of adding; what fails is logged.
    /// </summary>
    public void OnServerSide(string eventName, Action<SocketEvent> handler) => _serverSide.On(eventName, Listener.Of(handler));

    /// <inheritdoc cref="OnServerSide(string, Action{SocketEvent})"/>
    public void OnServerSide(string eventName, Func<SocketEvent, Task> handler) => _serverSide.On(eventName, Listener.Of(handler));

    /// <summary>For adapters: an event came from another server.</summary>
    /// <param name="payload">What <see cref="IAdapter.ServerSideEmit"/> was given there.</param>
    /// <param name="answer">Takes the answer back; null when none was asked for.</param>
    public void ReceiveServerSide(EventPayload payload, Action<EventPayload>? answer) => _serverSide.Receive(payload, answer);

    internal EncodedPacket Encode(string eventName, ReadOnlySpan<object?> args, BroadcastFlags flags = BroadcastFlags.None, int? id = null)
    {
        ReservedEvents.ThrowIfReserved(eventName);
        EncodedPacket packet = Server.Parser.EncodeEvent(Name, eventName, args, id);
        packet.IsCompressible = !flags.HasFlag(BroadcastFlags.Uncompressed);
        if (Server.Parser is not JsonPacketParser)
            packet.Source = new EventSource(Server.Parser, Name, eventName, args.ToArray());
        return packet;
    }

    /// <summary>Counts a client in who is about to connect. False: the namespace has just been cleaned up.</summary>
    internal bool TryEnter() => _occupancy.TryEnter();

    /// <summary>Lets the socket through the middlewares and then connects it, or tells its client why not.</summary>
    internal async Task AdmitAsync(Socket socket)
    {
        ConnectionRefusedException? refusal = null;
        try
        {
            bool skip = socket.Recovered && Server.Options.ConnectionStateRecovery!.SkipMiddlewares;
            if (!skip && !await ConnectionSteps.RunAsync(socket, [.. _parent?.Setup.Middlewares ?? [], .. Setup.Middlewares]))
                refusal = new ConnectionRefusedException();
            else if (!await MayStayAsync(socket))
                refusal = new ConnectionRefusedException(socket.User.Identity is { IsAuthenticated: true } ? "Forbidden" : "Unauthorized");
        }
        catch (ConnectionRefusedException thrown)
        {
            refusal = thrown;
        }
        catch (Exception error)
        {
            Server.Log.MiddlewareFailed(error, Name);
            refusal = new ConnectionRefusedException("Internal error");
        }

        socket.Client.FinishConnect(socket, refusal);
    }

    /// <summary>The connected socket with this private id, or null.</summary>
    internal Socket? FindByPid(string pid) => _byPid?.GetValueOrDefault(pid);

    /// <summary>Whether the socket's user meets what the namespace demands.</summary>
    internal async ValueTask<bool> MayStayAsync(Socket socket) =>
        !socket.HasExpired
        && (_parent is null || await _parent.Setup.Authorization.MayConnectAsync(socket))
        && await Setup.Authorization.MayConnectAsync(socket);

    /// <summary>Whether an event of this name is for some users only.</summary>
    internal bool Guards(string eventName) =>
        Setup.Authorization.Guards(eventName) || _parent?.Setup.Authorization.Guards(eventName) == true;

    internal async ValueTask<bool> MaySendAsync(Socket socket, string eventName) =>
        (_parent is null || await _parent.Setup.Authorization.MaySendAsync(socket, eventName))
        && await Setup.Authorization.MaySendAsync(socket, eventName);

    internal void Add(Socket socket)
    {
        _sockets[socket.Id] = socket;
        Server.Instruments.SocketsChanged(1);
        if (socket.Pid is not null)
            _byPid![socket.Pid] = socket;
        if (socket.Session is { } session)
            Adapter.Resume(socket, session);
        else
            Adapter.Add(socket);
    }

    internal void Remove(Socket socket)
    {
        // A recovered socket may have taken its place already.
        if (_sockets.TryRemove(KeyValuePair.Create(socket.Id, socket)))
            Server.Instruments.SocketsChanged(-1);
        if (socket.Pid is not null)
            _byPid!.TryRemove(KeyValuePair.Create(socket.Pid, socket));
        Adapter.Remove(socket);
    }

    /// <summary>Counts a client out: refused, or disconnected.</summary>
    internal void Leave()
    {
        if (_occupancy.Leave(mayClose: _parent is not null && Server.Options is { CleanupEmptyChildNamespaces: true, ConnectionStateRecovery: null }))
            _parent!.Forget(this);
    }

    internal void Welcome(Socket socket)
    {
        foreach (Func<Socket, Task> handler in _parent?.Setup.Handlers ?? [])
            _ = Handlers.Start(socket, "connection", handler, socket);
        foreach (Func<Socket, Task> handler in Setup.Handlers)
            _ = Handlers.Start(socket, "connection", handler, socket);
    }
}
