using System.Net;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Moderation;

/// <summary>What is written down of who administers what; every database must do the same.</summary>
public abstract class AuditSpecification(DatabaseKind database) : IAsyncLifetime
{
    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        await _ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Acts_are_written_down_newest_first_with_who_whom_when_why_and_what()
    {
        await Put("/api/v1/rooms/lobby/members/ben", new { }, HttpStatusCode.Created);
        await Put("/api/v1/rooms/lobby/members/ben", new { role = "moderator" });
        await _ada.Send(HttpMethod.Patch, "/api/v1/rooms/lobby", new { topic = "Tea", slowModeSeconds = 5 }, HttpStatusCode.OK);
        await _ada.Send(HttpMethod.Patch, "/api/v1/rooms/lobby", new { topic = "Tea" }, HttpStatusCode.OK);
        var role = (await _ada.Post("/api/v1/rooms/lobby/roles", new { name = "Night", rank = "guest", permissions = new[] { "post" } })).GetProperty("role");
        await _ada.Send(HttpMethod.Delete, $"/api/v1/rooms/lobby/roles/{role.Text("id")}", null, HttpStatusCode.NoContent);
        var code = (await _ada.Post("/api/v1/rooms/lobby/invitations", new { maxUses = 2 })).GetProperty("invitation").Text("code");
        await _ada.Send(HttpMethod.Delete, $"/api/v1/invitations/{code}", null, HttpStatusCode.NoContent);
        await _ada.Send(HttpMethod.Delete, $"/api/v1/invitations/{code}", null, HttpStatusCode.NoContent);
        _server.Clock.Advance(TimeSpan.FromSeconds(1));
        await _ada.Send(HttpMethod.Delete, "/api/v1/rooms/lobby/members/ben?reason=Spam", null, HttpStatusCode.NoContent);

        var acts = await Entries(_ada, "/api/v1/rooms/lobby/audit");

        Assert.Equal(
            [
                "member_removed", "invitation_revoked", "invitation_made", "room_role_removed", "room_role_added", "room_changed", "role_given",
                "member_added",
            ],
            acts.Select(act => act.Text("action")));
        Assert.All(acts, act => Assert.Equal("ada", act.GetProperty("by").Text("username")));
        Assert.Equal(("ben", "Spam", "2026-03-01T12:00:01.000Z"), (acts[0].GetProperty("user").Text("username"), acts[0].Text("reason"), acts[0].Text("at")));
        Assert.Equal("lobby", acts[0].GetProperty("room").Text("name"));
        Assert.Equal("""[{"what":"topic","from":"","to":"Tea"},{"what":"slowModeSeconds","from":"0","to":"5"}]""", acts[5].GetProperty("changes").ToString());
        Assert.Equal("""[{"what":"role","from":"member","to":"moderator"}]""", acts[6].GetProperty("changes").ToString());
        Assert.DoesNotContain(code!, string.Concat(acts));
    }

    [Fact]
    public async Task What_people_do_themselves_what_is_refused_and_what_happens_in_conversations_is_not_written_down()
    {
        await Put("/api/v1/rooms/lobby/members/ada", new { role = "owner" });
        await _ben.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", new { }, HttpStatusCode.Created);
        await _ben.Refuses(HttpMethod.Delete, "/api/v1/rooms/lobby/members/ada", null, HttpStatusCode.Forbidden, "forbidden");
        await _ben.Send(HttpMethod.Delete, "/api/v1/rooms/lobby/members/ben", null, HttpStatusCode.NoContent);
        await _ada.Post("/api/v1/direct", new { user = "ben" });
        var group = (await _ada.Post("/api/v1/groups", new { users = new[] { "ben" } })).GetProperty("room").Text("id");
        await _ada.Send(HttpMethod.Patch, $"/api/v1/rooms/{group}", new { title = "Us" }, HttpStatusCode.OK);

        Assert.Empty(await Entries(_ada, "/api/v1/rooms/lobby/audit"));
        Assert.Empty(await Entries(_ada, "/api/v1/server/audit"));
    }

    [Fact]
    public async Task The_log_is_read_by_person_act_and_time_a_page_at_a_time()
    {
        await Put("/api/v1/rooms/lobby/members/ben", new { role = "admin" }, HttpStatusCode.Created);
        await _server.SignUp("cy");
        _server.Clock.Advance(TimeSpan.FromMinutes(10));
        await _ben.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/cy", new { }, HttpStatusCode.Created);
        await _ben.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/cy", new { role = "moderator" }, HttpStatusCode.OK);

        const string Path = "/api/v1/rooms/lobby/audit";
        Assert.Equal(["role_given", "member_added"], await Actions(_ada, $"{Path}?by=ben"));
        Assert.Equal(["member_added"], await Actions(_ada, $"{Path}?user=ben"));
        Assert.Equal(["member_added", "member_added"], await Actions(_ada, $"{Path}?action=member_added"));
        Assert.Equal(["member_added"], await Actions(_ada, $"{Path}?until=2026-03-01T12:10:00Z"));
        Assert.Equal(["role_given"], await Actions(_ada, $"{Path}?since=2026-03-01T12:10:00Z&action=role_given&by=ben&user=cy"));
        var first = await _ada.Get($"{Path}?limit=2");
        Assert.Equal(2, first.GetProperty("entries").GetArrayLength());
        Assert.Equal(["member_added"], await Actions(_ada, $"{Path}?limit=2&cursor={first.Text("next")}"));

        await _ada.Refuses(HttpMethod.Get, $"{Path}?action=1", null, HttpStatusCode.BadRequest, "invalid", "action");
        await _ada.Refuses(HttpMethod.Get, $"{Path}?since=soon", null, HttpStatusCode.BadRequest, "invalid", "since");
        await _ada.Refuses(HttpMethod.Get, $"{Path}?limit=201", null, HttpStatusCode.BadRequest, "invalid", "limit");
        await _ada.Refuses(HttpMethod.Get, $"{Path}?cursor=x", null, HttpStatusCode.BadRequest, "invalid", "cursor");
        await _ada.Refuses(HttpMethod.Get, $"{Path}?by=nobody", null, HttpStatusCode.NotFound, "not_found");
        await using var live = await LiveClient.Connect(_server.Address, _ada);
        Assert.Equal(1, (await live.Done("get_audit", new { room = "lobby", user = "ben" })).GetProperty("entries").GetArrayLength());
    }

    [Fact]
    public async Task The_servers_log_has_its_own_acts_and_those_of_public_rooms_for_its_admins()
    {
        await Put("/api/v1/rooms/lobby/members/ben", new { }, HttpStatusCode.Created);
        await _ben.Post("/api/v1/rooms", new { name = "secret", visibility = "private" });
        await _ben.Send(HttpMethod.Patch, "/api/v1/rooms/secret", new { topic = "Hush" }, HttpStatusCode.OK);
        await Put($"/api/v1/users/{_ben.Id}/role", new { role = "admin" }, HttpStatusCode.NoContent);

        Assert.Equal(["server_role_given", "member_added"], await Actions(_ada, "/api/v1/server/audit"));
        Assert.Equal(["member_added"], await Actions(_ada, "/api/v1/server/audit?room=lobby"));
        await _ada.Refuses(HttpMethod.Get, "/api/v1/server/audit?room=secret", null, HttpStatusCode.NotFound, "not_found");
        await Put($"/api/v1/users/{_ben.Id}/role", new { role = "member" }, HttpStatusCode.NoContent);
        await _ben.Refuses(HttpMethod.Get, "/api/v1/server/audit", null, HttpStatusCode.Forbidden, "forbidden");
        await using var live = await LiveClient.Connect(_server.Address, _ben);
        await live.Refused("get_server_audit", new { }, "forbidden");
    }

    [Fact]
    public async Task A_deleted_room_takes_its_log_along_and_leaves_that_it_was_deleted()
    {
        await _ada.Send(HttpMethod.Patch, "/api/v1/rooms/lobby", new { topic = "Tea" }, HttpStatusCode.OK);
        await _ada.Send(HttpMethod.Delete, "/api/v1/rooms/lobby", null, HttpStatusCode.NoContent);

        var act = Assert.Single(await Entries(_ada, "/api/v1/server/audit"));
        Assert.Equal(("room_deleted", """[{"what":"name","from":"lobby"}]"""), (act.Text("action"), act.GetProperty("changes").ToString()));
    }

    [Fact]
    public async Task Acts_are_kept_for_a_year()
    {
        await _ada.Send(HttpMethod.Patch, "/api/v1/rooms/lobby", new { topic = "Tea" }, HttpStatusCode.OK);
        await _server.Restart(down: TimeSpan.FromDays(366));
        var ada = await LogIn();
        Assert.Single(await Entries(ada, "/api/v1/rooms/lobby/audit"));

        await ada.Send(HttpMethod.Patch, "/api/v1/rooms/lobby", new { topic = "Coffee" }, HttpStatusCode.OK);

        Assert.Equal("Coffee", Assert.Single(await Entries(ada, "/api/v1/rooms/lobby/audit")).GetProperty("changes")[0].Text("to"));
    }

    private async Task<Someone> LogIn()
    {
        var body = new { username = "ada", password = "correct horse battery" };
        var token = (await new Someone("", "", "", _server.Http).Post("/api/v1/sessions", body)).Text("accessToken")!;
        var http = new HttpClient { BaseAddress = _server.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return _ada with { Token = token, Http = http };
    }

    private Task<JsonElement> Put(string path, object body, HttpStatusCode expected = HttpStatusCode.OK) => _ada.Send(HttpMethod.Put, path, body, expected);

    private static async Task<IEnumerable<string?>> Actions(Someone reader, string path) =>
        (await Entries(reader, path)).Select(act => act.Text("action"));

    private static async Task<JsonElement[]> Entries(Someone reader, string path) =>
        [.. (await reader.Get(path)).GetProperty("entries").EnumerateArray()];
}

public sealed class AuditOnSqlite() : AuditSpecification(DatabaseKind.Sqlite);

public sealed class AuditOnPostgres() : AuditSpecification(DatabaseKind.Postgres);
