namespace Parlor.SocketIO.Engine.Polling;

/// <summary>The one poll that may wait, and who waits for it to come or for the last of them to be answered.</summary>
internal sealed class PollSlot(Outbox outbox)
{
    private readonly Lock _gate = new();
    private Poll? _waiting;
    private TaskCompletionSource? _came;
    private TaskCompletionSource? _fetched;
    private int _answering;

    /// <summary>The poll that is here, if one is.</summary>
    public Poll? Waiting
    {
        get
        {
            lock (_gate)
                return _waiting;
        }
    }

    /// <summary>Completes when nothing is left to tell and no poll is without its answer.</summary>
    public Task Fetched
    {
        get
        {
            lock (_gate)
            {
                _fetched ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                CheckFetched();
                return _fetched.Task;
            }
        }
    }

    /// <summary>A poll has come. False when there is one already.</summary>
    public bool TryEnter(Poll poll)
    {
        lock (_gate)
        {
            _came?.TrySetResult();
            if (_waiting is not null)
                return false;
            _waiting = poll;
            return true;
        }
    }

    /// <summary>The poll no longer waits: another one may come.</summary>
    public void BeginAnswer()
    {
        lock (_gate)
        {
            _waiting = null;
            _answering++;
        }
    }

    /// <summary>The answer is written.</summary>
    public void EndAnswer()
    {
        lock (_gate)
        {
            _answering--;
            CheckFetched();
        }
    }

    /// <summary>What completes when the next poll comes. False when one waits, or has just fetched the last there was to tell.</summary>
    public bool TryExpectNext(out Task next)
    {
        lock (_gate)
        {
            if (_waiting is not null || outbox.IsFinished)
            {
                next = Task.CompletedTask;
                return false;
            }

            _came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            next = _came.Task;
            return true;
        }
    }

    private void CheckFetched()
    {
        if (_fetched is not null && _waiting is null && _answering == 0 && outbox.IsFinished)
            _fetched.TrySetResult();
    }
}
