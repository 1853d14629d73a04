using System.Data.Common;

namespace Parlor.Server.Data;

/// <summary>
/// The database: many readers, one writer. Reads take a pooled connection (Dapper, named parameters); writes join the group commit.
/// </summary>
public abstract class Db : IAsyncDisposable
{
    private readonly List<Action<IReadOnlyList<CommittedEvent>>> _listeners = [];
    private GroupCommit? _writer;

    /// <summary>What the two databases say differently.</summary>
    public abstract Dialect Dialect { get; }

    /// <summary>Which database it is: <c>sqlite</c> or <c>postgres</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Writes that wait for the next commit.</summary>
    public int WritesWaiting => Writer.Waiting;

    /// <summary>A pooled connection for reading. Dispose it to give it back.</summary>
    public abstract DbConnection OpenRead();

    /// <inheritdoc cref="OpenRead"/>
    public abstract ValueTask<DbConnection> OpenReadAsync(CancellationToken cancel = default);

    /// <summary>
    /// Runs <paramref name="work"/> in the next group commit. The task ends when its result is durable, or with the exception that
    /// <paramref name="work"/> threw and nothing of it stored. See <see cref="GroupCommit"/> for what work must keep to: check first,
    /// then change; no effects outside the transaction. Calls from one thread run in the order of the calls.
    /// </summary>
    /// <exception cref="Problem"><c>unavailable</c>: too many writes wait, or the commit could not be confirmed.</exception>
    public Task<T> Write<T>(Func<WriteTransaction, T> work) => Writer.Enqueue(work);

    /// <summary>
    /// Like <see cref="Write{T}"/>, for what is written often: <paramref name="work"/> asks its questions with
    /// <see cref="WriteTransaction.QueryNumberLater"/> and returns its second step, which reads the answers and does the rest. Where a
    /// question costs a round trip, those of all pipelined writes that follow each other share one.
    /// </summary>
    internal Task<T> WritePipelined<T>(Func<WriteTransaction, Func<T>> work) => Writer.EnqueuePipelined(work);

    /// <inheritdoc cref="Write{T}"/>
    public Task Write(Action<WriteTransaction> work) => Writer.Enqueue(transaction =>
    {
        work(transaction);
        return true;
    });

    /// <summary>
    /// Has <paramref name="listener"/> called on the writing thread after each durable commit, with its events in order, before the
    /// writers learn that it is durable. Added before <see cref="Start"/>. Listeners MUST be quick and MUST NOT throw; one that waits
    /// makes all writers wait.
    /// </summary>
    public void OnCommitted(Action<IReadOnlyList<CommittedEvent>> listener) => _listeners.Add(listener);

    /// <summary>Applies migrations and starts the writer. Called once, before anything else.</summary>
    public void Start()
    {
        var transaction = OpenWriter();
        Migrator.Run(this, transaction);
        _writer = new GroupCommit(transaction, events => _listeners.ForEach(listener => listener(events)), AfterGroup);
    }

    /// <summary>Finishes the writes that wait, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
            await _writer.DisposeAsync();
        Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes a copy of the whole database before a migration changes it, where that is cheap to do.</summary>
    internal abstract void Snapshot(WriteTransaction transaction, string name);

    /// <summary>Bytes that the database takes up.</summary>
    internal abstract Task<long> Size(DbConnection connection);

    private protected abstract WriteTransaction OpenWriter();

    /// <summary>Runs on the writing thread between two groups.</summary>
    private protected virtual void AfterGroup()
    {
    }

    private protected abstract void Close();

    private GroupCommit Writer => _writer ?? throw new InvalidOperationException("Db.Start has not been called.");
}
