using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Parlor.Server.Data;

/// <summary>
/// Copies the write-ahead log into the database file (SQLite documentation, "Write-Ahead Logging", "Checkpointing"). Most of it is done
/// beside the writer; the little that was written meanwhile the writer copies itself, between two groups. Then nothing is left, and the
/// log starts over from its beginning: a log that is overwritten costs much less than one that grows, whose every page is a new one to
/// the file system.
/// </summary>
internal sealed class SqliteCheckpoints(Func<SqliteConnection> open, SqliteConnection writer, string log)
{
    /// <summary>Rows changed between two checkpoints: 60 to 120 MB of log.</summary>
    private const int RowsBetween = 16_000;

    /// <summary>Times that the log is copied beside the writer, each shorter than the one before, until little is left for the writer.</summary>
    private const int Passes = 3;

    /// <summary>A log longer than this, in bytes, makes the writer wait until it is copied and empty: it must not grow for ever.</summary>
    private const long LongestLog = 256 * 1024 * 1024;

    private Task? _beside;
    private int _rowsBefore;

    /// <summary>To be called by the writing thread between two groups.</summary>
    public void AfterGroup()
    {
        if (_beside is { IsCompleted: false })
            return;
        if (_beside is not null)
            Finish();
        else if (sqlite3_total_changes(writer.Handle) - _rowsBefore >= RowsBetween)
            _beside = Task.Run(CopyBeside);
    }

    /// <summary>Waits for what goes on beside the writer.</summary>
    public void Stop() => _beside?.Wait();

    private void Finish()
    {
        _beside = null;
        _rowsBefore = sqlite3_total_changes(writer.Handle);
        // Somebody who reads for long keeps the log from starting over.
        var isTooLong = new FileInfo(log) is { Exists: true, Length: > LongestLog };
        Copy(writer, isTooLong ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE);
    }

    private void CopyBeside()
    {
        try
        {
            using var connection = open();
            // A connection that has read nothing yet does not know of the log, and its checkpoint would do nothing.
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM sqlite_master";
            command.ExecuteScalar();
            for (var pass = 0; pass < Passes; pass++)
                Copy(connection, SQLITE_CHECKPOINT_PASSIVE);
        }
        catch (SqliteException)
        {
            // Too many open files, say. The log still holds everything, and the next checkpoint tries again.
        }
    }

    /// <summary>A failure, on a full disk, say, is left to the next checkpoint: the log still holds everything.</summary>
    private static void Copy(SqliteConnection connection, int mode) =>
        sqlite3_wal_checkpoint_v2(connection.Handle, "main", mode, out _, out _);
}
