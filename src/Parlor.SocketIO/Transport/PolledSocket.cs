using System.Buffers;

namespace Parlor.SocketIO.Transport;

/// <summary>Is told when something has happened at a socket.</summary>
internal interface IReadinessHandler
{
    /// <summary>
    /// Runs by itself for its socket, on a thread of the pool. What it is told is a hint: the next system call knows better.
    /// </summary>
    /// <param name="isHangUp">Whether reading has to go on until there is an end or an error, or nothing left.</param>
    /// <returns>Whether it left something, for the others' sake, and wants to be called again.</returns>
    bool OnReady(bool isHangUp);
}

/// <summary>
/// A descriptor that a <see cref="SocketPoller"/> watches: events come to its handler one after the other, and the number is
/// not given to another socket while a call is using it.
/// </summary>
internal sealed class PolledSocket : NonBlockingSocket
{
    // Besides epoll's own bits: the socket is in the poller's queue, or being run.
    private const uint Scheduled = 1u << 30;
    private const uint HangUps = (uint)(EpollEvents.Error | EpollEvents.HangUp | EpollEvents.ReadHangUp);

    private readonly SocketPoller _poller;
    private volatile IReadinessHandler _handler;
    private TaskCompletionSource? _room;
    private uint _signals;

    /// <param name="descriptor">Non-blocking; owned from here on.</param>
    /// <param name="poller">Watches it once it is told to.</param>
    /// <param name="handler">Gets the events.</param>
    public PolledSocket(int descriptor, SocketPoller poller, IReadinessHandler handler)
        : base(descriptor)
    {
        _poller = poller;
        _handler = handler;
    }

    /// <summary>Who gets the events from now on. To be changed by the one that has them, or that stands still.</summary>
    public IReadinessHandler Handler
    {
        set => _handler = value;
    }

    /// <summary>Has the handler run, as if something could be read and perhaps the end had come.</summary>
    public void Wake() => Signal(EpollEvents.In | EpollEvents.ReadHangUp, here: false);

    /// <summary>Takes note of events, and puts the socket into the queue unless it is there.</summary>
    /// <param name="events">What has happened.</param>
    /// <param name="here">Whether the caller looks after the queue itself.</param>
    public void Signal(EpollEvents events, bool here)
    {
        // That there is room interests those only who wait for it.
        if (events == EpollEvents.Out && Volatile.Read(ref _room) is null)
            return;
        if ((Interlocked.Or(ref _signals, (uint)events | Scheduled) & Scheduled) == 0)
            _poller.Enqueue(this, here);
    }

    /// <summary>Called by the poller alone.</summary>
    public void Run()
    {
        do
        {
            uint signals = Interlocked.And(ref _signals, Scheduled);
            if ((signals & (uint)(EpollEvents.Out | EpollEvents.Error | EpollEvents.HangUp)) != 0)
                EndWaiting();
            bool isHangUp = (signals & HangUps) != 0;
            if ((isHangUp || (signals & (uint)EpollEvents.In) != 0) && _handler.OnReady(isHangUp))
            {
                Interlocked.Or(ref _signals, (uint)EpollEvents.In | (isHangUp ? (uint)EpollEvents.ReadHangUp : 0));
                _poller.Enqueue(this, here: true);
                return;
            }
        }
        while (Interlocked.CompareExchange(ref _signals, 0, Scheduled) != Scheduled);
    }

    /// <summary>Sends everything, waiting for room as often as it takes. One party at a time may send.</summary>
    /// <exception cref="IOException">The connection is lost.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public async ValueTask SendAsync(ReadOnlySequence<byte> rest)
    {
        Task? room = null;
        while (!rest.IsEmpty)
        {
            int count = Send(rest);
            if (count >= 0)
            {
                rest = rest.Slice(count);
                room = null;
            }
            else if (count != -Errno.Again)
            {
                throw Errno.ToException(-count);
            }
            else if (room is null)
            {
                // Asked for before one more attempt, lest the event comes in between.
                room = RoomAsync();
            }
            else
            {
                await room;
                room = null;
            }
        }
    }

    /// <summary>Ends the connection in both directions and gives the descriptor back as soon as no call uses it.</summary>
    public void HangUp()
    {
        if (IsClosed)
            return;
        try
        {
            Shutdown();
        }
        catch (ObjectDisposedException)
        {
            // Somebody else was quicker.
        }

        Dispose();
        EndWaiting();
        Wake();
    }

    protected override bool ReleaseHandle()
    {
        _poller.Forget(Descriptor);
        return base.ReleaseHandle();
    }

    private Task RoomAsync()
    {
        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _room, room);
        return room.Task;
    }

    private void EndWaiting()
    {
        if (Volatile.Read(ref _room) is not null)
            Interlocked.Exchange(ref _room, null)?.TrySetResult();
    }
}
