using System.Net;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Rooms;

/// <summary>Description, announcements only, slow mode and the archive; every database must do the same.</summary>
public abstract class RoomSettingsSpecification(DatabaseKind database) : IAsyncLifetime
{
    private const string Room = "/api/v1/rooms/lobby";

    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;
    private int _sent;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        await LiveClient.MakeRoom(_server.Address, _ada, new { name = "lobby", visibility = "public", description = "Where *all* begins" });
        await _ben.Send(HttpMethod.Put, $"{Room}/members/ben", null, HttpStatusCode.Created);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Settings_are_told_live_kept_in_the_log_and_seen()
    {
        Assert.Equal("Where *all* begins", (await _ben.Get(Room)).GetProperty("room").Text("description"));
        await using var live = await LiveClient.Connect(_server.Address, _ben);

        var room = await Change(new { description = "Two\nlines", announceOnly = true, slowModeSeconds = 30 });

        Assert.Equal(("Two\nlines", 30), (room.Text("description"), room.Number("slowModeSeconds")));
        Assert.True(room.GetProperty("announceOnly").GetBoolean());
        Assert.False(room.TryGetProperty("archivedAt", out _));
        var updated = await live.Next("room_updated");
        var details = updated.GetProperty("details");
        Assert.Equal(("Two\nlines", 30), (details.Text("description"), details.Number("slowModeSeconds")));
        Assert.True(details.GetProperty("announceOnly").GetBoolean());
        var logged = (await _ben.Get($"{Room}/events")).GetProperty("events").EnumerateArray().Last();
        Assert.Equal(updated.ToString(), logged.ToString());
    }

    [Fact]
    public async Task Wrong_settings_are_named_and_change_nothing()
    {
        var before = (await _ada.Get(Room)).ToString();
        await Wrong(new { slowModeSeconds = -1, title = "Other" }, "slowModeSeconds");
        await Wrong(new { slowModeSeconds = 21_601 }, "slowModeSeconds");
        await Wrong(new { announceOnly = "yes" }, "announceOnly");
        await Wrong(new { visibility = 1 }, "visibility");
        await Wrong(new { description = "nul \0" }, "description");
        await _ada.Refuses(
            HttpMethod.Patch, Room, new { description = new string('x', 2_001) }, HttpStatusCode.RequestEntityTooLarge, "too_large", "description");
        Assert.Equal(before, (await _ada.Get(Room)).ToString());

        Task Wrong(object change, string field) => _ada.Refuses(HttpMethod.Patch, Room, change, HttpStatusCode.BadRequest, "invalid", field);
    }

    [Fact]
    public async Task Where_only_announcements_are_the_others_read()
    {
        await Change(new { announceOnly = true });
        await _ben.Refuses(HttpMethod.Post, $"{Room}/messages", Message(), HttpStatusCode.Forbidden, "forbidden");
        await using (var live = await LiveClient.Connect(_server.Address, _ben))
        {
            await live.Refused("send_message", new { room = "lobby", text = "hi", clientId = "live" }, "forbidden");
            await live.Refused("typing", new { room = "lobby" }, "forbidden");
        }

        await _ada.Post($"{Room}/messages", Message());
        await _ada.Send(HttpMethod.Put, $"{Room}/members/ben", new { role = "moderator" }, HttpStatusCode.OK);
        await _ben.Post($"{Room}/messages", Message());
    }

    [Fact]
    public async Task Slow_mode_leaves_time_between_two_messages_of_one_person()
    {
        await Change(new { slowModeSeconds = 60 });
        var first = Message();
        var sent = await _ben.Post($"{Room}/messages", first);

        await _ben.Refuses(HttpMethod.Post, $"{Room}/messages", Message(), HttpStatusCode.TooManyRequests, "rate_limited");
        Assert.Equal(sent.ToString(), (await _ben.Post($"{Room}/messages", first, HttpStatusCode.OK)).ToString());
        await _ada.Post($"{Room}/messages", Message());
        await _ada.Post($"{Room}/messages", Message());

        _server.Clock.Advance(TimeSpan.FromSeconds(59));
        await _server.Restart();
        using var http = new HttpClient { BaseAddress = _server.Address };
        http.DefaultRequestHeaders.Authorization = _ben.Http.DefaultRequestHeaders.Authorization;
        var ben = _ben with { Http = http };
        await ben.Send(HttpMethod.Delete, $"{Room}/members/ben", null, HttpStatusCode.NoContent);
        await ben.Send(HttpMethod.Put, $"{Room}/members/ben", null, HttpStatusCode.Created);
        await using (var live = await LiveClient.Connect(_server.Address, ben))
        {
            var refused = await live.Emit("send_message", new { room = "lobby", text = "hi", clientId = "early" });
            Assert.Equal(1_000, refused.GetProperty("error").Number("retryAfterMs"));
        }

        _server.Clock.Advance(TimeSpan.FromSeconds(1));
        await ben.Post($"{Room}/messages", Message());
    }

    [Fact]
    public async Task A_message_that_is_wrong_costs_no_wait()
    {
        await Change(new { slowModeSeconds = 60 });
        await _ben.Refuses(
            HttpMethod.Post, $"{Room}/messages", new { text = "hi", clientId = "1", replyTo = 99 }, HttpStatusCode.BadRequest, "invalid", "replyTo");
        await _ben.Post($"{Room}/messages", Message());
    }

    [Fact]
    public async Task In_an_archived_room_nothing_is_written_but_that_it_is_in_use_again()
    {
        await _ben.Post($"{Room}/messages", Message());
        var invitation = (await _ben.Post($"{Room}/invitations", new { })).GetProperty("invitation").Text("code");
        var room = await Change(new { archived = true });
        Assert.Equal("2026-03-01T12:00:00.000Z", room.Text("archivedAt"));
        var cy = await _server.SignUp("cy");

        await Refused(_ben, HttpMethod.Post, "/messages", Message());
        await Refused(_ada, HttpMethod.Post, "/messages", Message());
        await Refused(_ada, HttpMethod.Patch, "", new { title = "Other" });
        await Refused(_ada, HttpMethod.Patch, "", new { slowModeSeconds = 5 });
        await Refused(_ada, HttpMethod.Put, "/members/cy", new { });
        await Refused(_ada, HttpMethod.Put, "/members/ben", new { role = "admin" });
        await Refused(_ada, HttpMethod.Delete, "/members/ben", null);
        await Refused(_ada, HttpMethod.Post, "/roles", new { name = "Watch", rank = "member", permissions = Array.Empty<string>() });
        await Refused(_ada, HttpMethod.Post, "/owner", new { user = "ben" });
        await Refused(_ada, HttpMethod.Post, "/invitations", new { });
        await Refused(cy, HttpMethod.Put, "/members/cy", new { });
        await cy.Refuses(HttpMethod.Post, $"/api/v1/invitations/{invitation}/accept", null, HttpStatusCode.Forbidden, "forbidden");
        Assert.Single((await _ben.Get($"{Room}/messages")).GetProperty("messages").EnumerateArray());
        Assert.Equal(room.Number("lastSeq"), (await _ada.Get(Room)).GetProperty("room").Number("lastSeq"));

        await _ben.Send(HttpMethod.Delete, $"{Room}/members/ben", null, HttpStatusCode.NoContent);
        Assert.False((await Change(new { archived = false })).TryGetProperty("archivedAt", out _));
        await _ada.Post($"{Room}/messages", Message());

        static Task Refused(Someone by, HttpMethod method, string path, object? body) =>
            by.Refuses(method, Room + path, body, HttpStatusCode.Forbidden, "forbidden");
    }

    private async Task<JsonElement> Change(object change) =>
        (await _ada.Send(HttpMethod.Patch, Room, change, HttpStatusCode.OK)).GetProperty("room");

    private object Message() => new { text = "hello", clientId = $"c{Interlocked.Increment(ref _sent)}" };
}

public sealed class RoomSettingsOnSqlite() : RoomSettingsSpecification(DatabaseKind.Sqlite);

public sealed class RoomSettingsOnPostgres() : RoomSettingsSpecification(DatabaseKind.Postgres);
