using System.Net;
using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Accounts;

public sealed class SqliteSessionsTests() : SessionsSpecification(DatabaseKind.Sqlite);

public sealed class PostgresSessionsTests() : SessionsSpecification(DatabaseKind.Postgres);

public abstract class SessionsSpecification(DatabaseKind kind) : StoreSpecification(kind)
{
    private static readonly Client Client = new(IPAddress.Parse("192.0.2.1"), "Test/1");

    private Sessions _sessions = null!;
    private long _user;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _sessions = new Sessions(Db, new NobodyBanned(), Clock);
        _user = (await Store("anna")).Id;
    }

    [Fact]
    public async Task A_refresh_gives_another_token_for_the_same_session()
    {
        var opened = await _sessions.Open(_user, Client);
        Clock.Advance(TimeSpan.FromHours(1));
        var refreshed = await _sessions.Refresh(opened.RefreshToken, Client);
        Assert.Equal((_user, opened.SessionId), (refreshed.UserId, refreshed.SessionId));
        Assert.NotEqual(opened.RefreshToken, refreshed.RefreshToken, StringComparer.Ordinal);
        Assert.Equal(opened.RefreshExpiresAt.AddHours(1), refreshed.RefreshExpiresAt);
        Assert.Empty(Announced.OfType<SessionEnded>());
    }

    [Fact]
    public async Task A_token_used_twice_ends_the_whole_family_and_no_other_session()
    {
        var other = await _sessions.Open(_user, Client);
        var first = await _sessions.Open(_user, Client);
        var second = await _sessions.Refresh(first.RefreshToken, Client);
        var third = await _sessions.Refresh(second.RefreshToken, Client);

        await Refused(first.RefreshToken);
        await Refused(third.RefreshToken);
        await Refused(second.RefreshToken);
        var ended = Assert.Single(Announced.OfType<SessionEnded>());
        Assert.Equal((_user, first.SessionId), (ended.UserId, ended.SessionId));
        await _sessions.Refresh(other.RefreshToken, Client);
    }

    [Fact]
    public async Task A_token_used_at_the_same_time_by_many_ends_the_session()
    {
        var opened = await _sessions.Open(_user, Client);
        var (done, refused) = await Settle(Enumerable.Range(0, 10).Select(_ => _sessions.Refresh(opened.RefreshToken, Client)));
        Assert.Equal(9, refused.Count);
        await Refused(Assert.Single(done).RefreshToken);
        Assert.Single(Announced.OfType<SessionEnded>());
    }

    [Theory]
    [InlineData("")]
    [InlineData("guess")]
    [InlineData("\0")]
    public async Task An_unknown_token_is_refused(string token)
    {
        await _sessions.Open(_user, Client);
        await Refused(token);
        Assert.False(await _sessions.End(token));
        Assert.Empty(Announced.OfType<SessionEnded>());
    }

    [Fact]
    public async Task A_session_lasts_thirty_days_without_a_refresh()
    {
        var opened = await _sessions.Open(_user, Client);
        Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromMilliseconds(1));
        var refreshed = await _sessions.Refresh(opened.RefreshToken, Client);
        Clock.Advance(TimeSpan.FromDays(30));
        await Refused(refreshed.RefreshToken);
    }

    [Fact]
    public async Task A_token_past_its_time_does_not_end_a_session_that_goes_on()
    {
        var opened = await _sessions.Open(_user, Client);
        Clock.Advance(TimeSpan.FromDays(20));
        var refreshed = await _sessions.Refresh(opened.RefreshToken, Client);
        Clock.Advance(TimeSpan.FromDays(20));
        await Refused(opened.RefreshToken);
        await _sessions.Refresh(refreshed.RefreshToken, Client);
    }

    [Fact]
    public async Task A_session_ends_once_by_itself_or_by_its_token()
    {
        var byItself = await _sessions.Open(_user, Client);
        var session = new Session(_user, byItself.SessionId, Clock.GetUtcNow());
        await _sessions.End(session);
        await _sessions.End(session);
        await Refused(byItself.RefreshToken);

        var byToken = await _sessions.Open(_user, Client);
        Assert.True(await _sessions.End(byToken.RefreshToken));
        Assert.False(await _sessions.End(byToken.RefreshToken));
        await Refused(byToken.RefreshToken);
        Assert.Equal([byItself.SessionId, byToken.SessionId], Announced.OfType<SessionEnded>().Select(ended => ended.SessionId));
    }

    [Fact]
    public async Task What_has_run_out_is_cleared_away()
    {
        await _sessions.Refresh((await _sessions.Open(_user, Client)).RefreshToken, Client);
        Clock.Advance(Sessions.Lifetime);
        await _sessions.Open(_user, Client);
        Assert.Equal((1, 1), (await Count("sessions"), await Count("refresh_tokens")));

        var opened = await _sessions.Open(_user, Client);
        Clock.Advance(Sessions.Lifetime / 2);
        var refreshed = await _sessions.Refresh(opened.RefreshToken, Client);
        Clock.Advance(Sessions.Lifetime / 2);
        await _sessions.Refresh(refreshed.RefreshToken, Client);
        Assert.Equal(3, await Count("refresh_tokens"));
    }

    [Fact]
    public async Task Tokens_are_stored_as_hashes_only()
    {
        var opened = await _sessions.Open(_user, Client);
        await using var connection = await Db.OpenReadAsync();
        var hash = await connection.QuerySingleAsync<string>("SELECT hash FROM refresh_tokens");
        Assert.Equal(64, hash.Length);
        Assert.DoesNotContain(opened.RefreshToken, hash, StringComparison.OrdinalIgnoreCase);
    }

    private async Task Refused(string token) =>
        Assert.Equal(ProblemCode.Unauthorized, (await Assert.ThrowsAsync<Problem>(() => _sessions.Refresh(token, Client))).Code);

    private async Task<int> Count(string table)
    {
        await using var connection = await Db.OpenReadAsync();
        return await connection.ExecuteScalarAsync<int>($"SELECT COUNT(*) FROM {table}");
    }
}
