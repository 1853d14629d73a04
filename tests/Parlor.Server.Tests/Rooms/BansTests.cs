using System.Net;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Rooms;

/// <summary>What a ban from a room does; every database must do the same.</summary>
public abstract class BansSpecification(DatabaseKind database) : IAsyncLifetime
{
    private const string Bans = "/api/v1/rooms/lobby/bans";

    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;
    private Someone _root = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _root = await _server.SignUp("root");
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        await _ada.Post("/api/v1/rooms", new { name = "lobby", title = "The Lobby", visibility = "private" });
        await Put("/api/v1/rooms/lobby/members/ben", new { }, HttpStatusCode.Created);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_ban_removes_a_member_tells_them_why_and_the_room_that()
    {
        await using var ben = await LiveClient.Connect(_server.Address, _ben);
        await using var ada = await LiveClient.Connect(_server.Address, _ada);

        var ban = (await Put($"{Bans}/ben", new { seconds = 3_600, reason = "Spam" })).GetProperty("restricted");

        const string Until = "2026-03-01T13:00:00.000Z";
        Assert.Equal(("ben", "ada", Until, "Spam"), (Name(ban, "user"), Name(ban, "by"), ban.Text("until"), ban.Text("reason")));
        foreach (var client in new[] { ada, ben })
        {
            var banned = await client.NextOf("member_banned");
            Assert.Equal(("ben", "ada", Until, null), (Name(banned, "user"), Name(banned, "by"), banned.Text("until"), banned.Text("reason")));
            Assert.Equal("ben", Name(await client.Next("leave_room_announcement"), "user"));
        }

        var told = await ben.Next("removed_from_room");
        Assert.Equal(("The Lobby", Until, "Spam"), (told.Text("title"), told.Text("until"), told.Text("reason")));
        Assert.True(told.GetProperty("banned").GetBoolean());
        await ada.Done("send_message", new { room = "lobby", text = "Gone", clientId = "1" });
        await ben.HasNothing();
        var listed = Assert.Single((await _ada.Get(Bans)).GetProperty("people").EnumerateArray());
        Assert.Equal(ban.ToString(), listed.ToString());
        var log = (await _ada.Get("/api/v1/rooms/lobby/events?after=2")).GetProperty("events");
        Assert.Equal(["member_banned", "leave_room_announcement", "receive_message"], log.EnumerateArray().Select(one => one.Text("type")));
        var act = (await _ada.Get("/api/v1/rooms/lobby/audit")).GetProperty("entries")[0];
        Assert.Equal(("member_banned", "Spam"), (act.Text("action"), act.Text("reason")));
    }

    [Fact]
    public async Task Whoever_is_banned_comes_in_by_no_door()
    {
        var code = (await _ada.Post("/api/v1/rooms/lobby/invitations", new { })).GetProperty("invitation").Text("code");
        await Put($"{Bans}/ben", new { });

        await _ben.Refuses(HttpMethod.Get, "/api/v1/rooms/lobby", null, HttpStatusCode.NotFound, "not_found");
        await _ben.Refuses(HttpMethod.Get, $"/api/v1/invitations/{code}", null, HttpStatusCode.Forbidden, "forbidden");
        await _ben.Refuses(HttpMethod.Post, $"/api/v1/invitations/{code}/accept", null, HttpStatusCode.Forbidden, "forbidden");
        await _ada.Refuses(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", null, HttpStatusCode.Forbidden, "forbidden");
        await _ada.Send(HttpMethod.Patch, "/api/v1/rooms/lobby", new { visibility = "public" }, HttpStatusCode.OK);
        var seen = (await _ben.Get("/api/v1/rooms/lobby")).GetProperty("room");
        Assert.Equal((JsonValueKind.Object, 0), (seen.GetProperty("ban").ValueKind, seen.GetProperty("permissions").GetArrayLength()));
        await _ben.Refuses(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", null, HttpStatusCode.Forbidden, "forbidden");
        await using var live = await LiveClient.Connect(_server.Address, _ben);
        await live.Refused("join_room", new { room = "lobby" }, "forbidden");
    }

    [Fact]
    public async Task A_ban_ends_by_itself_or_when_it_is_lifted()
    {
        await _ada.Send(HttpMethod.Patch, "/api/v1/rooms/lobby", new { visibility = "public" }, HttpStatusCode.OK);
        await Put($"{Bans}/ben", new { seconds = 60 });
        await _ben.Refuses(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", null, HttpStatusCode.Forbidden, "forbidden");
        _server.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Empty((await _ada.Get(Bans)).GetProperty("people").EnumerateArray());
        await _ada.Refuses(HttpMethod.Delete, $"{Bans}/ben", null, HttpStatusCode.NotFound, "not_found");
        await _ben.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", null, HttpStatusCode.Created);

        await Put($"{Bans}/ben", new { });
        await using var ada = await LiveClient.Connect(_server.Address, _ada);
        await ada.Done("unban_member", new { room = "lobby", user = "ben" });
        Assert.Equal("ben", Name(await ada.Next("member_unbanned"), "user"));
        await _ben.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", null, HttpStatusCode.Created);
    }

    [Fact]
    public async Task Nobody_bans_themselves_their_equals_or_who_keeps_order()
    {
        await Put("/api/v1/rooms/lobby/members/ben", new { role = "moderator" });
        await _server.SignUp("cy");
        await Put("/api/v1/rooms/lobby/members/cy", new { role = "moderator" }, HttpStatusCode.Created);

        await _ben.Refuses(HttpMethod.Put, $"{Bans}/cy", new { }, HttpStatusCode.Forbidden, "forbidden");
        await _ben.Refuses(HttpMethod.Put, $"{Bans}/ada", new { }, HttpStatusCode.Forbidden, "forbidden");
        await _ada.Refuses(HttpMethod.Put, $"{Bans}/ada", new { }, HttpStatusCode.BadRequest, "invalid", "user");
        await _ada.Send(HttpMethod.Patch, "/api/v1/rooms/lobby", new { visibility = "public" }, HttpStatusCode.OK);
        await _ada.Refuses(HttpMethod.Put, $"{Bans}/root", new { }, HttpStatusCode.Forbidden, "forbidden");
        await _ada.Refuses(HttpMethod.Put, $"{Bans}/nobody", new { }, HttpStatusCode.NotFound, "not_found");
        await _ada.Refuses(HttpMethod.Put, $"{Bans}/ben", new { seconds = 59 }, HttpStatusCode.BadRequest, "invalid", "seconds");
        await _ada.Refuses(
            HttpMethod.Put, $"{Bans}/ben", new { reason = new string('x', 301) }, HttpStatusCode.RequestEntityTooLarge, "too_large", "reason");
        Assert.Empty((await _ada.Get(Bans)).GetProperty("people").EnumerateArray());
        await _root.Send(HttpMethod.Put, $"{Bans}/cy", new { }, HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_was_never_there_can_be_banned_and_a_second_ban_has_new_terms()
    {
        await _server.SignUp("cy");
        await Put($"{Bans}/cy", new { reason = "Once" });
        await Put($"{Bans}/cy", new { reason = "Twice" });
        await Put($"{Bans}/ben", new { });

        var page = await _ada.Get($"{Bans}?limit=1");
        Assert.Equal("ben", Name(Assert.Single(page.GetProperty("people").EnumerateArray()), "user"));
        var second = Assert.Single((await _ada.Get($"{Bans}?cursor={page.Text("next")}")).GetProperty("people").EnumerateArray());
        Assert.Equal(("cy", "Twice"), (Name(second, "user"), second.Text("reason")));
    }

    [Fact]
    public async Task Who_is_kicked_learns_why_and_may_come_back()
    {
        await using var ben = await LiveClient.Connect(_server.Address, _ben);
        await using var ada = await LiveClient.Connect(_server.Address, _ada);
        await ada.Done("remove_member", new { room = "lobby", user = "ben", reason = "Later" });
        await ben.Next("leave_room_announcement");
        var told = await ben.Next("removed_from_room");
        Assert.Equal(("Later", false), (told.Text("reason"), told.GetProperty("banned").GetBoolean()));
        await Put("/api/v1/rooms/lobby/members/ben", new { }, HttpStatusCode.Created);
    }

    private Task<JsonElement> Put(string path, object body, HttpStatusCode expected = HttpStatusCode.OK) =>
        _ada.Send(HttpMethod.Put, path, body, expected);

    private static string? Name(JsonElement element, string person) => element.GetProperty(person).Text("username");
}

public sealed class BansOnSqlite() : BansSpecification(DatabaseKind.Sqlite);

public sealed class BansOnPostgres() : BansSpecification(DatabaseKind.Postgres);
