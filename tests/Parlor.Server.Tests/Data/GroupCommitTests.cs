using Dapper;
using Parlor.Server.Data;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Data;

/// <summary>What the group commit promises; every database must keep it.</summary>
public abstract class GroupCommitSpecification(DatabaseKind kind) : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("parlor-db-");
    private readonly List<int> _announced = [];
    private Db _db = null!;

    public async ValueTask InitializeAsync()
    {
        _db = kind == DatabaseKind.Sqlite
            ? new SqliteDb(Path.Combine(_folder.FullName, "test.db"))
            : new PostgresDb(await PostgresCluster.CreateDatabase());
        _db.OnCommitted(events => _announced.AddRange(events.OfType<Numbered>().Select(happened => happened.Number)));
        _db.Start();
        await _db.Write(transaction => transaction.Execute("CREATE TABLE numbers (n BIGINT NOT NULL PRIMARY KEY)"));
    }

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Writes_happen_and_are_announced_in_the_order_they_were_given()
    {
        await Task.WhenAll(Enumerable.Range(1, 1_000).Select(n => _db.Write(transaction => Insert(transaction, n))));
        Assert.Equal(Enumerable.Range(1, 1_000), _announced);
        Assert.Equal(1_000, (await Stored()).Count);
    }

    [Fact]
    public async Task A_write_sees_what_the_writes_before_it_did()
    {
        var results = await Task.WhenAll(Enumerable.Range(1, 100).Select(n => _db.Write(transaction =>
        {
            Insert(transaction, n);
            return transaction.QueryNumber("SELECT COUNT(*) FROM numbers");
        })));
        Assert.Equal(Enumerable.Range(1, 100).Select(n => (long?)n), results);
    }

    [Fact]
    public async Task A_write_that_refuses_fails_alone_and_leaves_nothing()
    {
        var writes = Enumerable.Range(1, 100).Select(n => _db.Write(transaction =>
        {
            if (n % 10 == 0)
            {
                transaction.Publish(new Numbered(n));
                throw Problem.Conflict("n", "no tens");
            }

            Insert(transaction, n);
        })).ToList();

        await AssertOnlyTensFail(writes, failure => Assert.Equal(ProblemCode.Conflict, Assert.IsType<Problem>(failure).Code));
    }

    [Fact]
    public async Task A_write_that_fails_after_changing_something_takes_its_changes_with_it()
    {
        var writes = Enumerable.Range(1, 100).Select(n => _db.Write(transaction =>
        {
            Insert(transaction, n);
            if (n % 10 == 0)
                throw new InvalidOperationException("too late");
        })).ToList();

        await AssertOnlyTensFail(writes, failure => Assert.IsType<InvalidOperationException>(failure));
    }

    [Fact]
    public async Task A_write_that_the_database_refuses_fails_alone()
    {
        await _db.Write(transaction => transaction.Execute("INSERT INTO numbers (n) VALUES ($1)", 1_000L));
        var writes = Enumerable.Range(1, 100).Select(n => _db.Write(transaction =>
        {
            transaction.Publish(new Numbered(n));
            transaction.Execute("INSERT INTO numbers (n) VALUES ($1)", n % 10 == 0 ? 1_000L : n);
        })).ToList();

        await AssertOnlyTensFail(writes, failure => Assert.IsAssignableFrom<System.Data.Common.DbException>(failure), 1_000);
    }

    [Fact]
    public async Task Writes_go_on_after_a_failure()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => _db.Write(transaction => transaction.Execute("INSERT INTO nowhere VALUES (1)")));
        await _db.Write(transaction => Insert(transaction, 7));
        Assert.Equal([7L], await Stored());
    }

    [Fact]
    public async Task Closing_finishes_what_waits()
    {
        var writes = Enumerable.Range(1, 500).Select(n => _db.Write(transaction => Insert(transaction, n))).ToList();
        await _db.DisposeAsync();
        Assert.All(writes, write => Assert.True(write.IsCompletedSuccessfully));
    }

    private static void Insert(WriteTransaction transaction, int n)
    {
        transaction.Execute("INSERT INTO numbers (n) VALUES ($1)", (long)n);
        transaction.Publish(new Numbered(n));
    }

    private async Task AssertOnlyTensFail(List<Task> writes, Action<Exception> assertFailure, params long[] alsoStored)
    {
        await Task.WhenAll(writes).ContinueWith(_ => { }, TaskScheduler.Default);
        for (var n = 1; n <= writes.Count; n++)
        {
            if (n % 10 == 0)
                assertFailure(writes[n - 1].Exception!.InnerException!);
            else
                Assert.True(writes[n - 1].IsCompletedSuccessfully);
        }

        var expected = Enumerable.Range(1, writes.Count).Where(n => n % 10 != 0).ToList();
        Assert.Equal(expected, _announced);
        Assert.Equal(expected.Select(n => (long)n).Concat(alsoStored).Order(), await Stored());
    }

    private async Task<IReadOnlyList<long>> Stored()
    {
        await using var connection = await _db.OpenReadAsync();
        return [.. await connection.QueryAsync<long>("SELECT n FROM numbers ORDER BY n")];
    }

    private sealed class Numbered(int number) : CommittedEvent
    {
        public int Number { get; } = number;
    }
}

public sealed class GroupCommitOnSqlite() : GroupCommitSpecification(DatabaseKind.Sqlite);

public sealed class GroupCommitOnPostgres() : GroupCommitSpecification(DatabaseKind.Postgres);
