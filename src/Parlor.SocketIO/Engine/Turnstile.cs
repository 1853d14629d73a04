namespace Parlor.SocketIO.Engine;

/// <summary>
/// Lets one party at a time into a connection's handlers, so that packets, connects and disconnects of one connection are
/// seen one after the other. Whoever may not wait (a timer, another connection's handler) leaves its step behind with
/// <see cref="Post"/>; the party inside runs it on leaving. A handler may re-enter its own connection.
/// </summary>
internal sealed class Turnstile
{
    private readonly Lock _lock = new();

    // Left by anyone, the newest first. A list of its own, since a queue keeps a kilobyte for connections that are idle.
    private Step? _left;

    // Taken over from there, the oldest first; for whoever is inside.
    private Step? _next;

    public void Enter() => _lock.Enter();

    public void Leave()
    {
        _lock.Exit();
        if (HasLeft)
            RunLeft();
    }

    /// <summary>Runs the step now if nobody else is inside, and otherwise as soon as they leave. Never waits.</summary>
    public void Post(Action run)
    {
        var step = new Step(run);
        Step? newest;
        do
        {
            newest = Volatile.Read(ref _left);
            step.Next = newest;
        }
        while (!ReferenceEquals(Interlocked.CompareExchange(ref _left, step, newest), newest));
        RunLeft();
    }

    private bool HasLeft => Volatile.Read(ref _next) is not null || Volatile.Read(ref _left) is not null;

    private void RunLeft()
    {
        while (HasLeft && _lock.TryEnter())
        {
            try
            {
                while (TakeOldest() is { } step)
                    step.Run();
            }
            finally
            {
                _lock.Exit();
            }
        }
    }

    private Step? TakeOldest()
    {
        if (_next is null)
        {
            Step? newest = Interlocked.Exchange(ref _left, null);
            while (newest is not null)
            {
                Step? older = newest.Next;
                newest.Next = _next;
                _next = newest;
                newest = older;
            }
        }

        Step? oldest = _next;
        _next = oldest?.Next;
        return oldest;
    }

    private sealed class Step(Action run)
    {
        public Step? Next;

        public void Run() => run();
    }
}
