using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Parlor.Server.Data;

/// <summary>
/// The embedded default: one file in write-ahead mode. <c>synchronous=FULL</c>, so a commit is on the disk when it is acknowledged
/// (SQLite documentation, "PRAGMA synchronous"). Checkpoints run beside the writer, not inside its commits: <see cref="SqliteCheckpoints"/>.
/// </summary>
public sealed class SqliteDb : Db
{
    /// <summary>
    /// Pages that the writer keeps, in KiB. A page that falls out is searched for in the log and read again for the next row that
    /// goes onto it: with hundreds of rooms talking at once, SQLite's own 2,000 KiB make that most of the work.
    /// </summary>
    private const int WriterCacheKiB = 32 * 1024;

    private readonly string _file;
    private readonly string _readString;
    private SqliteConnection? _writer;
    private SqliteCheckpoints? _checkpoints;

    static SqliteDb() => SQLitePCL.Batteries_V2.Init();

    public SqliteDb(string file)
    {
        _file = file;
        _readString = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = true }.ToString();
    }

    public override Dialect Dialect => Dialect.Sqlite;

    public override string Kind => "sqlite";

    public override DbConnection OpenRead()
    {
        var connection = new SqliteConnection(_readString);
        connection.Open();
        return connection;
    }

    /// <summary>SQLite answers from memory or disk without a wire to wait for, so opening never suspends.</summary>
    public override ValueTask<DbConnection> OpenReadAsync(CancellationToken cancel = default) => ValueTask.FromResult(OpenRead());

    internal override void Snapshot(WriteTransaction transaction, string name)
    {
        var folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(_file))!, "snapshots");
        Directory.CreateDirectory(folder);
        var copy = Path.Combine(folder, $"{name}.db");
        File.Delete(copy);
        using var command = _writer!.CreateCommand();
        command.CommandText = "VACUUM INTO $copy";
        command.Parameters.AddWithValue("$copy", copy);
        command.ExecuteNonQuery();
    }

    /// <summary>The file, and the write-ahead log beside it.</summary>
    internal override Task<long> Size(DbConnection connection)
    {
        var log = new FileInfo(_file + "-wal");
        return Task.FromResult(new FileInfo(_file).Length + (log.Exists ? log.Length : 0));
    }

    private protected override WriteTransaction OpenWriter()
    {
        _writer = OpenForWriting();
        Run(_writer, $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA foreign_keys=ON; PRAGMA cache_size=-{WriterCacheKiB}");
        _checkpoints = new SqliteCheckpoints(OpenForWriting, _writer, _file + "-wal");
        return new SqliteWriteTransaction(_writer);
    }

    private protected override void AfterGroup() => _checkpoints!.AfterGroup();

    private protected override void Close()
    {
        _checkpoints?.Stop();
        using (var readers = new SqliteConnection(_readString))
            SqliteConnection.ClearPool(readers);
        // The last connection to close copies the log into the database file and removes it.
        _writer?.Dispose();
    }

    private SqliteConnection OpenForWriting()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _file, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
