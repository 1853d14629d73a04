using System.Collections.Concurrent;

namespace Parlor.SocketIO.Engine.WebSockets;

/// <summary>
/// Drains the connections that have something to write, one after the other, on a thread of the pool. While it is at one,
/// more gathers at the others, and so the busier the server is, the more goes with each send.
/// </summary>
internal sealed class Flusher : IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<FrameWriter> _dirty = new();
    private int _running;

    /// <summary>The writer must hold its outbox's turn.</summary>
    public void Add(FrameWriter writer)
    {
        _dirty.Enqueue(writer);
        if (!Gathering.TryDefer(this))
            Begin();
    }

    /// <summary>Sees to it that what was added is written.</summary>
    public void Begin()
    {
        if (Volatile.Read(ref _running) == 0 && Interlocked.Exchange(ref _running, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        while (true)
        {
            while (_dirty.TryDequeue(out FrameWriter? writer))
                writer.Drain();
            Interlocked.Exchange(ref _running, 0);
            // Something may have come after the last look and before the flag fell.
            if (_dirty.IsEmpty || Interlocked.Exchange(ref _running, 1) != 0)
                return;
        }
    }
}
