namespace Parlor.SocketIO;

/// <summary>
/// Handlers with typed arguments: argument 0 becomes the first parameter, and so on; an absent one is the type's default.
/// The value that a handler returns is the acknowledgement.
/// <para>When an argument does not fit its type, the handler is not called. That, and a failure of the handler, is logged,
/// and a client that asked for an acknowledgement gets <c>{"error":"invalid arguments"}</c> or
/// <c>{"error":"internal error"}</c>, so that none waits in vain. A handler added by <c>Once</c> is gone
/// then too.</para>
/// </summary>
public static partial class TypedHandlers
{
    /// <summary>Handles an event without arguments.</summary>
    public static void On(this Socket socket, string eventName, Action handler) =>
        Add(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles an event without arguments, asynchronously.</summary>
    public static void On(this Socket socket, string eventName, Func<Task> handler) =>
        Add(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles an event without arguments and acknowledges it.</summary>
    public static void On<TAck>(this Socket socket, string eventName, Func<TAck> handler) =>
        Add(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles an event without arguments and acknowledges it, asynchronously.</summary>
    public static void On<TAck>(this Socket socket, string eventName, Func<Task<TAck>> handler) =>
        Add(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles an event with one argument.</summary>
    public static void On<T>(this Socket socket, string eventName, Action<T> handler) =>
        Add(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles an event with one argument, asynchronously.</summary>
    public static void On<T>(this Socket socket, string eventName, Func<T, Task> handler) =>
        Add(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles an event with one argument and acknowledges it.</summary>
    public static void On<T, TAck>(this Socket socket, string eventName, Func<T, TAck> handler) =>
        Add(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles an event with one argument and acknowledges it, asynchronously.</summary>
    public static void On<T, TAck>(this Socket socket, string eventName, Func<T, Task<TAck>> handler) =>
        Add(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles an event with one argument, with the event itself for its <see cref="SocketEvent.Services"/> and the like.</summary>
    public static void On<T>(this Socket socket, string eventName, Func<T, SocketEvent, Task> handler) =>
        Add(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles an event with one argument, with the event itself, and acknowledges it.</summary>
    public static void On<T, TAck>(this Socket socket, string eventName, Func<T, SocketEvent, Task<TAck>> handler) =>
        Add(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles an event with two arguments.</summary>
    public static void On<T1, T2>(this Socket socket, string eventName, Action<T1, T2> handler) =>
        Add(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles an event with two arguments, asynchronously.</summary>
    public static void On<T1, T2>(this Socket socket, string eventName, Func<T1, T2, Task> handler) =>
        Add(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles an event with two arguments and acknowledges it.</summary>
    public static void On<T1, T2, TAck>(this Socket socket, string eventName, Func<T1, T2, TAck> handler) =>
        Add(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles an event with two arguments and acknowledges it, asynchronously.</summary>
    public static void On<T1, T2, TAck>(this Socket socket, string eventName, Func<T1, T2, Task<TAck>> handler) =>
        Add(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles an event with three arguments.</summary>
    public static void On<T1, T2, T3>(this Socket socket, string eventName, Action<T1, T2, T3> handler) =>
        Add(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles an event with three arguments, asynchronously.</summary>
    public static void On<T1, T2, T3>(this Socket socket, string eventName, Func<T1, T2, T3, Task> handler) =>
        Add(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles an event with three arguments and acknowledges it.</summary>
    public static void On<T1, T2, T3, TAck>(this Socket socket, string eventName, Func<T1, T2, T3, TAck> handler) =>
        Add(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles an event with three arguments and acknowledges it, asynchronously.</summary>
    public static void On<T1, T2, T3, TAck>(this Socket socket, string eventName, Func<T1, T2, T3, Task<TAck>> handler) =>
        Add(socket, eventName, TypedListener.Of(socket, handler));

    private static void Add(Socket socket, string eventName, Listener listener)
    {
        ArgumentNullException.ThrowIfNull(socket);
        socket.Add(eventName, listener);
    }
}
