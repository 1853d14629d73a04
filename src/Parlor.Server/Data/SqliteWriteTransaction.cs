using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Parlor.Server.Data;

/// <summary>Runs each statement at once, prepared the first time it is seen: the texts are constants of the program, so they are few.</summary>
internal sealed class SqliteWriteTransaction(SqliteConnection connection) : WriteTransaction
{
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    internal override bool Pipelines => false;

    /// <summary>IMMEDIATE takes the write lock now, so no statement can fail later for want of it.</summary>
    internal override void Begin() => Run("BEGIN IMMEDIATE", []);

    internal override void Resolve()
    {
        // Every question was answered when it was asked.
    }

    internal override void Commit() => Run("COMMIT", []);

    /// <summary>A COMMIT that SQLite answers with an error has stored nothing.</summary>
    internal override bool MayBeCommitted(Exception failure) => false;

    internal override void Rollback() => Run("ROLLBACK", []);

    private protected override void Send(string sql, ReadOnlySpan<object?> args) => Run(sql, args);

    private protected override void Ask(Later later, string sql, ReadOnlySpan<object?> args)
    {
        using var reader = Prepare(sql, args).ExecuteReader();
        later.Take(reader);
    }

    private protected override List<T> Read<T>(string sql, Func<DbDataReader, T> map, ReadOnlySpan<object?> args)
    {
        var rows = new List<T>();
        using var reader = Prepare(sql, args).ExecuteReader();
        while (reader.Read())
            rows.Add(map(reader));
        return rows;
    }

    private void Run(string sql, ReadOnlySpan<object?> args) => Prepare(sql, args).ExecuteNonQuery();

    private SqliteCommand Prepare(string sql, ReadOnlySpan<object?> args)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= args.Length; i++)
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
            _prepared.Add(sql, command);
        }

        for (var i = 0; i < args.Length; i++)
            command.Parameters[i].Value = args[i] ?? DBNull.Value;
        return command;
    }
}
