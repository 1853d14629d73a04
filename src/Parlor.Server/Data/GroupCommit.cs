using System.Data.Common;
using System.Threading.Channels;

namespace Parlor.Server.Data;

/// <summary>
/// One thread that owns the writing connection. Writes that wait at the same time share one transaction, and so one wait for the
/// disk. A write MUST check before it changes anything: one that fails after changing something, or with a database error, makes the
/// group run again one write at a time, so that only the culprit fails. Writes therefore may run twice and MUST NOT have effects
/// outside their transaction. Events are announced after the commit and before the writers learn of it.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    /// <summary>Writes that may wait; one more is refused as unavailable.</summary>
    public const int QueueLength = 16_384;

    /// <summary>Writes in one transaction at most: bounds how long the first of them waits for the last.</summary>
    public const int GroupSize = 256;

    private readonly Channel<PendingWrite> _queue = Channel.CreateBounded<PendingWrite>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    /// <summary>Pipelined writes whose second step is still to come.</summary>
    private readonly List<PendingWrite> _begun = [];

    private readonly WriteTransaction _transaction;
    private readonly Action<IReadOnlyList<CommittedEvent>> _announce;
    private readonly Action _afterGroup;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GroupCommit(WriteTransaction transaction, Action<IReadOnlyList<CommittedEvent>> announce, Action afterGroup)
    {
        _transaction = transaction;
        _announce = announce;
        _afterGroup = afterGroup;
        new Thread(Run) { IsBackground = true, Name = "parlor-writer" }.Start();
    }

    /// <summary>Writes that wait now.</summary>
    public int Waiting => _queue.Reader.Count;

    public Task<T> Enqueue<T>(Func<WriteTransaction, T> work) => Enqueue(new PendingWrite<T>(work));

    public Task<T> EnqueuePipelined<T>(Func<WriteTransaction, Func<T>> work) => Enqueue(new PipelinedWrite<T>(work));

    private Task<T> Enqueue<T>(PendingResult<T> write)
    {
        return _queue.Writer.TryWrite(write)
            ? write.Done
            : Task.FromException<T>(Problem.Unavailable("The server has too many writes waiting."));
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stopped.Task;
    }

    private void Run()
    {
        var group = new List<PendingWrite>(GroupSize);
        var queue = _queue.Reader;
        // This thread has nothing else to do, so blocking it on the asynchronous wait costs nobody anything.
        while (queue.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < GroupSize && queue.TryRead(out var write))
                group.Add(write);
            Commit(group);
            group.Clear();
            _afterGroup();
        }

        _stopped.SetResult();
    }

    private void Commit(List<PendingWrite> group)
    {
        try
        {
            _transaction.Reset();
            _begun.Clear();
            _transaction.Begin();
            foreach (var write in group)
                RunOne(write);
            FinishBegun();
            _transaction.Commit();
        }
        catch (Exception failure)
        {
            var unconfirmed = _transaction.MayBeCommitted(failure);
            TryRollback();
            if (unconfirmed)
                group.ForEach(write => write.Fail(Problem.Unavailable("The write could not be confirmed; send it again.", failure)));
            else if (group.Count == 1)
                group[0].Fail(failure);
            else
                group.ForEach(write => Commit([write]));
            return;
        }

        _announce(_transaction.Events);
        foreach (var write in group)
            write.Complete();
    }

    private void RunOne(PendingWrite write)
    {
        if (!write.IsPipelined || !_transaction.Pipelines)
        {
            // What was begun before must be done before, or the events would be announced in another order than they happened.
            FinishBegun();
            RunStep(write, write.Run);
            RunStep(write, write.Finish);
            return;
        }

        RunStep(write, write.Run);
        _begun.Add(write);
    }

    private void FinishBegun()
    {
        foreach (var write in _begun)
            RunStep(write, write.Finish);
        _begun.Clear();
    }

    /// <summary>A write that refuses before it changes anything fails alone; anything else fails the transaction.</summary>
    private void RunStep(PendingWrite write, Action<WriteTransaction> step)
    {
        if (write.IsRefused)
            return;
        var changes = _transaction.Changes;
        var events = _transaction.Events.Count;
        try
        {
            step(_transaction);
        }
        catch (Exception refusal) when (refusal is not DbException && _transaction.Changes == changes)
        {
            write.Refuse(refusal);
            _transaction.ForgetEventsAfter(events);
        }
    }

    private void TryRollback()
    {
        try
        {
            _transaction.Rollback();
        }
        catch (Exception gone) when (gone is DbException or InvalidOperationException or SettingException)
        {
            // The connection is gone or the transaction has ended by itself; the next Begin says so, to its own writers.
        }
    }
}
