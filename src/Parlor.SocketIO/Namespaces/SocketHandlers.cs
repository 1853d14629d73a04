namespace Parlor.SocketIO;

/// <summary>The handlers that an application has set on a socket.</summary>
internal sealed class SocketHandlers
{
    private readonly Dictionary<string, Func<SocketEvent, Task>[]> _byName = new(StringComparer.Ordinal);
    private Func<SocketEvent, Task>[] _any = [];
    private Func<string, Task>[] _disconnect = [];

    public void Add(string eventName, Action<SocketEvent> handler) => Add(eventName, Wrap(handler));

    public void Add(string eventName, Func<SocketEvent, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        ArgumentNullException.ThrowIfNull(handler);
        lock (_byName)
            _byName[eventName] = [.. _byName.GetValueOrDefault(eventName, []), handler];
    }

    public void AddAny(Action<SocketEvent> listener) => AddAny(Wrap(listener));

    public void AddAny(Func<SocketEvent, Task> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        lock (_byName)
            _any = [.. _any, listener];
    }

    public void AddDisconnect(Action<string> handler) => AddDisconnect(Wrap(handler));

    public void AddDisconnect(Func<string, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        lock (_byName)
            _disconnect = [.. _disconnect, handler];
    }

    public void Start(Socket socket, SocketEvent received)
    {
        Func<SocketEvent, Task>[]? handlers;
        lock (_byName)
            _byName.TryGetValue(received.Name, out handlers);
        foreach (Func<SocketEvent, Task> listener in _any)
            Handlers.Start(socket, received.Name, listener, received);
        foreach (Func<SocketEvent, Task> handler in handlers ?? [])
            Handlers.Start(socket, received.Name, handler, received);
    }

    public void StartDisconnect(Socket socket, string reason)
    {
        foreach (Func<string, Task> handler in _disconnect)
            Handlers.Start(socket, "disconnect", handler, reason);
    }

    private static Func<T, Task> Wrap<T>(Action<T> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return argument =>
        {
            handler(argument);
            return Task.CompletedTask;
        };
    }
}
