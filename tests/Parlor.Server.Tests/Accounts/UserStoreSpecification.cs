using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Accounts;

public sealed class SqliteUserStoreTests() : UserStoreSpecification(DatabaseKind.Sqlite);

public sealed class PostgresUserStoreTests() : UserStoreSpecification(DatabaseKind.Postgres);

public abstract class UserStoreSpecification(DatabaseKind kind) : StoreSpecification(kind)
{
    private UserStore Users => new(Db, new LiveSettings(new Settings()), new NoInvitations());

    [Fact]
    public async Task An_account_reads_back_as_it_was_stored()
    {
        var user = await Store("anna", "Änne 😀");
        Assert.Equivalent(user, await Users.Find(user.Id), strict: true);
        Assert.Equivalent(user, await Users.FindByNameAsync("anna", default), strict: true);
        Assert.Equivalent(user, await Users.FindByIdAsync(Ids.Text(user.Id), default), strict: true);
    }

    [Fact]
    public async Task Who_is_not_stored_is_not_found()
    {
        Assert.False(await Users.HasAny());
        await Store("anna");
        Assert.True(await Users.HasAny());
        Assert.Null(await Users.Find(1));
        Assert.Null(await Users.FindByNameAsync("bert", default));
        Assert.Null(await Users.FindByIdAsync("not an id", default));
    }

    [Fact]
    public async Task Of_the_first_accounts_at_the_same_time_one_is_the_owner()
    {
        var users = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Store($"user-{i}")));
        Assert.Single(users, user => user.Role == Role.Owner);
        Assert.Equal(39, users.Count(user => user.Role == Role.Member));
        foreach (var user in users)
            Assert.Equal(user.Role, (await Users.Find(user.Id))!.Role);
    }

    [Fact]
    public async Task A_username_is_given_once_however_many_want_it_at_the_same_time()
    {
        var (done, refused) = await Settle(Enumerable.Range(0, 20).Select(_ => Store("anna")));
        Assert.Single(done);
        Assert.Equal(19, refused.Count);
        Assert.All(refused, problem => Assert.Equal((ProblemCode.Conflict, "username"), (problem.Code, problem.Field)));
    }

    [Fact]
    public async Task A_closed_server_takes_its_owner_and_nobody_else()
    {
        var closed = new UserStore(Db, new LiveSettings(new Settings { SignUp = "closed" }), new NoInvitations());
        await closed.CreateAsync(NewUser("anna"), default);
        var problem = await Assert.ThrowsAsync<Problem>(() => closed.CreateAsync(NewUser("bert"), default));
        Assert.Equal(ProblemCode.Forbidden, problem.Code);
        Assert.Null(await closed.FindByNameAsync("bert", default));
    }

    [Fact]
    public async Task An_update_stores_the_credentials_and_leaves_what_others_changed()
    {
        var user = await Store("anna");
        await new ChangeProfile(Db, Clock).Execute(user.Id, new ProfileChange { DisplayName = "Anna" });
        await Users.CountFailure(user.Id, 10, Clock.GetUtcNow());
        user.PasswordHash = "other hash";
        user.SecurityStamp = "other stamp";
        await Users.UpdateAsync(user, default);

        var read = (await Users.Find(user.Id))!;
        Assert.Equal(("other hash", "other stamp"), (read.PasswordHash, read.SecurityStamp));
        Assert.Equal(("Anna", 1), (read.DisplayName, read.FailedLogIns));
    }

    [Fact]
    public async Task Failures_at_the_same_time_are_all_counted_and_the_last_of_the_limit_locks()
    {
        var user = await Store("anna");
        var until = Clock.GetUtcNow().AddMinutes(5);
        await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => Users.CountFailure(user.Id, 10, until)));
        var read = (await Users.Find(user.Id))!;
        Assert.Equal((9, null), (read.FailedLogIns, read.LockedUntil));

        await Users.CountFailure(user.Id, 10, until);
        read = (await Users.Find(user.Id))!;
        Assert.Equal((0, until), (read.FailedLogIns, read.LockedUntil));
    }

    [Fact]
    public async Task A_failure_of_nobody_changes_nothing()
    {
        await Users.CountFailure(null, 1, Clock.GetUtcNow());
        var user = await Store("anna");
        await Users.CountFailure(null, 1, Clock.GetUtcNow());
        Assert.Equivalent(user, await Users.Find(user.Id), strict: true);
    }

    [Fact]
    public async Task Failures_and_lockouts_can_be_set_back()
    {
        var user = await Store("anna");
        Assert.Equal(1, await Users.IncrementAccessFailedCountAsync(user, default));
        Assert.Equal(2, await Users.IncrementAccessFailedCountAsync(user, default));
        await Users.ResetAccessFailedCountAsync(user, default);
        await Users.SetLockoutEndDateAsync(user, Clock.GetUtcNow().AddHours(1), default);
        var read = (await Users.Find(user.Id))!;
        Assert.Equal((0, Clock.GetUtcNow().AddHours(1)), (read.FailedLogIns, read.LockedUntil));
        await Users.SetLockoutEndDateAsync(user, null, default);
        Assert.Null((await Users.Find(user.Id))!.LockedUntil);
    }
}
