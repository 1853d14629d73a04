using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Administration;

/// <summary>What administrators see of people and do for them; every database must do the same.</summary>
public abstract class ServerPeopleSpecification(DatabaseKind database) : IAsyncLifetime
{
    private const string Path = "/api/v1/admin/people";

    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;
    private Someone _cleo = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        _cleo = await _server.SignUp("cleo");
        await _ada.Send(HttpMethod.Put, "/api/v1/users/ben/role", new { role = "admin" }, HttpStatusCode.NoContent);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task People_come_in_pages_by_username_with_what_an_administrator_has_to_know()
    {
        var first = await _ben.Get($"{Path}?limit=2");
        Assert.Equal(["ada", "ben"], Names(first));
        var owner = first.GetProperty("people")[0];
        Assert.Equal(("owner", "active", 1), (owner.Text("role"), owner.Text("state"), owner.Number("sessions")));
        Assert.Equal(_server.Clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ"), owner.Text("lastSeenAt"));
        var second = await _ben.Get($"{Path}?limit=2&cursor={first.Text("next")}");
        Assert.Equal(["cleo"], Names(second));
        Assert.Null(second.Text("next"));
    }

    [Theory]
    [InlineData("query=cl", "cleo")]
    [InlineData("query=%25", "")]
    [InlineData("query=%00", "")]
    [InlineData("role=admin", "ben")]
    [InlineData("state=signed_out", "cleo")]
    [InlineData("state=active", "ada ben")]
    [InlineData("state=active&role=member", "")]
    [InlineData("state=locked", "")]
    public async Task People_are_found_by_name_role_and_state(string filter, string expected)
    {
        await _ada.Send(HttpMethod.Delete, $"{Path}/cleo/sessions", null, HttpStatusCode.NoContent);
        Assert.Equal(expected, string.Join(' ', Names(await _ada.Get($"{Path}?{filter}"))));
    }

    [Fact]
    public async Task An_account_that_was_tried_too_often_is_shown_as_locked_for_a_while()
    {
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await LogIn("cleo", "wrong horse battery"));
        Assert.Equal(["cleo"], Names(await _ada.Get($"{Path}?state=locked")));
        _server.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Empty(Names(await _ada.Get($"{Path}?state=locked")));
    }

    [Theory]
    [InlineData("role=king", "role")]
    [InlineData("state=0", "state")]
    [InlineData("limit=201", "limit")]
    public Task What_cannot_be_asked_is_named(string filter, string field) =>
        _ada.Refuses(HttpMethod.Get, $"{Path}?{filter}", null, HttpStatusCode.BadRequest, "invalid", field);

    [Fact]
    public async Task Ending_sessions_signs_a_person_out_everywhere()
    {
        await using var live = await LiveClient.Connect(_server.Address, _cleo);
        await _ben.Send(HttpMethod.Delete, $"{Path}/cleo/sessions", null, HttpStatusCode.NoContent);
        await live.Closed;
        await _cleo.Get("/api/v1/me", HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.Created, await LogIn("cleo", "correct horse battery"));
    }

    [Fact]
    public async Task A_link_gives_another_password_once()
    {
        var link = (await _ben.Post($"{Path}/cleo/password-link", new { }, HttpStatusCode.OK)).GetProperty("link");
        var path = $"/api/v1/password-links/{link.Text("code")}";
        var preview = await _server.Http.GetFromJsonAsync<JsonElement>(path);
        Assert.Equal("cleo", preview.GetProperty("user").Text("username"));
        Assert.Equal(HttpStatusCode.Created, await LogIn("cleo", "correct horse battery"));

        Assert.Equal(HttpStatusCode.BadRequest, await Choose(path, "short"));
        Assert.Equal(HttpStatusCode.NoContent, await Choose(path, "another horse battery"));

        Assert.Equal(HttpStatusCode.NotFound, await Choose(path, "third horse battery"));
        await _cleo.Get("/api/v1/me", HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.Unauthorized, await LogIn("cleo", "correct horse battery"));
        Assert.Equal(HttpStatusCode.Created, await LogIn("cleo", "another horse battery"));
    }

    [Fact]
    public async Task A_link_ends_after_a_day_and_with_the_next_one()
    {
        var first = await PathOfLink();
        var second = await PathOfLink();
        Assert.Equal(HttpStatusCode.NotFound, await Choose(first, "another horse battery"));
        _server.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(HttpStatusCode.NotFound, await Choose(second, "another horse battery"));

        async Task<string> PathOfLink()
        {
            var made = await _ada.Post($"{Path}/cleo/password-link", new { }, HttpStatusCode.OK);
            return $"/api/v1/password-links/{made.GetProperty("link").Text("code")}";
        }
    }

    [Fact]
    public async Task Nobody_acts_up_the_ranks()
    {
        await _cleo.Refuses(HttpMethod.Get, Path, null, HttpStatusCode.Forbidden, "forbidden");
        foreach (var (someone, subject) in new[] { (_cleo, "ben"), (_ben, "ada"), (_ben, "ben") })
        {
            await someone.Refuses(HttpMethod.Delete, $"{Path}/{subject}/sessions", null, HttpStatusCode.Forbidden, "forbidden");
            await someone.Refuses(HttpMethod.Post, $"{Path}/{subject}/password-link", new { }, HttpStatusCode.Forbidden, "forbidden");
        }

        await _ada.Refuses(HttpMethod.Delete, $"{Path}/nobody/sessions", null, HttpStatusCode.NotFound, "not_found");
    }

    private static IEnumerable<string?> Names(JsonElement page) =>
        page.GetProperty("people").EnumerateArray().Select(person => person.GetProperty("user").Text("username"));

    private async Task<HttpStatusCode> LogIn(string username, string password)
    {
        using var answer = await _server.Http.PostAsJsonAsync("/api/v1/sessions", new { username, password });
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> Choose(string path, string password)
    {
        using var answer = await _server.Http.PostAsJsonAsync(path, new { password });
        return answer.StatusCode;
    }
}

public sealed class ServerPeopleOnSqlite() : ServerPeopleSpecification(DatabaseKind.Sqlite);

public sealed class ServerPeopleOnPostgres() : ServerPeopleSpecification(DatabaseKind.Postgres);
