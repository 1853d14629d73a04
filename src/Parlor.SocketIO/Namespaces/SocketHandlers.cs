using Parlor.SocketIO.Diagnostics;

namespace Parlor.SocketIO;

/// <summary>The handlers that an application has set on a socket. Most sockets have few, and what they lack costs a null each.</summary>
internal sealed class SocketHandlers
{
    private static readonly RawJson Forbidden = new("""{"error":"forbidden"}"""u8.ToArray());

    private readonly Lock _gate = new();
    private Dictionary<string, Listener[]>? _byName;
    private Listener[]? _any;
    private Listener[]? _anyOutgoing;
    private Func<SocketEvent, Func<Task>, Task>[]? _middlewares;
    private Func<string, Task>[]? _disconnecting;
    private Func<string, Task>[]? _disconnect;

    public bool HasOutgoingListeners => _anyOutgoing is not null;

    public IReadOnlyList<Delegate> Any => Listener.DelegatesOf(_any);

    public IReadOnlyList<Delegate> AnyOutgoing => Listener.DelegatesOf(_anyOutgoing);

    public IReadOnlyList<Delegate> Of(string eventName)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        lock (_gate)
            return Listener.DelegatesOf(_byName?.GetValueOrDefault(eventName));
    }

    public void Add(string eventName, Listener listener)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        lock (_gate)
        {
            _byName ??= new Dictionary<string, Listener[]>(StringComparer.Ordinal);
            _byName[eventName] = [.. _byName.GetValueOrDefault(eventName, []), listener];
        }
    }

    public void Remove(string eventName, Delegate? handler)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        lock (_gate)
        {
            if (_byName?.GetValueOrDefault(eventName) is not { } listeners)
                return;
            if (Listener.Without(listeners, handler) is { } rest)
                _byName[eventName] = rest;
            else
                _byName.Remove(eventName);
        }
    }

    public void AddAny(Listener listener) => Change(ref _any, list => [.. list ?? [], listener]);

    public void PrependAny(Listener listener) => Change(ref _any, list => [listener, .. list ?? []]);

    public void RemoveAny(Delegate? listener) => Change(ref _any, list => Listener.Without(list, listener));

    public void AddAnyOutgoing(Listener listener) => Change(ref _anyOutgoing, list => [.. list ?? [], listener]);

    public void PrependAnyOutgoing(Listener listener) => Change(ref _anyOutgoing, list => [listener, .. list ?? []]);

    public void RemoveAnyOutgoing(Delegate? listener) => Change(ref _anyOutgoing, list => Listener.Without(list, listener));

    public void Use(Func<SocketEvent, Func<Task>, Task> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        lock (_gate)
            _middlewares = [.. _middlewares ?? [], middleware];
    }

    public void AddDisconnecting(Func<string, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Add(ref _disconnecting, handler);
    }

    public void AddDisconnect(Func<string, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Add(ref _disconnect, handler);
    }

    public void Start(Socket socket, SocketEvent received)
    {
        Instruments instruments = socket.Namespace.Server.Instruments;
        received.EndAfter(instruments.WatchesEvents
            ? instruments.WatchAsync(socket, received, IsNamed(received.Name), HandleAsync)
            : HandleAsync(socket, received));
    }

    public void StartDisconnecting(Socket socket, string reason)
    {
        foreach (Func<string, Task> handler in _disconnecting ?? [])
            _ = Handlers.Start(socket, "disconnecting", handler, reason);
    }

    public void StartDisconnect(Socket socket, string reason)
    {
        foreach (Func<string, Task> handler in _disconnect ?? [])
            _ = Handlers.Start(socket, "disconnect", handler, reason);
    }

    public void ShowOutgoing(Socket socket, EncodedPacket packet)
    {
        SocketEvent sent = socket.Namespace.Server.Decode(packet);
        foreach (Listener listener in _anyOutgoing ?? [])
            _ = Handlers.Start(socket, sent.Name, listener.Run, sent);
        // These listeners do not wait.
        sent.EndAfter(Task.CompletedTask);
    }

    private Task HandleAsync(Socket socket, SocketEvent received)
    {
        if (socket.Namespace.Guards(received.Name))
            return Handlers.Start(socket, received.Name, happened => CheckAsync(socket, happened), received);
        return _middlewares is null
            ? DispatchAsync(socket, received)
            : Handlers.Start(socket, received.Name, happened => StepAsync(socket, 0, happened), received);
    }

    private async Task CheckAsync(Socket socket, SocketEvent received)
    {
        if (await socket.Namespace.MaySendAsync(socket, received.Name))
            await StepAsync(socket, 0, received);
        else
            received.Ack?.Send(Forbidden);
    }

    private Task StepAsync(Socket socket, int next, SocketEvent received) =>
        _middlewares is { } steps && next < steps.Length
            ? steps[next](received, () => StepAsync(socket, next + 1, received))
            : DispatchAsync(socket, received);

    private Task DispatchAsync(Socket socket, SocketEvent received)
    {
        List<Task>? running = null;
        foreach (Listener listener in _any ?? [])
            Start(listener);
        foreach (Listener listener in Find(received.Name))
            Start(listener);
        return running is null ? Task.CompletedTask : Task.WhenAll(running);

        void Start(Listener listener)
        {
            Task task = Handlers.Start(socket, received.Name, listener.Run, received);
            if (!task.IsCompleted)
                (running ??= []).Add(task);
        }
    }

    private bool IsNamed(string eventName)
    {
        lock (_gate)
            return _byName?.ContainsKey(eventName) == true;
    }

    private Listener[] Find(string eventName)
    {
        lock (_gate)
        {
            if (_byName is null || !_byName.TryGetValue(eventName, out Listener[]? listeners))
                return [];
            if (!Array.Exists(listeners, static listener => listener.Once))
                return listeners;
            Listener[] lasting = Array.FindAll(listeners, static listener => !listener.Once);
            if (lasting.Length == 0)
                _byName.Remove(eventName);
            else
                _byName[eventName] = lasting;
            return listeners;
        }
    }

    private void Add(ref Func<string, Task>[]? list, Func<string, Task> handler)
    {
        lock (_gate)
            list = [.. list ?? [], handler];
    }

    private void Change(ref Listener[]? list, Func<Listener[]?, Listener[]?> change)
    {
        lock (_gate)
            list = change(list);
    }
}
