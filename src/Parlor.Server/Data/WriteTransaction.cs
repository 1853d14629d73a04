using System.Data.Common;

namespace Parlor.Server.Data;

/// <summary>
/// The one open transaction of the group commit. SQL is positional (<c>$1</c>, <c>$2</c> …) and runs unchanged on both databases.
/// Used by one thread, inside <see cref="Db.Write{T}"/> only; never kept.
/// </summary>
public abstract class WriteTransaction
{
    private readonly List<CommittedEvent> _events = [];

    internal IReadOnlyList<CommittedEvent> Events => _events;

    /// <summary>How many statements that change something were given so far; tells whether a failed write left anything to undo.</summary>
    internal int Changes { get; private set; }

    /// <summary>
    /// Runs a statement that returns no rows. It may be sent only with the next query or the commit (one round trip for many),
    /// so its error, too, may surface there; either way the write fails as a whole.
    /// </summary>
    public void Execute(string sql, params ReadOnlySpan<object?> args)
    {
        Changes++;
        Send(sql, args);
    }

    /// <summary>Runs a statement at once and reads its rows.</summary>
    public IReadOnlyList<T> Query<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> args)
    {
        CountIfChanging(sql);
        return Read(sql, map, args);
    }

    /// <summary>Runs a statement at once and reads its first row; <paramref name="none"/> when there is none.</summary>
    public T? QueryFirst<T>(string sql, Func<DbDataReader, T> map, T? none, params ReadOnlySpan<object?> args)
    {
        var rows = Query(sql, map, args);
        return rows.Count == 0 ? none : rows[0];
    }

    /// <summary>Runs a statement at once and reads the first column of its first row; null when there is no row, or it is NULL.</summary>
    public long? QueryNumber(string sql, params ReadOnlySpan<object?> args) =>
        QueryFirst<long?>(sql, static row => row.IsDBNull(0) ? null : row.GetInt64(0), none: null, args);

    /// <summary>
    /// Asks for a number whose value is needed only in the second step of a pipelined write: the questions of a whole group then cost
    /// one round trip. See <see cref="Db.WritePipelined{T}"/>.
    /// </summary>
    internal Later QueryNumberLater(string sql, params ReadOnlySpan<object?> args)
    {
        CountIfChanging(sql);
        var later = new Later(this);
        Ask(later, sql, args);
        return later;
    }

    /// <summary>Announces <paramref name="committed"/> after the commit, in the order of the calls.</summary>
    public void Publish(CommittedEvent committed) => _events.Add(committed);

    /// <summary>Whether questions gather until an answer is needed; where they do not, a write's second step follows its first at once.</summary>
    internal abstract bool Pipelines { get; }

    internal abstract void Begin();

    /// <summary>Gets the answers to all questions that were asked.</summary>
    internal abstract void Resolve();

    internal abstract void Commit();

    /// <summary>Whether the transaction may be stored although <paramref name="failure"/> came back instead of an answer.</summary>
    internal abstract bool MayBeCommitted(Exception failure);

    internal abstract void Rollback();

    internal void Reset()
    {
        _events.Clear();
        Changes = 0;
    }

    internal void ForgetEventsAfter(int count) => _events.RemoveRange(count, _events.Count - count);

    /// <summary>Runs the statement, now or with the next one.</summary>
    private protected abstract void Send(string sql, ReadOnlySpan<object?> args);

    /// <summary>Asks for a number, now or together with what comes next.</summary>
    private protected abstract void Ask(Later later, string sql, ReadOnlySpan<object?> args);

    /// <summary>Runs everything that waits, then the statement, and reads its rows.</summary>
    private protected abstract List<T> Read<T>(string sql, Func<DbDataReader, T> map, ReadOnlySpan<object?> args);

    private void CountIfChanging(string sql)
    {
        if (!sql.AsSpan().TrimStart().StartsWith("SELECT", StringComparison.OrdinalIgnoreCase))
            Changes++;
    }
}
