namespace Parlor.SocketIO;

/// <content>Handlers that are called once and then removed.</content>
public static partial class TypedHandlers
{
    /// <summary>Handles the next such event without arguments.</summary>
    public static void Once(this Socket socket, string eventName, Action handler) =>
        AddOnce(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles the next such event without arguments, asynchronously.</summary>
    public static void Once(this Socket socket, string eventName, Func<Task> handler) =>
        AddOnce(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles the next such event without arguments and acknowledges it.</summary>
    public static void Once<TAck>(this Socket socket, string eventName, Func<TAck> handler) =>
        AddOnce(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles the next such event without arguments and acknowledges it, asynchronously.</summary>
    public static void Once<TAck>(this Socket socket, string eventName, Func<Task<TAck>> handler) =>
        AddOnce(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles the next such event with one argument.</summary>
    public static void Once<T>(this Socket socket, string eventName, Action<T> handler) =>
        AddOnce(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles the next such event with one argument, asynchronously.</summary>
    public static void Once<T>(this Socket socket, string eventName, Func<T, Task> handler) =>
        AddOnce(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles the next such event with one argument and acknowledges it.</summary>
    public static void Once<T, TAck>(this Socket socket, string eventName, Func<T, TAck> handler) =>
        AddOnce(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles the next such event with one argument and acknowledges it, asynchronously.</summary>
    public static void Once<T, TAck>(this Socket socket, string eventName, Func<T, Task<TAck>> handler) =>
        AddOnce(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles the next such event with one argument, with the event itself for its <see cref="SocketEvent.Services"/> and the like.</summary>
    public static void Once<T>(this Socket socket, string eventName, Func<T, SocketEvent, Task> handler) =>
        AddOnce(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles the next such event with one argument, with the event itself, and acknowledges it.</summary>
    public static void Once<T, TAck>(this Socket socket, string eventName, Func<T, SocketEvent, Task<TAck>> handler) =>
        AddOnce(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles the next such event with two arguments.</summary>
    public static void Once<T1, T2>(this Socket socket, string eventName, Action<T1, T2> handler) =>
        AddOnce(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles the next such event with two arguments, asynchronously.</summary>
    public static void Once<T1, T2>(this Socket socket, string eventName, Func<T1, T2, Task> handler) =>
        AddOnce(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles the next such event with two arguments and acknowledges it.</summary>
    public static void Once<T1, T2, TAck>(this Socket socket, string eventName, Func<T1, T2, TAck> handler) =>
        AddOnce(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles the next such event with two arguments and acknowledges it, asynchronously.</summary>
    public static void Once<T1, T2, TAck>(this Socket socket, string eventName, Func<T1, T2, Task<TAck>> handler) =>
        AddOnce(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles the next such event with three arguments.</summary>
    public static void Once<T1, T2, T3>(this Socket socket, string eventName, Action<T1, T2, T3> handler) =>
        AddOnce(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles the next such event with three arguments, asynchronously.</summary>
    public static void Once<T1, T2, T3>(this Socket socket, string eventName, Func<T1, T2, T3, Task> handler) =>
        AddOnce(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles the next such event with three arguments and acknowledges it.</summary>
    public static void Once<T1, T2, T3, TAck>(this Socket socket, string eventName, Func<T1, T2, T3, TAck> handler) =>
        AddOnce(socket, eventName, TypedListener.Of(socket, handler));

    /// <summary>Handles the next such event with three arguments and acknowledges it, asynchronously.</summary>
    public static void Once<T1, T2, T3, TAck>(this Socket socket, string eventName, Func<T1, T2, T3, Task<TAck>> handler) =>
        AddOnce(socket, eventName, TypedListener.Of(socket, handler));

    private static void AddOnce(Socket socket, string eventName, Listener listener) =>
        Add(socket, eventName, listener with { Once = true });
}
