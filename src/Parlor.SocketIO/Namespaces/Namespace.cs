using System.Collections.Concurrent;
using Parlor.SocketIO.Engine;

namespace Parlor.SocketIO;

/// <summary>A channel of its own over the shared connection, with its own sockets, rooms and middleware.</summary>
public sealed class Namespace
{
    private readonly ConcurrentDictionary<string, Socket> _sockets = new(StringComparer.Ordinal);
    private Func<Socket, Func<Task>, Task>[] _middlewares = [];
    private Func<Socket, Task>[] _handlers = [];

    internal Namespace(SocketIOServer server, string name)
    {
        Server = server;
        Name = name;
        Adapter = server.Options.Adapter(this);
    }

    /// <summary>The name, beginning with a slash; the main namespace is <c>/</c>.</summary>
    public string Name { get; }

    /// <summary>Where rooms and broadcasts are kept.</summary>
    public IAdapter Adapter { get; }

    /// <summary>The sockets that are connected.</summary>
    public IReadOnlyCollection<Socket> Sockets => [.. _sockets.Values];

    internal SocketIOServer Server { get; }

    /// <summary>The connected socket with this id, or null.</summary>
    public Socket? Socket(string id) => _sockets.GetValueOrDefault(id);

    /// <summary>
    /// Adds a step that every socket passes before it is connected, in the order of adding. It calls its second argument to
    /// let the socket go on; it throws <see cref="ConnectionRefusedException"/> to refuse it, and a step that ends without
    /// calling refuses too. It may take its time: other clients do not wait for it.
    /// </summary>
    public void Use(Func<Socket, Func<Task>, Task> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        _middlewares = [.. _middlewares, middleware];
    }

    /// <inheritdoc cref="OnConnection(Func{Socket, Task})"/>
    public void OnConnection(Action<Socket> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        OnConnection(socket =>
        {
            handler(socket);
            return Task.CompletedTask;
        });
    }

    /// <summary>
    /// Adds what happens with a new socket. It runs once the answer to CONNECT is queued, so events that it emits follow
    /// that answer; nothing from this client is looked at before its synchronous part is done, so handlers and rooms set up
    /// there miss nothing. A returned task is not waited for.
    /// </summary>
    public void OnConnection(Func<Socket, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        _handlers = [.. _handlers, handler];
    }

    /// <inheritdoc cref="BroadcastOperator.To"/>
    public BroadcastOperator To(params ReadOnlySpan<string> rooms) => Everyone().To(rooms);

    /// <inheritdoc cref="BroadcastOperator.To"/>
    public BroadcastOperator In(params ReadOnlySpan<string> rooms) => Everyone().To(rooms);

    /// <inheritdoc cref="BroadcastOperator.Except"/>
    public BroadcastOperator Except(params ReadOnlySpan<string> rooms) => Everyone().Except(rooms);

    /// <summary>Sends the event to every socket of the namespace; see <see cref="BroadcastOperator.Emit"/>.</summary>
    public void Emit(string eventName, params ReadOnlySpan<object?> args) => Broadcast(BroadcastTarget.Everyone, eventName, args);

    internal void Broadcast(BroadcastTarget target, string eventName, ReadOnlySpan<object?> args)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        Adapter.Broadcast(Server.Encoder.Event(Name, eventName, args), target);
    }

    /// <summary>Lets the socket through the middlewares and then connects it, or tells its client why not.</summary>
    internal async Task AdmitAsync(Socket socket)
    {
        ConnectionRefusedException? refusal = null;
        try
        {
            bool admitted = false;
            await RunAsync(_middlewares, 0);
            if (!admitted)
                refusal = new ConnectionRefusedException();

            Task RunAsync(Func<Socket, Func<Task>, Task>[] steps, int next)
            {
                if (next < steps.Length)
                    return steps[next](socket, () => RunAsync(steps, next + 1));
                admitted = true;
                return Task.CompletedTask;
            }
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

    internal void Add(Socket socket)
    {
        _sockets[socket.Id] = socket;
        Adapter.Add(socket);
    }

    internal void Remove(Socket socket)
    {
        _sockets.TryRemove(socket.Id, out _);
        Adapter.Remove(socket);
    }

    internal void Welcome(Socket socket)
    {
        foreach (Func<Socket, Task> handler in _handlers)
            Handlers.Start(socket, "connection", handler, socket);
    }

    private BroadcastOperator Everyone() => new(this, BroadcastTarget.Everyone);
}
