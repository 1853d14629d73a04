using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Pictures;

namespace Parlor.Server.Administration;

/// <summary>What the server keeps, and how much of it.</summary>
/// <param name="CountedAt">When this was counted; up to a minute ago.</param>
/// <param name="Database"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="DatabaseBytes">The database, with its write-ahead log where that is a file beside it.</param>
/// <param name="Pictures">Pictures of people and rooms.</param>
/// <param name="Snapshots">Copies of the database from before upgrades.</param>
/// <param name="LastSnapshotAt">When the newest of them was made.</param>
/// <param name="DiskFreeBytes">What is free on the disk that the data folder is on.</param>
/// <param name="DiskBytes">How large that disk is.</param>
/// <param name="Rows">Rows of the tables that grow, the largest first.</param>
public sealed record Storage(
    Timestamp CountedAt,
    string Database,
    long DatabaseBytes,
    StoredFiles Pictures,
    StoredFiles Snapshots,
    Timestamp? LastSnapshotAt,
    long DiskFreeBytes,
    long DiskBytes,
    IReadOnlyList<TableRows> Rows);

public sealed record StoredFiles(int Files, long Bytes);

public sealed record TableRows(string Table, long Rows);

/// <summary>Counts what the server keeps. Counting large tables takes time, so an answer is kept for <see cref="KeptFor"/>.</summary>
public sealed class ServerStorage(Db db, DataFolder folder, People people, TimeProvider clock) : IDisposable
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    /// <summary>What grows with use. Every event of a room has the next number, so their sum needs no counting.</summary>
    private const string Count = """
        SELECT 'events' AS "table", COALESCE(SUM(last_seq), 0) AS rows FROM rooms
        UNION ALL SELECT 'messages', COUNT(*) FROM messages
        UNION ALL SELECT 'memberships', COALESCE(SUM(member_count), 0) FROM rooms
        UNION ALL SELECT 'rooms', COUNT(*) FROM rooms
        UNION ALL SELECT 'users', COUNT(*) FROM users
        UNION ALL SELECT 'sessions', COUNT(*) FROM sessions
        UNION ALL SELECT 'mentions', COUNT(*) FROM mentions
        UNION ALL SELECT 'reactions', COUNT(*) FROM reactions
        UNION ALL SELECT 'invitations', COUNT(*) FROM invitations
        UNION ALL SELECT 'reports', COUNT(*) FROM reports
        UNION ALL SELECT 'audit_log', COUNT(*) FROM audit_log
        """;

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private Storage? _kept;

    /// <exception cref="Problem"><c>forbidden</c>.</exception>
    public async Task<Storage> Get(Administrator by, CancellationToken cancel = default)
    {
        await by.Require(people, cancel);
        await _oneAtATime.WaitAsync(cancel);
        try
        {
            if (_kept is null || clock.GetUtcNow() - _kept.CountedAt.Value >= KeptFor)
                _kept = await Read(cancel);
            return _kept;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<Storage> Read(CancellationToken cancel)
    {
        await using var connection = await db.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<(string Table, long Rows)>(new CommandDefinition(Count, cancellationToken: cancel));
        var snapshots = Files("snapshots");
        var disk = new DriveInfo(folder.Path);
        return new Storage(
            Timestamp.Now(clock),
            db.Kind,
            await db.Size(connection),
            Sum(Files(PictureFiles.Folder)),
            Sum(snapshots),
            snapshots.Count == 0 ? null : new Timestamp(new DateTimeOffset(snapshots.Max(file => file.LastWriteTimeUtc)).ToUnixTimeMilliseconds()),
            disk.AvailableFreeSpace,
            disk.TotalSize,
            [.. rows.Select(row => new TableRows(row.Table, row.Rows)).OrderByDescending(row => row.Rows)]);
    }

    private List<FileInfo> Files(string name)
    {
        var inner = new DirectoryInfo(folder.File(name));
        return inner.Exists ? [.. inner.EnumerateFiles()] : [];
    }

    private static StoredFiles Sum(List<FileInfo> files) => new(files.Count, files.Sum(file => file.Length));
}
