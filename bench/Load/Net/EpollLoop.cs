using System.Runtime.InteropServices;

namespace Parlor.Bench.Load.Net;

/// <summary>
/// Tells many connections, on the calling thread, when there is something to read. Edge-triggered, which halves the polls in the
/// kernel: a connection reads until nothing is left.
/// </summary>
internal sealed unsafe class EpollLoop : IDisposable
{
    private readonly int _epoll;
    private readonly List<Connection> _connections = [];
    private readonly Libc.EpollEvent[] _ready = new Libc.EpollEvent[512];

    public EpollLoop()
    {
        _epoll = Libc.epoll_create1(0);
        if (_epoll < 0)
            throw new BenchFailure($"epoll_create1: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    public void Add(Connection connection)
    {
        var change = new Libc.EpollEvent { Events = Libc.EpollIn | Libc.EpollEdgeTriggered, Data = _connections.Count };
        if (Libc.epoll_ctl(_epoll, Libc.EpollCtlAdd, connection.Descriptor, &change) < 0)
            throw new BenchFailure($"epoll_ctl: {Marshal.GetLastPInvokeErrorMessage()}");
        _connections.Add(connection);
    }

    /// <summary>Waits at most <paramref name="milliseconds"/> and lets every connection that can read do so.</summary>
    public void Poll(int milliseconds)
    {
        int count;
        fixed (Libc.EpollEvent* ready = _ready)
            count = Libc.epoll_wait(_epoll, ready, _ready.Length, milliseconds);

        if (count < 0 && Marshal.GetLastPInvokeError() != Libc.Eintr)
            throw new BenchFailure($"epoll_wait: {Marshal.GetLastPInvokeErrorMessage()}");

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
        _ = Libc.close(_epoll);
    }
}
