using System.Data.Common;
using Npgsql;

namespace Parlor.Server.Data;

/// <summary>
/// Collects statements and sends them with the next query, or with the commit, as one pipelined batch: a group commit of many writes
/// costs one round trip for each query in it, not for each statement.
/// </summary>
internal sealed class PostgresWriteTransaction(Func<NpgsqlConnection> connection) : WriteTransaction
{
    private readonly List<NpgsqlBatchCommand> _waiting = [];
    private readonly Queue<Later> _asked = new();
    private bool _commitSent;

    internal override bool Pipelines => true;

    internal override void Begin()
    {
        _waiting.Clear();
        _asked.Clear();
        _commitSent = false;
        _waiting.Add(new NpgsqlBatchCommand("BEGIN"));
    }

    internal override void Resolve()
    {
        using var batch = TakeBatch();
        using var reader = batch.ExecuteReader();
        Answer(reader);
    }

    /// <summary>COMMIT goes along with what waits. A statement that fails makes the server skip what follows it, the COMMIT too.</summary>
    internal override void Commit()
    {
        _waiting.Add(new NpgsqlBatchCommand("COMMIT"));
        _commitSent = true;
        using var batch = TakeBatch();
        batch.ExecuteNonQuery();
    }

    /// <summary>An error from the server means no; a connection that broke after COMMIT was sent means nobody knows.</summary>
    internal override bool MayBeCommitted(Exception failure) => _commitSent && failure is not PostgresException;

    internal override void Rollback()
    {
        _waiting.Clear();
        using var command = new NpgsqlCommand("ROLLBACK", connection());
        command.ExecuteNonQuery();
    }

    private protected override void Send(string sql, ReadOnlySpan<object?> args) => _waiting.Add(Command(sql, args));

    private protected override void Ask(Later later, string sql, ReadOnlySpan<object?> args)
    {
        _waiting.Add(Command(sql, args));
        _asked.Enqueue(later);
    }

    private protected override List<T> Read<T>(string sql, Func<DbDataReader, T> map, ReadOnlySpan<object?> args)
    {
        _waiting.Add(Command(sql, args));
        using var batch = TakeBatch();
        using var reader = batch.ExecuteReader();
        // Only statements that return rows count: the questions asked before, then ours.
        Answer(reader);
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(map(reader));
        return rows;
    }

    private void Answer(NpgsqlDataReader reader)
    {
        while (_asked.TryDequeue(out var later))
        {
            later.Take(reader);
            reader.NextResult();
        }
    }

    private NpgsqlBatch TakeBatch()
    {
        var batch = new NpgsqlBatch(connection());
        foreach (var command in _waiting)
            batch.BatchCommands.Add(command);
        _waiting.Clear();
        return batch;
    }

    private static NpgsqlBatchCommand Command(string sql, ReadOnlySpan<object?> args)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var arg in args)
            command.Parameters.Add(new NpgsqlParameter { Value = arg ?? DBNull.Value });
        return command;
    }
}
