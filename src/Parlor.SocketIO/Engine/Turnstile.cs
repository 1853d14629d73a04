using System.Collections.Concurrent;

namespace Parlor.SocketIO.Engine;

/// <summary>
/// Lets one party at a time into a connection's handlers, so that packets, connects and disconnects of one connection are
/// seen one after the other. Whoever may not wait (a timer, another connection's handler) leaves its step behind with
/// <see cref="Post"/>; the party inside runs it on leaving. A handler may re-enter its own connection.
/// </summary>
internal sealed class Turnstile
{
    private readonly Lock _lock = new();
    private readonly ConcurrentQueue<Action> _left = new();

    public void Enter() => _lock.Enter();

    public void Leave()
    {
        _lock.Exit();
        if (!_left.IsEmpty)
            RunLeft();
    }

    /// <summary>Runs the step now if nobody else is inside, and otherwise as soon as they leave. Never waits.</summary>
    public void Post(Action step)
    {
        _left.Enqueue(step);
        RunLeft();
    }

    private void RunLeft()
    {
        while (!_left.IsEmpty && _lock.TryEnter())
        {
            try
            {
                while (_left.TryDequeue(out Action? step))
                    step();
            }
            finally
            {
                _lock.Exit();
            }
        }
    }
}
