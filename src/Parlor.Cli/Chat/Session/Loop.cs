using System.Collections.Concurrent;

namespace Parlor.Cli.Chat;

/// <summary>
/// One thread that everything about the screen happens on: keys, updates, and what goes on after an await. So nothing of it needs a lock.
/// Producers wait until what they brought is done, which bounds what waits here.
/// </summary>
internal sealed class Loop : SynchronizationContext, IDisposable
{
    private readonly BlockingCollection<Action> _waiting = [];

    public override void Post(SendOrPostCallback d, object? state) => Add(() => d(state));

    /// <summary>Brings something to be done; the answer ends when it is.</summary>
    public Task Bring(Action act)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Add(() =>
        {
            act();
            done.SetResult();
        });
        return done.Task;
    }

    /// <summary>Has the picture drawn anew.</summary>
    public void Wake() => Add(static () => { });

    /// <summary>Does what is brought until it is stopped; draws when there is nothing to be done.</summary>
    public void Run(Action draw, CancellationToken cancel)
    {
        SetSynchronizationContext(this);
        try
        {
            foreach (var act in _waiting.GetConsumingEnumerable(cancel))
            {
                act();
                if (_waiting.Count == 0)
                    draw();
            }
        }
        catch (OperationCanceledException)
        {
            // The program is stopped.
        }
        finally
        {
            SetSynchronizationContext(null);
        }
    }

    public void Stop() => _waiting.CompleteAdding();

    public void Dispose() => _waiting.Dispose();

    private void Add(Action act)
    {
        try
        {
            _waiting.Add(act);
        }
        catch (InvalidOperationException)
        {
            // After the end nobody is left to do it for.
        }
    }
}
