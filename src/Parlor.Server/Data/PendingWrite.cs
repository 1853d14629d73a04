namespace Parlor.Server.Data;

/// <summary>A write that waits for its group. It may run more than once; only the last run counts.</summary>
internal abstract class PendingWrite
{
    /// <summary>Whether it has a second step that is better taken after the first steps of the writes behind it.</summary>
    public virtual bool IsPipelined => false;

    public bool IsRefused => Refusal is not null;

    protected Exception? Refusal { get; private set; }

    public virtual void Run(WriteTransaction transaction) => Refusal = null;

    public virtual void Finish(WriteTransaction transaction)
    {
    }

    public void Refuse(Exception refusal) => Refusal = refusal;

    public abstract void Complete();

    public abstract void Fail(Exception failure);
}

internal abstract class PendingResult<T> : PendingWrite
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Done => _done.Task;

    protected T Result { get; set; } = default!;

    public override void Complete()
    {
        if (Refusal is null)
            _done.SetResult(Result);
        else
            _done.SetException(Refusal);
    }

    public override void Fail(Exception failure) => _done.SetException(failure);
}

internal sealed class PendingWrite<T>(Func<WriteTransaction, T> work) : PendingResult<T>
{
    public override void Run(WriteTransaction transaction)
    {
        base.Run(transaction);
        Result = work(transaction);
    }
}

internal sealed class PipelinedWrite<T>(Func<WriteTransaction, Func<T>> work) : PendingResult<T>
{
    private Func<T>? _finish;

    public override bool IsPipelined => true;

    public override void Run(WriteTransaction transaction)
    {
        base.Run(transaction);
        _finish = work(transaction);
    }

    public override void Finish(WriteTransaction transaction) => Result = _finish!();
}
