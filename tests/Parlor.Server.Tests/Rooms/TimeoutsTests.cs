using System.Net;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Rooms;

/// <summary>What a timeout does; every database must do the same.</summary>
public abstract class TimeoutsSpecification(DatabaseKind database) : IAsyncLifetime
{
    private const string Timeouts = "/api/v1/rooms/lobby/timeouts";

    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        await _ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        await _ada.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", null, HttpStatusCode.Created);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_timeout_silences_until_its_time_and_says_why_to_its_person_alone()
    {
        await using var ben = await LiveClient.Connect(_server.Address, _ben);
        await _ada.Send(HttpMethod.Put, $"{Timeouts}/ben", new { seconds = 300, reason = "Cool down" }, HttpStatusCode.OK);

        var silenced = await ben.Next("member_timed_out");
        const string Until = "2026-03-01T12:05:00.000Z";
        Assert.Equal(("ben", Until, null), (silenced.GetProperty("user").Text("username"), silenced.Text("until"), silenced.Text("reason")));
        var seen = (await _ben.Get("/api/v1/rooms/lobby")).GetProperty("room").GetProperty("timeout");
        Assert.Equal((Until, "Cool down"), (seen.Text("until"), seen.Text("reason")));
        Assert.False((await _ada.Get("/api/v1/rooms/lobby")).GetProperty("room").TryGetProperty("timeout", out _));
        await ben.Refused("send_message", new { room = "lobby", text = "But", clientId = "1" }, "forbidden");
        await ben.Refused("typing", new { room = "lobby" }, "forbidden");
        await ben.Done("mark_read", new { room = "lobby", seq = 2 });
        var reason = (await Explained(_ben, "post")).GetProperty("reasons")[0];
        Assert.Equal("timed_out", reason.Text("code"));
        Assert.Contains(Until, reason.Text("message"), StringComparison.Ordinal);
        Assert.DoesNotContain("Cool", (await Explained(_ada, "post")).ToString(), StringComparison.Ordinal);

        _server.Clock.Advance(TimeSpan.FromMinutes(5));

        await _ben.Post("/api/v1/rooms/lobby/messages", new { text = "Better", clientId = "2" });
        Assert.False((await _ben.Get("/api/v1/rooms/lobby")).GetProperty("room").TryGetProperty("timeout", out _));
    }

    [Fact]
    public async Task A_timeout_outlives_leaving_and_a_restart_and_can_be_ended()
    {
        await _ada.Send(HttpMethod.Put, $"{Timeouts}/ben", new { seconds = 300 }, HttpStatusCode.OK);
        await _ben.Send(HttpMethod.Delete, "/api/v1/rooms/lobby/members/ben", null, HttpStatusCode.NoContent);
        await _ben.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", null, HttpStatusCode.Created);
        await _ben.Refuses(HttpMethod.Post, "/api/v1/rooms/lobby/messages", new { text = "x", clientId = "1" }, HttpStatusCode.Forbidden, "forbidden");

        await using var ada = await LiveClient.Connect(_server.Address, _ada);
        var listed = Assert.Single((await ada.Done("get_timeouts", new { room = "lobby" })).GetProperty("people").EnumerateArray());
        Assert.Equal("ben", listed.GetProperty("user").Text("username"));
        await ada.Done("end_timeout", new { room = "lobby", user = "ben" });
        Assert.Equal("ben", (await ada.Next("timeout_ended")).GetProperty("user").Text("username"));
        await ada.Refused("end_timeout", new { room = "lobby", user = "ben" }, "not_found");
        await _ben.Post("/api/v1/rooms/lobby/messages", new { text = "x", clientId = "1" });
        var log = (await _ada.Get("/api/v1/rooms/lobby/events?after=2")).GetProperty("events");
        Assert.Equal(
            ["member_timed_out", "leave_room_announcement", "join_room_announcement", "timeout_ended", "receive_message"],
            log.EnumerateArray().Select(one => one.Text("type")));
    }

    [Fact]
    public async Task A_timeout_is_for_members_below_and_has_an_end()
    {
        await _server.SignUp("cy");
        await _ada.Refuses(HttpMethod.Put, $"{Timeouts}/cy", new { seconds = 60 }, HttpStatusCode.NotFound, "not_found");
        await _ada.Refuses(HttpMethod.Put, $"{Timeouts}/ada", new { seconds = 60 }, HttpStatusCode.BadRequest, "invalid", "user");
        await _ada.Refuses(HttpMethod.Put, $"{Timeouts}/ben", new { }, HttpStatusCode.BadRequest, "invalid", "seconds");
        await _ada.Refuses(HttpMethod.Put, $"{Timeouts}/ben", new { seconds = 2_419_201 }, HttpStatusCode.BadRequest, "invalid", "seconds");
        await _ada.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", new { role = "moderator" }, HttpStatusCode.OK);
        await _ben.Refuses(HttpMethod.Put, $"{Timeouts}/ada", new { seconds = 60 }, HttpStatusCode.Forbidden, "forbidden");
        Assert.Empty((await _ada.Get(Timeouts)).GetProperty("people").EnumerateArray());
    }

    private static async Task<JsonElement> Explained(Someone asker, string action) =>
        (await asker.Get($"/api/v1/rooms/lobby/access?user=ben&action={action}")).GetProperty("access").GetProperty("actions")[0];
}

public sealed class TimeoutsOnSqlite() : TimeoutsSpecification(DatabaseKind.Sqlite);

public sealed class TimeoutsOnPostgres() : TimeoutsSpecification(DatabaseKind.Postgres);
