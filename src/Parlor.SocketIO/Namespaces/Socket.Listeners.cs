namespace Parlor.SocketIO;

/// <content>What the application hears of the client.</content>
public sealed partial class Socket
{
    /// <summary>Adds a handler of an event. With several, each is started, in the order of adding.</summary>
    public void On(string eventName, Action<SocketEvent> handler) => _handlers.Add(eventName, Listener.Of(handler));

    /// <inheritdoc cref="On(string, Action{SocketEvent})"/>
    public void On(string eventName, Func<SocketEvent, Task> handler) => _handlers.Add(eventName, Listener.Of(handler));

    /// <summary>Adds a handler of an event that is called once and then removed.</summary>
    public void Once(string eventName, Action<SocketEvent> handler) => _handlers.Add(eventName, Listener.Of(handler) with { Once = true });

    /// <inheritdoc cref="Once(string, Action{SocketEvent})"/>
    public void Once(string eventName, Func<SocketEvent, Task> handler) => _handlers.Add(eventName, Listener.Of(handler) with { Once = true });

    /// <summary>Removes a handler of an event, or all of them.</summary>
    public void Off(string eventName, Delegate? handler = null) => _handlers.Remove(eventName, handler);

    /// <summary>The handlers of an event as they were given, in the order in which they are started; a copy.</summary>
    public IReadOnlyList<Delegate> Listeners(string eventName) => _handlers.Of(eventName);

    /// <summary>Adds a listener that sees every event that the client sends, before its handlers do.</summary>
    public void OnAny(Action<SocketEvent> listener) => _handlers.AddAny(Listener.Of(listener));

    /// <inheritdoc cref="OnAny(Action{SocketEvent})"/>
    public void OnAny(Func<SocketEvent, Task> listener) => _handlers.AddAny(Listener.Of(listener));

    /// <summary>Adds a listener like <see cref="OnAny(Action{SocketEvent})"/>, in front of those that are there.</summary>
    public void PrependAny(Action<SocketEvent> listener) => _handlers.PrependAny(Listener.Of(listener));

    /// <inheritdoc cref="PrependAny(Action{SocketEvent})"/>
    public void PrependAny(Func<SocketEvent, Task> listener) => _handlers.PrependAny(Listener.Of(listener));

    /// <summary>Removes a listener of every event, or all of them.</summary>
    public void OffAny(Delegate? listener = null) => _handlers.RemoveAny(listener);

    /// <summary>The listeners of every event as they were given, in the order in which they are started; a copy.</summary>
    public IReadOnlyList<Delegate> ListenersAny => _handlers.Any;

    /// <summary>
    /// Adds a listener that sees every event on its way to the client, broadcasts included. It runs on the emitter's thread
    /// and must be quick.
    /// </summary>
    public void OnAnyOutgoing(Action<SocketEvent> listener) => _handlers.AddAnyOutgoing(Listener.Of(listener));

    /// <summary>Adds a listener like <see cref="OnAnyOutgoing"/>, in front of those that are there.</summary>
    public void PrependAnyOutgoing(Action<SocketEvent> listener) => _handlers.PrependAnyOutgoing(Listener.Of(listener));

    /// <summary>Removes a listener of outgoing events, or all of them.</summary>
    public void OffAnyOutgoing(Delegate? listener = null) => _handlers.RemoveAnyOutgoing(listener);

    /// <summary>The listeners of outgoing events as they were given, in the order in which they are called; a copy.</summary>
    public IReadOnlyList<Delegate> ListenersAnyOutgoing => _handlers.AnyOutgoing;

    /// <summary>
    /// Adds a step that every event passes on its way to the handlers. It calls its second argument to let the event go on; one
    /// that ends without calling drops it, and one that throws drops it and counts as a failed handler. What it calls completes
    /// when the handlers are done. While a step takes its time, later events may overtake.
    /// </summary>
    public void Use(Func<SocketEvent, Func<Task>, Task> middleware) => _handlers.Use(middleware);

    /// <summary>
    /// Adds a handler that runs before those of <see cref="OnDisconnect(Action{string})"/>. Nothing is delivered to the socket
    /// any more, but <see cref="Rooms"/> still names the rooms that it was in.
    /// </summary>
    public void OnDisconnecting(Action<string> handler) => _handlers.AddDisconnecting(Handlers.Async(handler));

    /// <inheritdoc cref="OnDisconnecting(Action{string})"/>
    public void OnDisconnecting(Func<string, Task> handler) => _handlers.AddDisconnecting(handler);

    /// <summary>Adds a handler that learns, once, why the socket ended; see <see cref="DisconnectReason"/>.</summary>
    public void OnDisconnect(Action<string> handler) => _handlers.AddDisconnect(Handlers.Async(handler));

    /// <inheritdoc cref="OnDisconnect(Action{string})"/>
    public void OnDisconnect(Func<string, Task> handler) => _handlers.AddDisconnect(handler);
}
