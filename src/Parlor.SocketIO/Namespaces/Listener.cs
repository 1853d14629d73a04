namespace Parlor.SocketIO;

/// <summary>A handler as the application gave it, so that it can be found again, and as it is run.</summary>
internal readonly record struct Listener(Delegate Given, Func<SocketEvent, Task> Run, bool Once = false)
{
    public static Listener Of(Func<SocketEvent, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return new Listener(handler, handler);
    }

    public static Listener Of(Action<SocketEvent> handler) => new(handler, Handlers.Async(handler));

    public static IReadOnlyList<Delegate> DelegatesOf(Listener[]? list) => [.. (list ?? []).Select(listener => listener.Given)];

    /// <summary>The list without the handler, or without all of them; null when nothing is left.</summary>
    public static Listener[]? Without(Listener[]? list, Delegate? handler) =>
        handler is null || list is null || list.All(listener => listener.Given.Equals(handler))
            ? null
            : [.. list.Where(listener => !listener.Given.Equals(handler))];
}
