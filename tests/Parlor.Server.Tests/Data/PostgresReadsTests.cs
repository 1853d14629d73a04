using System.Data.Common;
using Dapper;
using Parlor.Server.Data;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Data;

/// <summary>How PostgreSQL's connections are shared by those who await one and those who block a thread for it.</summary>
public sealed class PostgresReadsTests : IAsyncLifetime
{
    // Of the ten that the tests' databases have.
    private const int ForThoseWhoAwait = 5;

    private string _database = null!;
    private PostgresDb _db = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresCluster.CreateDatabase();
        _db = new PostgresDb(_database);
        _db.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        await PostgresCluster.Drop(_database);
    }

    [Fact]
    public async Task Those_who_await_leave_connections_to_those_who_block()
    {
        var lent = new List<DbConnection>();
        for (var i = 0; i < ForThoseWhoAwait; i++)
            lent.Add(await _db.OpenReadAsync());

        var next = _db.OpenReadAsync().AsTask();
        using (var blocking = _db.OpenRead())
            Assert.Equal(1, blocking.ExecuteScalar<int>("SELECT 1"));
        Assert.False(next.IsCompleted);

        await lent[0].DisposeAsync();
        await using (var connection = await next.WaitAsync(TimeSpan.FromSeconds(20)))
            Assert.Equal(2, await connection.ExecuteScalarAsync<int>("SELECT 2"));
        foreach (var connection in lent.Skip(1))
            await connection.DisposeAsync();
    }

    [Fact]
    public async Task A_connection_that_broke_is_given_back_too()
    {
        for (var i = 0; i < 3 * ForThoseWhoAwait; i++)
        {
            await using var connection = await _db.OpenReadAsync();
            await Assert.ThrowsAnyAsync<DbException>(() => connection.ExecuteAsync("SELECT pg_terminate_backend(pg_backend_pid())"));
        }

        await using var last = await _db.OpenReadAsync();
        Assert.Equal(3, await last.ExecuteScalarAsync<int>("SELECT 3"));
    }

    [Fact]
    public async Task One_that_is_not_waited_for_any_more_takes_nobodys_place()
    {
        for (var i = 0; i < 3 * ForThoseWhoAwait; i++)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _db.OpenReadAsync(new CancellationToken(canceled: true)));
        await using var connection = await _db.OpenReadAsync();
        Assert.Equal(4, await connection.ExecuteScalarAsync<int>("SELECT 4"));
    }
}
