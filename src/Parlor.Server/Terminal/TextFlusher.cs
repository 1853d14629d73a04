using System.Collections.Concurrent;

namespace Parlor.Server.Terminal;

/// <summary>
/// Sends for all outboxes, on one thread at a time: what is written to a client while others are served goes out in one call, and
/// whoever writes never waits for the network.
/// </summary>
internal sealed class TextFlusher : IThreadPoolWorkItem
{
    private const int Room = 64 * 1024;

    private readonly ConcurrentQueue<TextOutbox> _dirty = new();
    private readonly byte[] _room = new byte[Room];
    private int _isRunning;

    public static TextFlusher Shared { get; } = new();

    public void Add(TextOutbox outbox)
    {
        _dirty.Enqueue(outbox);
        if (Interlocked.Exchange(ref _isRunning, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        do
        {
            while (_dirty.TryDequeue(out var outbox))
                outbox.Flush(_room);
            Volatile.Write(ref _isRunning, 0);
        }
        while (!_dirty.IsEmpty && Interlocked.Exchange(ref _isRunning, 1) == 0);
    }
}
