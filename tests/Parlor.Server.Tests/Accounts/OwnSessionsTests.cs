using System.Net;
using Parlor.Server.Accounts;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Accounts;

/// <summary>A person's password and sessions in their own hands; every database must do the same.</summary>
public abstract class OwnSessionsSpecification(DatabaseKind database) : IAsyncLifetime
{
    private const string Path = "/api/v1/me/sessions";

    private const string NewPassword = "another horse entirely";

    private TestServer _server = null!;
    private Browser _ada = null!;
    private Browser _phone = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        (_ada, _phone) = (new Browser(_server), new Browser(_server));
        await _ada.SignUp("ada");
        _server.Clock.Advance(TimeSpan.FromMinutes(1));
        await _phone.LogIn("ada");
    }

    public async ValueTask DisposeAsync()
    {
        _ada.Dispose();
        _phone.Dispose();
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Sessions_are_listed_with_what_they_run_on_and_when_they_were_used()
    {
        const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        _server.Clock.Advance(TimeSpan.FromMinutes(10));
        await _ada.Send(HttpMethod.Post, "/api/v1/sessions/refresh", headers: ("User-Agent", Firefox));

        var sessions = (await _ada.Get(Path)).Is(HttpStatusCode.OK).Body.GetProperty("sessions");

        Assert.Equal(2, sessions.GetArrayLength());
        var (mine, phone) = (sessions[0], sessions[1]);
        Assert.Equal("Firefox on Linux", mine.Text("device"));
        Assert.Equal("127.0.0.1", mine.Text("address"));
        Assert.Equal("2026-03-01T12:00:00.000Z", mine.Text("createdAt"));
        Assert.Equal("2026-03-01T12:11:00.000Z", mine.Text("lastUsedAt"));
        Assert.Equal((true, false), (mine.GetProperty("current").GetBoolean(), phone.GetProperty("current").GetBoolean()));
        Assert.Null(phone.Text("device"));
        Assert.Equal("2026-03-01T12:01:00.000Z", phone.Text("lastUsedAt"));
    }

    [Fact]
    public async Task A_session_that_is_ended_is_over_at_once_everywhere()
    {
        await using var live = await LiveClient.Connect(_server.Address, new { token = _phone.Token });
        await live.Connected;
        var phone = (await _phone.Get(Path)).Body.GetProperty("sessions").EnumerateArray().First(one => one.GetProperty("current").GetBoolean());

        (await _ada.Send(HttpMethod.Delete, $"{Path}/{phone.Text("id")}")).Is(HttpStatusCode.NoContent);

        await live.Closed;
        (await _phone.Get("/api/v1/me")).Is(HttpStatusCode.Unauthorized);
        (await _phone.Refresh()).Is(HttpStatusCode.Unauthorized);
        (await _ada.Refresh()).Is(HttpStatusCode.OK);
        (await _ada.Send(HttpMethod.Delete, $"{Path}/{phone.Text("id")}")).IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Nobody_ends_or_sees_the_sessions_of_others()
    {
        using var ben = new Browser(_server);
        await ben.SignUp("ben");
        var ada = (await _ada.Get(Path)).Body.GetProperty("sessions")[0].Text("id");
        (await ben.Send(HttpMethod.Delete, $"{Path}/{ada}")).IsProblem(HttpStatusCode.NotFound, "not_found");
        (await ben.Send(HttpMethod.Delete, $"{Path}/nothing")).IsProblem(HttpStatusCode.NotFound, "not_found");
        Assert.Equal(1, (await ben.Get(Path)).Body.GetProperty("sessions").GetArrayLength());
        (await ben.Send(HttpMethod.Delete, Path)).Is(HttpStatusCode.NoContent);
        (await _ada.Get("/api/v1/me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task All_others_are_ended_by_one_call_and_this_one_goes_on()
    {
        (await _ada.Send(HttpMethod.Delete, Path)).Is(HttpStatusCode.NoContent);
        (await _phone.Get("/api/v1/me")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal(1, (await _ada.Get(Path)).Is(HttpStatusCode.OK).Body.GetProperty("sessions").GetArrayLength());
    }

    [Fact]
    public async Task A_person_has_so_many_sessions_and_one_more_ends_the_least_used()
    {
        using var more = new Browser(_server);
        for (var i = 2; i < Sessions.MostOfOnePerson; i++)
            (await more.LogIn("ada")).Is(HttpStatusCode.Created);
        Assert.Equal(Sessions.MostOfOnePerson, (await _ada.Get(Path)).Body.GetProperty("sessions").GetArrayLength());
        _server.Clock.Advance(TimeSpan.FromMinutes(1));
        await _ada.Refresh();
        await more.LogIn("ada");
        Assert.Equal(Sessions.MostOfOnePerson, (await _ada.Get(Path)).Is(HttpStatusCode.OK).Body.GetProperty("sessions").GetArrayLength());
        (await _phone.Get("/api/v1/me")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Another_password_counts_from_now_on_and_ends_the_other_sessions()
    {
        (await ChangePassword(_ada, Browser.Password, NewPassword)).Is(HttpStatusCode.NoContent);

        (await _ada.Get("/api/v1/me")).Is(HttpStatusCode.OK);
        (await _ada.Refresh()).Is(HttpStatusCode.OK);
        (await _phone.Get("/api/v1/me")).Is(HttpStatusCode.Unauthorized);
        (await _phone.LogIn("ada")).Is(HttpStatusCode.Unauthorized);
        (await _phone.LogIn("ada", NewPassword)).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("current", null, NewPassword)]
    [InlineData("current", "not my password", NewPassword)]
    [InlineData("current", "", NewPassword)]
    [InlineData("new", Browser.Password, null)]
    [InlineData("new", Browser.Password, "short")]
    [InlineData("new", Browser.Password, "password123")]
    public async Task A_wrong_password_is_named_and_changes_nothing(string field, string? current, string? wanted)
    {
        (await ChangePassword(_ada, current, wanted)).IsProblem(HttpStatusCode.BadRequest, "invalid", field);
        (await _phone.Get("/api/v1/me")).Is(HttpStatusCode.OK);
        (await _phone.LogIn("ada")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Guessing_the_password_with_somebodys_token_locks_like_guessing_at_the_door()
    {
        for (var i = 0; i < AccountsFeature.FailuresBeforeLockout; i++)
            (await ChangePassword(_ada, "not my password", NewPassword)).Is(HttpStatusCode.BadRequest);
        (await ChangePassword(_ada, Browser.Password, NewPassword)).IsProblem(HttpStatusCode.TooManyRequests, "rate_limited");
        (await _phone.LogIn("ada")).IsProblem(HttpStatusCode.TooManyRequests, "rate_limited");
        _server.Clock.Advance(AccountsFeature.Lockout);
        (await ChangePassword(_ada, Browser.Password, NewPassword)).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Of_two_changes_at_the_same_time_one_counts()
    {
        var answers = await Task.WhenAll(
            ChangePassword(_ada, Browser.Password, NewPassword), ChangePassword(_ada, Browser.Password, $"{NewPassword} 2"));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.NoContent);
    }

    private static Task<Answer> ChangePassword(Browser browser, string? current, string? wanted) =>
        browser.Send(HttpMethod.Put, "/api/v1/me/password", System.Text.Json.JsonSerializer.Serialize(new { current, @new = wanted }));
}

public sealed class OwnSessionsOnSqlite() : OwnSessionsSpecification(DatabaseKind.Sqlite);

public sealed class OwnSessionsOnPostgres() : OwnSessionsSpecification(DatabaseKind.Postgres);
