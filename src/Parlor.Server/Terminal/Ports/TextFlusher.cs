using System.Collections.Concurrent;

namespace Parlor.Server.Terminal.Ports;

/// <summary>
/// Sends for all outboxes, on one thread at a time: what is written to a client while others are served goes out in one call, and
/// whoever writes never waits for the network.
/// </summary>
/// <param name="together">Whether to send to many in one system call, where the system can.</param>
internal sealed class TextFlusher(bool together) : IThreadPoolWorkItem
{
    // How deep the thread is in gatherings.
    [ThreadStatic]
    private static int _gathering;

    private readonly ConcurrentQueue<TextOutbox> _dirty = new();
    private readonly TextSends _sends = new(together);
    private int _isRunning;

    public static TextFlusher Shared { get; } = new(together: true);

    /// <summary>Whether it does.</summary>
    public bool SendsTogether => _sends.GoTogether;

    /// <summary>
    /// Begins a time in which this thread writes to many clients. Sending begins when it is over: were it to begin with the first of them,
    /// the two threads would take each other's locks and caches at every one after it.
    /// </summary>
    public static Gathering Gather()
    {
        _gathering++;
        return default;
    }

    public void Add(TextOutbox outbox)
    {
        _dirty.Enqueue(outbox);
        if (_gathering == 0)
            Begin();
    }

    void IThreadPoolWorkItem.Execute()
    {
        do
        {
            while (_dirty.TryDequeue(out var outbox))
                _sends.Add(outbox);
            _sends.Finish();
            // With a barrier: something may have come after the last look and before the flag fell.
            Interlocked.Exchange(ref _isRunning, 0);
        }
        while (!_dirty.IsEmpty && Interlocked.Exchange(ref _isRunning, 1) == 0);
    }

    private void Begin()
    {
        if (Interlocked.Exchange(ref _isRunning, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Ends a gathering when it is disposed of, on the thread that began it.</summary>
    public readonly ref struct Gathering : IDisposable
    {
        public void Dispose()
        {
            if (--_gathering == 0 && !Shared._dirty.IsEmpty)
                Shared.Begin();
        }
    }
}
