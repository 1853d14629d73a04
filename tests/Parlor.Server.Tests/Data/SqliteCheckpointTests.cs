using Parlor.Server.Data;

namespace Parlor.Server.Tests.Data;

/// <summary>The write-ahead log is copied into the database file while writes go on, and starts over.</summary>
public sealed class SqliteCheckpointTests : IAsyncLifetime
{
    private const int RowsInAGroup = 1_000;
    private const int RowBytes = 500;
    private const int MostGroups = 400;
    private const int GroupsWhileReading = 50;

    private static readonly string Filler = new('x', RowBytes);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("parlor-log-");
    private readonly string _file;
    private readonly SqliteDb _db;

    public SqliteCheckpointTests()
    {
        _file = Path.Combine(_folder.FullName, "test.db");
        _db = new SqliteDb(_file);
    }

    public async ValueTask InitializeAsync()
    {
        _db.Start();
        await _db.Write(transaction => transaction.Execute("CREATE TABLE rows (n BIGINT NOT NULL PRIMARY KEY, filler TEXT NOT NULL)"));
    }

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_log_starts_over_instead_of_growing_with_all_that_is_written()
    {
        // How long the log gets depends on how quickly the disk takes the copy; once it starts over it stays that long.
        var groups = 0;
        do
            await WriteGroup(groups++);
        while (groups < MostGroups && LogBytes > WrittenBytes(groups) / 2);

        Assert.InRange(LogBytes, 1, WrittenBytes(groups) / 2);
        Assert.InRange(new FileInfo(_file).Length, WrittenBytes(groups) / 3, long.MaxValue);
    }

    [Fact]
    public async Task A_reader_that_takes_long_keeps_its_view_and_loses_nothing_to_others()
    {
        await WriteGroup(0);
        await using (var reader = _db.OpenRead())
        await using (var view = await reader.BeginTransactionAsync())
        {
            Assert.Equal(RowsInAGroup, await Count(reader, view));
            for (var group = 1; group < GroupsWhileReading; group++)
                await WriteGroup(group);
            Assert.Equal(RowsInAGroup, await Count(reader, view));
        }

        await using var after = _db.OpenRead();
        Assert.Equal(GroupsWhileReading * RowsInAGroup, await Count(after, view: null));
    }

    private long LogBytes => new FileInfo(_file + "-wal").Length;

    private static long WrittenBytes(int groups) => (long)groups * RowsInAGroup * RowBytes;

    private Task WriteGroup(int group) => _db.Write(transaction =>
    {
        for (var n = 0; n < RowsInAGroup; n++)
            transaction.Execute("INSERT INTO rows VALUES ($1, $2)", (group * RowsInAGroup) + n, Filler);
    });

    private static async Task<long> Count(System.Data.Common.DbConnection connection, System.Data.Common.DbTransaction? view)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = view;
        command.CommandText = "SELECT COUNT(*) FROM rows";
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
