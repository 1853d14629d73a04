using System.Net;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Rooms;

/// <summary>What rooms do over HTTP; every database must do the same.</summary>
public abstract class RoomsSpecification(DatabaseKind database) : IAsyncLifetime
{
    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_maker_of_a_room_is_its_owner_and_first_event()
    {
        var room = await Create(_ada, "lobby", "public", title: "The Lobby", topic: "Everything");

        Assert.Equal("lobby", room.Text("name"));
        Assert.Equal("The Lobby", room.Text("title"));
        Assert.Equal("Everything", room.Text("topic"));
        Assert.Equal("public", room.Text("visibility"));
        Assert.Equal("room", room.Text("kind"));
        Assert.Equal("owner", room.Text("role"));
        Assert.Equal(1, room.Number("lastSeq"));
        Assert.Equal(1, room.Number("memberCount"));
        var events = await _ada.Get("/api/v1/rooms/lobby/events?after=0");
        var first = Assert.Single(events.GetProperty("events").EnumerateArray());
        Assert.Equal("join_room_announcement", first.Text("type"));
        Assert.Equal(_ada.Id, first.GetProperty("user").Text("id"));
        Assert.Equal("owner", first.Text("role"));
        Assert.Equal(room.Text("id"), first.Text("room"));
    }

    [Fact]
    public async Task A_room_is_found_by_id_and_by_name_in_any_case()
    {
        var room = await Create(_ada, "Lobby", "public");

        Assert.Equal("lobby", room.Text("name"));
        foreach (var reference in new[] { room.Text("id"), "lobby", "LOBBY" })
            Assert.Equal(room.Text("id"), (await _ben.Get($"/api/v1/rooms/{reference}")).GetProperty("room").Text("id"));
    }

    [Theory]
    [InlineData("x", "name")]
    [InlineData("with space", "name")]
    [InlineData("ümlaut", "name")]
    [InlineData("123456789012345", "name")]
    public async Task A_name_that_is_no_handle_is_refused(string name, string field) =>
        await _ada.Refuses(HttpMethod.Post, "/api/v1/rooms", new { name, visibility = "public" }, HttpStatusCode.BadRequest, "invalid", field);

    [Fact]
    public async Task Every_wrong_field_is_named_and_nothing_is_made()
    {
        await Refused(new { visibility = "public" }, "name");
        await Refused(new { name = "fine" }, "visibility");
        await Refused(new { name = "fine", visibility = "secret" }, "visibility");
        await Refused(new { name = "fine", visibility = 1 }, "visibility");
        await Refused(new { name = 12, visibility = "public" }, "name");
        await Refused(new { name = "fine", visibility = "public", topic = "two\nlines" }, "topic");
        await Refused(new { name = "fine", visibility = "public", title = "nul\0" }, "title");
        await _ada.Refuses(
            HttpMethod.Post, "/api/v1/rooms", new { name = "fine", visibility = "public", title = new string('x', 101) },
            HttpStatusCode.RequestEntityTooLarge, "too_large", "title");
        Assert.Empty((await _ada.Get("/api/v1/rooms")).GetProperty("rooms").EnumerateArray());

        Task Refused(object body, string field) =>
            _ada.Refuses(HttpMethod.Post, "/api/v1/rooms", body, HttpStatusCode.BadRequest, "invalid", field);
    }

    [Fact]
    public async Task A_name_can_be_taken_once()
    {
        await Create(_ada, "lobby", "public");
        await _ben.Refuses(HttpMethod.Post, "/api/v1/rooms", new { name = "LOBBY", visibility = "private" }, HttpStatusCode.Conflict, "conflict", "name");
    }

    [Fact]
    public async Task A_private_room_does_not_exist_for_others()
    {
        var room = await Create(_ada, "secret", "private");
        foreach (var path in new[] { "", "/members", "/messages", "/events" })
        {
            await _ben.Refuses(HttpMethod.Get, $"/api/v1/rooms/secret{path}", null, HttpStatusCode.NotFound, "not_found");
            await _ben.Refuses(HttpMethod.Get, $"/api/v1/rooms/{room.Text("id")}{path}", null, HttpStatusCode.NotFound, "not_found");
        }

        await _ben.Refuses(HttpMethod.Put, $"/api/v1/rooms/secret/members/{_ben.Id}", new { }, HttpStatusCode.NotFound, "not_found");
        await _ben.Refuses(
            HttpMethod.Post, "/api/v1/rooms/secret/messages", new { text = "hi", clientId = "1" }, HttpStatusCode.NotFound, "not_found");
        Assert.Empty((await _ben.Get("/api/v1/rooms?discover=true")).GetProperty("rooms").EnumerateArray());
    }

    [Fact]
    public async Task A_public_room_is_seen_by_all_and_read_by_members()
    {
        await Create(_ada, "lobby", "public");
        Assert.False((await _ben.Get("/api/v1/rooms/lobby")).GetProperty("room").TryGetProperty("role", out _));
        await _ben.Refuses(HttpMethod.Get, "/api/v1/rooms/lobby/messages", null, HttpStatusCode.Forbidden, "forbidden");

        await _ben.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", null, HttpStatusCode.Created);

        Assert.Equal("member", (await _ben.Get("/api/v1/rooms/lobby")).GetProperty("room").Text("role"));
        var members = (await _ada.Get("/api/v1/rooms/lobby/members")).GetProperty("members").EnumerateArray();
        Assert.Equal(["ada owner", "ben member"], members.Select(member => $"{member.GetProperty("user").Text("username")} {member.Text("role")}"));
    }

    [Fact]
    public async Task Discovery_finds_public_rooms_by_name_and_title_a_page_at_a_time()
    {
        await Create(_ada, "alpha", "public", title: "First");
        await Create(_ada, "beta", "public", title: "Second_50%");
        await Create(_ada, "gamma", "public", title: "Third");

        Assert.Equal(["beta"], await Discover("query=second"));
        Assert.Equal(["beta"], await Discover("query=_50%25"));
        Assert.Empty(await Discover("query=_5%25%25"));
        var page = await _ben.Get("/api/v1/rooms?discover=true&limit=2");
        Assert.Equal("beta", page.Text("next"));
        Assert.Equal(["gamma"], await Discover("limit=2&cursor=beta"));

        async Task<string[]> Discover(string query) =>
            [.. (await _ben.Get($"/api/v1/rooms?discover=true&{query}")).GetProperty("rooms").EnumerateArray().Select(room => room.Text("name")!)];
    }

    [Fact]
    public async Task Members_add_people_and_owners_give_roles()
    {
        var cy = await _server.SignUp("cy");
        await Create(_ada, "secret", "private");
        await _ada.Send(HttpMethod.Put, "/api/v1/rooms/secret/members/ben", new { }, HttpStatusCode.Created);
        await _ben.Send(HttpMethod.Put, "/api/v1/rooms/secret/members/cy", new { }, HttpStatusCode.Created);

        await _ben.Refuses(
            HttpMethod.Put, "/api/v1/rooms/secret/members/cy", new { role = "admin" }, HttpStatusCode.Forbidden, "forbidden");
        await _ben.Refuses(
            HttpMethod.Put, "/api/v1/rooms/secret/members/ben", new { role = "owner" }, HttpStatusCode.Forbidden, "forbidden");
        await _ben.Refuses(HttpMethod.Delete, "/api/v1/rooms/secret/members/cy", null, HttpStatusCode.Forbidden, "forbidden");
        await _ada.Send(HttpMethod.Put, "/api/v1/rooms/secret/members/ben", new { role = "admin" }, HttpStatusCode.OK);
        await _ben.Send(HttpMethod.Delete, "/api/v1/rooms/secret/members/cy", null, HttpStatusCode.NoContent);
        await _ben.Refuses(HttpMethod.Delete, "/api/v1/rooms/secret/members/ada", null, HttpStatusCode.Forbidden, "forbidden");

        await cy.Refuses(HttpMethod.Get, "/api/v1/rooms/secret", null, HttpStatusCode.NotFound, "not_found");
        var types = (await _ada.Get("/api/v1/rooms/secret/events?after=0")).GetProperty("events").EnumerateArray()
            .Select(happened => $"{happened.Number("seq")} {happened.Text("type")} {happened.GetProperty("user").Text("username")}");
        Assert.Equal(
            [
                "1 join_room_announcement ada",
                "2 join_room_announcement ben",
                "3 join_room_announcement cy",
                "4 member_updated ben",
                "5 leave_room_announcement cy",
            ],
            types);
    }

    [Fact]
    public async Task A_person_can_leave_and_come_back()
    {
        await Create(_ada, "lobby", "public");
        await _ben.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", null, HttpStatusCode.Created);
        await _ben.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", null, HttpStatusCode.OK);
        await _ben.Send(HttpMethod.Delete, "/api/v1/rooms/lobby/members/ben", null, HttpStatusCode.NoContent);
        await _ben.Refuses(HttpMethod.Get, "/api/v1/rooms/lobby/messages", null, HttpStatusCode.Forbidden, "forbidden");
        await _ben.Refuses(HttpMethod.Delete, "/api/v1/rooms/lobby/members/ben", null, HttpStatusCode.Forbidden, "forbidden");
        await _ben.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", null, HttpStatusCode.Created);
        Assert.Equal(2, (await _ada.Get("/api/v1/rooms/lobby")).GetProperty("room").Number("memberCount"));
    }

    [Fact]
    public async Task Owners_change_a_room_and_everyone_sees_it()
    {
        await Create(_ada, "lobby", "public");
        await _ben.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", null, HttpStatusCode.Created);
        await _ben.Refuses(HttpMethod.Patch, "/api/v1/rooms/lobby", new { title = "Mine" }, HttpStatusCode.Forbidden, "forbidden");

        var changed = await _ada.Send(
            HttpMethod.Patch, "/api/v1/rooms/lobby", new { name = "hall", title = "The Hall", visibility = "private" }, HttpStatusCode.OK);

        Assert.Equal("hall", changed.GetProperty("room").Text("name"));
        await _ben.Refuses(HttpMethod.Get, "/api/v1/rooms/lobby", null, HttpStatusCode.NotFound, "not_found");
        var seen = (await _ben.Get("/api/v1/rooms/hall")).GetProperty("room");
        Assert.Equal("The Hall", seen.Text("title"));
        Assert.Equal("private", seen.Text("visibility"));
        var last = (await _ben.Get("/api/v1/rooms/hall/events")).GetProperty("events").EnumerateArray().Last();
        Assert.Equal("room_updated", last.Text("type"));
        Assert.Equal("The Hall", last.GetProperty("details").Text("title"));
    }

    [Fact]
    public async Task Only_an_owner_deletes_a_room_and_then_it_is_gone()
    {
        await Create(_ada, "lobby", "public");
        await _ben.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", null, HttpStatusCode.Created);
        await _ben.Post("/api/v1/rooms/lobby/messages", new { text = "hi @ada", clientId = "1" });
        await _ben.Refuses(HttpMethod.Delete, "/api/v1/rooms/lobby", null, HttpStatusCode.Forbidden, "forbidden");
        await _ada.Send(HttpMethod.Delete, "/api/v1/rooms/lobby", null, HttpStatusCode.NoContent);
        await _ben.Refuses(HttpMethod.Get, "/api/v1/rooms/lobby", null, HttpStatusCode.NotFound, "not_found");
        Assert.Empty((await _ada.Get("/api/v1/rooms")).GetProperty("rooms").EnumerateArray());
    }

    [Fact]
    public async Task Unknown_rooms_and_people_are_not_found()
    {
        await Create(_ada, "lobby", "public");
        await _ada.Refuses(HttpMethod.Get, "/api/v1/rooms?discover=true&query=%00", null, HttpStatusCode.BadRequest, "invalid", "query");
        await _ada.Refuses(HttpMethod.Get, "/api/v1/rooms/nowhere", null, HttpStatusCode.NotFound, "not_found");
        await _ada.Refuses(HttpMethod.Get, "/api/v1/rooms/999999999999999999", null, HttpStatusCode.NotFound, "not_found");
        await _ada.Refuses(HttpMethod.Put, "/api/v1/rooms/lobby/members/nobody", new { }, HttpStatusCode.NotFound, "not_found");
        await _ada.Refuses(HttpMethod.Delete, "/api/v1/rooms/lobby/members/ben", null, HttpStatusCode.NotFound, "not_found");
    }

    private static async Task<JsonElement> Create(Someone someone, string name, string visibility, string? title = null, string? topic = null) =>
        (await someone.Post("/api/v1/rooms", new { name, visibility, title, topic })).GetProperty("room");
}

public sealed class RoomsOnSqlite() : RoomsSpecification(DatabaseKind.Sqlite);

public sealed class RoomsOnPostgres() : RoomsSpecification(DatabaseKind.Postgres);
