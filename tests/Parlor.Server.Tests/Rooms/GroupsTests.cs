using System.Net;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Rooms;

/// <summary>What groups do; every database must do the same.</summary>
public abstract class GroupsSpecification(DatabaseKind database) : IAsyncLifetime
{
    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;
    private Someone _cy = null!;
    private Someone _dot = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        _cy = await _server.SignUp("cy");
        _dot = await _server.SignUp("dot");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_group_is_its_people_each_with_the_same_rights_and_needs_no_title()
    {
        await using var ben = await LiveClient.Connect(_server.Address, _ben);
        var group = await Create("ben", "cy", "ben", "ada");

        Assert.Equal(("group", "", 3, "member"), (group.Text("kind"), group.Text("title"), group.Number("memberCount"), group.Text("role")));
        Assert.Equal(["ben", "cy"], Names(group));
        Assert.Equal(["ada", "ben"], Names(Assert.Single((await _cy.Get("/api/v1/rooms")).GetProperty("rooms").EnumerateArray())));
        var joined = await ben.Next("join_room_announcement");
        Assert.Equal(("ben", "ada"), (joined.GetProperty("user").Text("username"), joined.GetProperty("by").Text("username")));
        await _dot.Refuses(HttpMethod.Get, $"/api/v1/rooms/{group.Text("id")}", null, HttpStatusCode.NotFound, "not_found");
        Assert.Empty((await _dot.Get("/api/v1/rooms?discover=true")).GetProperty("rooms").EnumerateArray());
    }

    [Fact]
    public async Task The_same_people_can_have_many_groups_unlike_a_direct_conversation()
    {
        await using var ada = await LiveClient.Connect(_server.Address, _ada);
        var first = (await ada.Done("create_group", new { users = new[] { "ben" }, title = "Lunch" })).GetProperty("room");
        Assert.Equal("Lunch", first.Text("title"));
        Assert.NotEqual(first.Text("id"), (await Create("ben")).Text("id"));
    }

    [Fact]
    public async Task Any_member_adds_people_renames_and_leaves()
    {
        var path = $"/api/v1/rooms/{(await Create("ben")).Text("id")}";

        await _ben.Send(HttpMethod.Put, $"{path}/members/cy", new { }, HttpStatusCode.Created);
        var renamed = await _cy.Send(HttpMethod.Patch, path, new { title = "Lunch", topic = "Where?" }, HttpStatusCode.OK);
        Assert.Equal(("Lunch", "Where?"), (renamed.GetProperty("room").Text("title"), renamed.GetProperty("room").Text("topic")));
        Assert.Equal("", (await _ben.Send(HttpMethod.Patch, path, new { title = " " }, HttpStatusCode.OK)).GetProperty("room").Text("title"));
        await _ada.Send(HttpMethod.Delete, $"{path}/members/ada", null, HttpStatusCode.NoContent);

        await _ada.Refuses(HttpMethod.Get, path, null, HttpStatusCode.NotFound, "not_found");
        Assert.Equal(["cy"], Names((await _ben.Get(path)).GetProperty("room")));
        var types = (await _ben.Get($"{path}/events?after=2")).GetProperty("events").EnumerateArray().Select(happened => happened.Text("type"));
        Assert.Equal(["join_room_announcement", "room_updated", "room_updated", "leave_room_announcement"], types);
    }

    [Fact]
    public async Task What_makes_a_room_is_not_done_in_a_group()
    {
        var path = $"/api/v1/rooms/{(await Create("ben")).Text("id")}";
        await Forbidden(HttpMethod.Patch, "", new { name = "ours" });
        await Forbidden(HttpMethod.Patch, "", new { visibility = "public" });
        await Forbidden(HttpMethod.Delete, "");
        await Forbidden(HttpMethod.Delete, "/members/ben");
        await Forbidden(HttpMethod.Put, "/members/ben", new { role = "admin" });
        await Forbidden(HttpMethod.Put, "/members/cy", new { role = "owner" });
        await _ada.Refuses(
            HttpMethod.Patch, path, new { title = new string('x', 101) }, HttpStatusCode.RequestEntityTooLarge, "too_large", "title");
        Assert.Equal(2, (await _ada.Get(path)).GetProperty("room").Number("lastSeq"));

        Task Forbidden(HttpMethod method, string rest, object? body = null) =>
            _ada.Refuses(method, path + rest, body, HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task A_group_has_fifty_people_at_most()
    {
        var others = await Task.WhenAll(Enumerable.Range(0, 47).Select(i => _server.SignUp($"person-{i}")));
        string[] names = [.. others.Select(person => person.Username), "ben", "cy"];
        await _ada.Refuses(
            HttpMethod.Post, "/api/v1/groups", new { users = names.Append("dot") }, HttpStatusCode.RequestEntityTooLarge, "too_large", "users");

        var group = await Create(names);
        Assert.Equal(49, Names(group).Count());
        await _ben.Refuses(
            HttpMethod.Put, $"/api/v1/rooms/{group.Text("id")}/members/dot", new { }, HttpStatusCode.RequestEntityTooLarge, "too_large", "user");
        await _cy.Send(HttpMethod.Delete, $"/api/v1/rooms/{group.Text("id")}/members/cy", null, HttpStatusCode.NoContent);
        await _ben.Send(HttpMethod.Put, $"/api/v1/rooms/{group.Text("id")}/members/dot", new { }, HttpStatusCode.Created);
    }

    [Fact]
    public async Task Wrong_people_and_titles_are_refused_and_nothing_is_made()
    {
        await Refused(new { }, "users");
        await Refused(new { users = "ben" }, "users");
        await Refused(new { users = Array.Empty<string>() }, "users");
        await Refused(new { users = new[] { "ada" } }, "users");
        await Refused(new { users = new[] { "ben" }, title = "two\nlines" }, "title");
        await _ada.Refuses(HttpMethod.Post, "/api/v1/groups", new { users = new[] { "nobody" } }, HttpStatusCode.NotFound, "not_found");
        Assert.Empty((await _ada.Get("/api/v1/rooms")).GetProperty("rooms").EnumerateArray());

        Task Refused(object body, string field) =>
            _ada.Refuses(HttpMethod.Post, "/api/v1/groups", body, HttpStatusCode.BadRequest, "invalid", field);
    }

    [Fact]
    public async Task A_group_becomes_a_room_with_its_history_and_whoever_did_it_owns_it()
    {
        var id = (await Create("ben", "cy")).Text("id");
        await _ada.Post($"/api/v1/rooms/{id}/messages", new { text = "Let us found a club", clientId = "1" });
        await _ada.Post("/api/v1/rooms", new { name = "taken", visibility = "public" });
        await using var cy = await LiveClient.Connect(_server.Address, _cy);
        await Refused(new { name = "taken", visibility = "public" }, HttpStatusCode.Conflict, "conflict", "name");
        await Refused(new { name = "a b", visibility = "public" }, HttpStatusCode.BadRequest, "invalid", "name");
        await Refused(new { name = "club" }, HttpStatusCode.BadRequest, "invalid", "visibility");

        var converted = (await _ben.Post(
            $"/api/v1/rooms/{id}/convert", new { name = "club", visibility = "public", title = "The Club" }, HttpStatusCode.OK)).GetProperty("room");

        Assert.Equal(("room", "club", "owner"), (converted.Text("kind"), converted.Text("name"), converted.Text("role")));
        Assert.False(converted.TryGetProperty("people", out _));
        var live = await cy.Next("group_converted");
        Assert.Equal(("ben", "club"), (live.GetProperty("by").Text("username"), live.GetProperty("details").Text("name")));
        Assert.Equal("owner", (await cy.Next("member_updated")).Text("role"));
        var stored = (await _cy.Get($"/api/v1/rooms/club/events?after={live.Number("seq") - 1}&limit=1")).GetProperty("events")[0];
        Assert.Equal(live.ToString(), stored.ToString());
        await _dot.Send(HttpMethod.Put, "/api/v1/rooms/club/members/dot", new { }, HttpStatusCode.Created);
        Assert.Equal("Let us found a club", (await _dot.Get("/api/v1/rooms/club/messages")).GetProperty("messages")[0].Text("text"));
        await _ben.Refuses(
            HttpMethod.Post, "/api/v1/rooms/club/convert", new { name = "again", visibility = "public" }, HttpStatusCode.Forbidden, "forbidden");

        Task Refused(object body, HttpStatusCode status, string code, string field) =>
            _ben.Refuses(HttpMethod.Post, $"/api/v1/rooms/{id}/convert", body, status, code, field);
    }

    private async Task<JsonElement> Create(params string[] users) =>
        (await _ada.Post("/api/v1/groups", new { users })).GetProperty("room");

    private static IEnumerable<string?> Names(JsonElement room) =>
        room.GetProperty("people").EnumerateArray().Select(person => person.Text("username"));
}

public sealed class GroupsOnSqlite() : GroupsSpecification(DatabaseKind.Sqlite);

public sealed class GroupsOnPostgres() : GroupsSpecification(DatabaseKind.Postgres);
