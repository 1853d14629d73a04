namespace Parlor.Bench.Net;

/// <summary>
/// Tells many connections, on the calling thread, when there is something to read. Edge-triggered, which halves the polls in the
/// kernel: a connection reads until nothing is left.
/// </summary>
internal sealed class EpollLoop : IDisposable
{
    private readonly Epoll _epoll = new();
    private readonly List<Connection> _connections = [];
    private readonly Libc.EpollEvent[] _ready = new Libc.EpollEvent[512];

    /// <summary>Watches the connection and has it begin.</summary>
    public void Add(Connection connection)
    {
        _epoll.Add(connection.Descriptor, Libc.EpollIn | Libc.EpollEdgeTriggered, _connections.Count);
        _connections.Add(connection);
        connection.Start();
    }

    /// <summary>Waits at most <paramref name="milliseconds"/> and lets every connection that can read do so.</summary>
    public void Poll(int milliseconds)
    {
        var count = _epoll.Wait(_ready, milliseconds);
        for (var i = 0; i < count; i++)
            _connections[(int)_ready[i].Data].OnReadable();
    }

    /// <summary>Polls until <paramref name="done"/>; a failure that names <paramref name="what"/> after the limit.</summary>
    public void PollUntil(Func<bool> done, TimeSpan limit, Func<string> what)
    {
        var end = Clock.After(limit);
        while (!done())
        {
            if (Clock.Now > end)
                throw new BenchFailure($"gave up after {limit.TotalSeconds:0} s: {what()}");
            Poll(10);
        }
    }

    /// <summary>Polls for a length of time, whatever comes.</summary>
    public void PollFor(TimeSpan time)
    {
        var end = Clock.After(time);
        while (Clock.Now < end)
            Poll(10);
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
        _epoll.Dispose();
    }
}
