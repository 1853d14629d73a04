using System.Collections.Concurrent;

namespace Parlor.SocketIO.Transport;

/// <summary>
/// Waits for all sockets of the process and handles their events, on one thread of its own: an event costs one wake-up, and
/// under load none. Where one thread stays behind, workers of the thread pool help. A handler that blocks,
/// against the rules, takes its thread along: another one, called by a watch, serves the rest of the sockets.
/// </summary>
#pragma warning disable CA1001 // It lives as long as the process.
internal sealed class SocketPoller : IThreadPoolWorkItem
#pragma warning restore CA1001
{
    /// <summary>After how long without steps forward another worker is called.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(5);

    // A worker that takes fewer in that time has handlers that wait for something, and others need not wait with them.
    private const int FewSteps = 16;

    // After how many full batches in a row one thread is behind for good, rather than met by a burst.
    private const int FullBatchesBeforeHelp = 16;

    // For how many looks in vain the watch stays awake, so that a server with a little to do need not wake it each time.
    private const int LooksBeforeRest = 20;

    // One processor is left to what handlers have begun, to those who send, and to the system.
    private static readonly int MaxWorkersUnderLoad = Math.Max(1, Environment.ProcessorCount - 1);

    private static readonly Lazy<SocketPoller> Lazily = new(static () => new SocketPoller());

    [ThreadStatic]
    private static byte[]? _events;

    [ThreadStatic]
    private static int _fullBatches;

    private readonly Epoll _epoll = new();
    private readonly ConcurrentQueue<PolledSocket> _ready = new();
    private readonly AutoResetEvent _endRest = new(initialState: false);
    private readonly Lock _gate = new();
    private volatile PolledSocket?[] _sockets = new PolledSocket?[1024];
    private volatile bool _rests;
    private int _workers;
    private int _starting;
    private int _steps;

    private SocketPoller()
    {
        new Thread(Serve) { IsBackground = true, Name = "Parlor.SocketIO epoll" }.UnsafeStart();
        new Thread(Watch) { IsBackground = true, Name = "Parlor.SocketIO watch" }.UnsafeStart();
    }

    /// <summary>Made when it is first asked for.</summary>
    public static SocketPoller Shared => Lazily.Value;

    /// <summary>Begins to watch the socket, until it is closed.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The system has no room for it.</exception>
    public void Watch(PolledSocket socket)
    {
        int descriptor = socket.Descriptor;
        lock (_gate)
        {
            PolledSocket?[] sockets = _sockets;
            if (descriptor >= sockets.Length)
                Array.Resize(ref sockets, Math.Max(descriptor + 1, sockets.Length * 2));
            sockets[descriptor] = socket;
            _sockets = sockets;
        }

        _epoll.Add(descriptor);
    }

    /// <summary>The descriptor is about to be closed.</summary>
    public void Forget(int descriptor)
    {
        lock (_gate)
        {
            if (descriptor < _sockets.Length)
                _sockets[descriptor] = null;
        }
    }

    /// <summary>Has the socket run.</summary>
    /// <param name="socket">One that is not in the queue.</param>
    /// <param name="here">Whether the caller is a worker, and comes to it.</param>
    public void Enqueue(PolledSocket socket, bool here)
    {
        _ready.Enqueue(socket);
        if (here)
            return;
        // A worker that leaves looks at the queue once more after it is no longer counted.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _workers) == 0)
            _epoll.Kick();
    }

    void IThreadPoolWorkItem.Execute()
    {
        Volatile.Write(ref _starting, 0);
        Work();
        Leave();
    }

    private void Serve()
    {
        while (true)
        {
            Poll(Timeout.Infinite);
            Interlocked.Increment(ref _workers);
            _steps++;
            if (_rests)
                _endRest.Set();
            Work();
            Leave();
        }
    }

    private void Work()
    {
        ExecutionContext? clean = ExecutionContext.Capture();
        do
        {
            while (_ready.TryDequeue(out PolledSocket? socket))
            {
                _steps++;
                socket.Run();
                // What a handler keeps with its flow of control (AsyncLocal, a culture) is not the next one's.
                if (clean is not null)
                    ExecutionContext.Restore(clean);
            }
        }
        while (Poll(milliseconds: 0));
    }

    // Whoever enqueues from elsewhere relies on workers that are counted, so the last one looks once more.
    private void Leave()
    {
        if (Interlocked.Decrement(ref _workers) == 0 && !_ready.IsEmpty)
            _epoll.Kick();
    }

    // While there are workers, somebody sees to it that they get on.
    private void Watch()
    {
        int looks = 0;
        while (true)
        {
            int seen = Volatile.Read(ref _steps);
            Thread.Sleep(Patience);
            int workers = Volatile.Read(ref _workers);
            if (workers > 0)
            {
                looks = 0;
                if (Volatile.Read(ref _steps) - seen < FewSteps * workers)
                    TryAddWorker();
            }
            else if (++looks == LooksBeforeRest)
            {
                Rest();
                looks = 0;
            }
        }
    }

    private void Rest()
    {
        _rests = true;
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _workers) == 0)
            _endRest.WaitOne();
        _rests = false;
    }

    private bool Poll(int milliseconds)
    {
        byte[] events = _events ??= Epoll.CreateBuffer();
        int count = _epoll.Wait(events, milliseconds);
        PolledSocket?[] sockets = _sockets;
        for (int i = 0; i < count; i++)
        {
            (EpollEvents happened, int descriptor) = Epoll.Read(events, i);
            // Null when it has been closed since; if its number has been given away, the new one looks in vain.
            if ((descriptor < sockets.Length ? sockets[descriptor] : null) is { } socket)
                socket.Signal(happened, here: true);
        }

        _fullBatches = count == Epoll.BatchSize ? _fullBatches + 1 : 0;
        if (_fullBatches >= FullBatchesBeforeHelp && Volatile.Read(ref _workers) < MaxWorkersUnderLoad)
            TryAddWorker();
        return count > 0;
    }

    // None is added to none: then all is done.
    private void TryAddWorker()
    {
        int workers = Volatile.Read(ref _workers);
        // One that has not begun yet will do.
        if (workers == 0 || Volatile.Read(ref _starting) == 1)
            return;
        if (Interlocked.CompareExchange(ref _workers, workers + 1, workers) == workers)
            Start();
    }

    private void Start()
    {
        Volatile.Write(ref _starting, 1);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
