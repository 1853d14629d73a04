using System.Collections.Concurrent;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Accounts;

/// <summary>A database of the test's own, and what it announced; what is specified on it holds on both kinds.</summary>
public abstract class StoreSpecification(DatabaseKind kind) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("parlor-accounts-").FullName;

    private protected FakeClock Clock { get; } = new();

    private protected Db Db { get; private set; } = null!;

    private protected People People { get; private set; } = null!;

    private protected ConcurrentQueue<CommittedEvent> Announced { get; } = new();

    public virtual async ValueTask InitializeAsync()
    {
        Db = kind == DatabaseKind.Postgres
            ? new PostgresDb(await PostgresCluster.CreateDatabase())
            : new SqliteDb(Path.Combine(_folder, "parlor.db"));
        People = new People(Db);
        Db.OnCommitted(People.Committed);
        Db.OnCommitted(committed => committed.ToList().ForEach(Announced.Enqueue));
        Db.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected User NewUser(string username, string? displayName = null) => new()
    {
        Id = Ids.Next(Clock),
        Username = username,
        DisplayName = displayName ?? username,
        Email = $"{username}@example.org",
        PasswordHash = "hash",
        SecurityStamp = "stamp",
        CreatedAt = Clock.GetUtcNow(),
    };

    private protected async Task<User> Store(string username, string? displayName = null)
    {
        var user = NewUser(username, displayName);
        await new UserStore(Db, new LiveSettings(new Settings()), new NoInvitations()).CreateAsync(user, CancellationToken.None);
        return user;
    }

    /// <summary>Waits for all, and sorts those that worked from those that were refused.</summary>
    private protected static async Task<(List<T> Done, List<Problem> Refused)> Settle<T>(IEnumerable<Task<T>> tasks)
    {
        var (done, refused) = (new List<T>(), new List<Problem>());
        foreach (var task in tasks.ToList())
        {
            try
            {
                done.Add(await task);
            }
            catch (Problem problem)
            {
                refused.Add(problem);
            }
        }

        return (done, refused);
    }
}
