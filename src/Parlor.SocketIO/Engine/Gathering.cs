using Parlor.SocketIO.Engine.WebSockets;

namespace Parlor.SocketIO.Engine;

/// <summary>
/// The time in which a thread hands one packet to many connections. Flushers begin when it is over: were they to begin with
/// the first connection, the two threads would take each other's locks and caches at every one after it.
/// </summary>
internal readonly ref struct Gathering : IDisposable
{
    [ThreadStatic]
    private static int _depth;

    [ThreadStatic]
    private static List<Flusher>? _waiting;

    public static Gathering Begin()
    {
        _depth++;
        return default;
    }

    /// <summary>Takes note of a flusher that has something to do. False: nothing is gathered, it is to begin now.</summary>
    public static bool TryDefer(Flusher flusher)
    {
        if (_depth == 0)
            return false;
        List<Flusher> waiting = _waiting ??= [];
        if (!waiting.Contains(flusher))
            waiting.Add(flusher);
        return true;
    }

    public void Dispose()
    {
        if (--_depth > 0 || _waiting is not { Count: > 0 } waiting)
            return;
        foreach (Flusher flusher in waiting)
            flusher.Begin();
        waiting.Clear();
    }
}
