using System.Net;
using System.Text.Json;
using Parlor.Server.Terminal.Ports;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Presence;

/// <summary>Who is there, as others see it; every database must do the same.</summary>
public abstract class PresenceSpecification(DatabaseKind database) : IAsyncLifetime
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
    public async Task Whoever_looks_is_told_who_is_there_and_who_comes_and_goes()
    {
        await using var ben = await Connect(_ben);
        Assert.Equal("offline", (await Watch(ben, _ada)).Text("state"));

        var ada = await Connect(_ada);
        Assert.Equal("online", (await NextChange(ben, _ada)).Text("state"));
        Assert.Equal("online", (await Watch(ben, _ada)).Text("state"));

        await ada.DisposeAsync();
        var gone = await NextChange(ben, _ada);
        Assert.Equal("offline", gone.Text("state"));
        Assert.StartsWith("2026-03-01T12:", gone.Text("lastSeenAt"));
        Assert.Equal(gone.ToString(), (await Watch(ben, _ada)).ToString());
        Assert.Equal(gone.ToString(), (await _ben.Get("/api/v1/users/ada/presence")).GetProperty("presence").ToString());
    }

    [Fact]
    public async Task Whoever_does_not_look_is_not_told()
    {
        await using var ben = await Connect(_ben);
        await using var ada = await Connect(_ada);
        await Watch(ben, _ada);
        await ben.Done("watch_presence", new { users = Array.Empty<string>() });
        await ada.Done("activity", new { idle = true });
        _server.Clock.Advance(TimeSpan.FromSeconds(2));
        await ben.HasNothing();
    }

    [Fact]
    public async Task A_short_break_of_the_connection_is_not_seen()
    {
        await using var ben = await Connect(_ben);
        var before = await Connect(_ada);
        await Watch(ben, _ada);
        await before.DisposeAsync();
        _server.Clock.Advance(TimeSpan.FromSeconds(9));
        await using var after = await Connect(_ada);
        _server.Clock.Advance(TimeSpan.FromSeconds(15));
        await ben.HasNothing();
    }

    [Fact]
    public async Task A_person_is_as_active_as_the_most_active_of_their_devices()
    {
        await using var ben = await Connect(_ben);
        await using var phone = await Connect(_ada);
        await using var laptop = await Connect(_ada);
        await Watch(ben, _ada);

        await phone.Done("activity", new { idle = true });
        _server.Clock.Advance(TimeSpan.FromSeconds(1));
        await ben.HasNothing();
        await laptop.Done("activity", new { idle = true });
        Assert.Equal("idle", (await NextChange(ben, _ada)).Text("state"));
        await phone.Done("activity", new { idle = false });
        Assert.Equal("online", (await NextChange(ben, _ada)).Text("state"));
    }

    [Fact]
    public async Task A_device_that_sends_nothing_for_ten_minutes_is_idle_until_it_does()
    {
        await using var ben = await Connect(_ben);
        await using var ada = await Connect(_ada);
        await ada.HasNothing();
        await Watch(ben, _ada);
        for (var i = 0; i < 39; i++)
        {
            _server.Clock.Advance(TimeSpan.FromSeconds(15));
            await ben.KeepAlive();
            await ada.KeepAlive();
        }

        await ben.HasNothing();
        _server.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal("idle", (await NextChange(ben, _ada)).Text("state"));
        await ada.HasNothing();
        Assert.Equal("online", (await NextChange(ben, _ada)).Text("state"));
    }

    [Fact]
    public async Task Many_changes_within_a_second_are_one_event()
    {
        var people = new List<Someone>();
        for (var i = 0; i < 20; i++)
            people.Add(await _server.SignUp($"person-{i}"));
        await using var ben = await Connect(_ben);
        await ben.Done("watch_presence", new { users = people.Select(person => person.Id) });

        var clients = new List<LiveClient>();
        foreach (var person in people)
            clients.Add(await Connect(person));
        var changed = (await NextNews(ben)).GetProperty("people").EnumerateArray();

        Assert.Equal(people.Select(person => person.Id).Order(), changed.Select(change => change.Text("id")!).Order());
        foreach (var client in clients)
            await client.DisposeAsync();
    }

    [Fact]
    public async Task Do_not_disturb_shows_for_as_long_as_one_is_connected_and_is_kept()
    {
        await using var ben = await Connect(_ben);
        await using var phone = await Connect(_ada);
        await using var laptop = await Connect(_ada);
        await Watch(ben, _ada);

        var chosen = await phone.Done("choose_presence", new { mode = "dnd" });

        Assert.Equal("""{"mode":"dnd","showLastSeen":true}""", chosen.GetProperty("presence").ToString());
        Assert.Equal(chosen.GetProperty("presence").ToString(), (await laptop.Next("presence_chosen")).ToString());
        Assert.Equal("dnd", (await NextChange(ben, _ada)).Text("state"));
        await Restart(ben, phone, laptop);
        using var http = Again(_ada);
        Assert.Equal("dnd", (await (_ada with { Http = http }).Get("/api/v1/me/presence")).GetProperty("presence").Text("mode"));
        Assert.Equal("offline", (await (_ada with { Http = http }).Get("/api/v1/users/ada/presence")).GetProperty("presence").Text("state"));
    }

    [Fact]
    public async Task The_invisible_look_as_if_they_had_gone()
    {
        await using var ben = await Connect(_ben);
        await using var ada = await Connect(_ada);
        await Watch(ben, _ada);

        await _ada.Send(HttpMethod.Patch, "/api/v1/me/presence", new { mode = "invisible" }, HttpStatusCode.OK);

        var gone = await NextChange(ben, _ada);
        Assert.Equal(("offline", "2026-03-01T12:00:00.000Z"), (gone.Text("state"), gone.Text("lastSeenAt")));
        await ada.Next("presence_chosen");
        await ada.Done("activity", new { idle = true });
        await ada.Done("activity", new { idle = false });
        await ada.DisposeAsync();
        _server.Clock.Advance(TimeSpan.FromSeconds(15));
        await ben.HasNothing();
        Assert.Equal(gone.ToString(), (await Watch(ben, _ada)).ToString());
        await using var back = await Connect(_ada);
        await back.Done("choose_presence", new { mode = "auto" });
        Assert.Equal("online", (await NextChange(ben, _ada)).Text("state"));
    }

    [Fact]
    public async Task When_somebody_was_last_seen_is_theirs_to_tell()
    {
        await using var ben = await Connect(_ben);
        await (await Connect(_ada)).DisposeAsync();
        await Watch(ben, _ada);
        Assert.NotNull((await NextChange(ben, _ada)).Text("lastSeenAt"));

        await _ada.Send(HttpMethod.Patch, "/api/v1/me/presence", new { showLastSeen = false }, HttpStatusCode.OK);

        Assert.Null((await NextChange(ben, _ada)).Text("lastSeenAt"));
        Assert.Null((await Watch(ben, _ada)).Text("lastSeenAt"));
        await _ada.Send(HttpMethod.Patch, "/api/v1/me/presence", new { showLastSeen = true }, HttpStatusCode.OK);
        Assert.NotNull((await NextChange(ben, _ada)).Text("lastSeenAt"));
    }

    [Fact]
    public async Task When_people_were_last_seen_outlives_the_server_also_of_those_it_stopped_under()
    {
        await using var ada = await Connect(_ada);
        await ada.HasNothing();

        await Restart(ada);

        using var http = Again(_ben);
        var seen = (await (_ben with { Http = http }).Get("/api/v1/users/ada/presence")).GetProperty("presence");
        Assert.Equal(("offline", "2026-03-01T12:00:00.000Z"), (seen.Text("state"), seen.Text("lastSeenAt")));
        Assert.Null((await (_ben with { Http = http }).Get("/api/v1/users/ben/presence")).GetProperty("presence").Text("lastSeenAt"));
    }

    [Fact]
    public async Task Between_two_people_with_a_block_each_looks_offline_to_the_other()
    {
        await using var ben = await Connect(_ben);
        await using var ada = await Connect(_ada);
        Assert.Equal("online", (await Watch(ben, _ada)).Text("state"));
        Assert.Equal("online", (await Watch(ada, _ben)).Text("state"));

        await ada.Done("block_person", new { user = "ben" });

        await ada.Next("person_blocked");
        foreach (var (client, other) in new[] { (ben, _ada), (ada, _ben) })
        {
            Assert.Equal($$"""{"id":"{{other.Id}}","state":"offline"}""", (await NextChange(client, other)).ToString());
            Assert.Equal("offline", (await Watch(client, other)).Text("state"));
        }

        Assert.Equal("offline", (await _ben.Get("/api/v1/users/ada/presence")).GetProperty("presence").Text("state"));
        await ada.Done("activity", new { idle = true });
        _server.Clock.Advance(TimeSpan.FromSeconds(2));
        await ben.HasNothing();
        await ada.Done("unblock_person", new { user = "ben" });
        Assert.Equal("idle", (await Watch(ben, _ada)).Text("state"));
    }

    [Fact]
    public async Task A_guest_of_the_server_sees_the_people_of_their_rooms_alone()
    {
        var carl = await _server.SignUp("carl");
        await _ada.Send(HttpMethod.Put, "/api/v1/users/ben/role", new { role = "guest" }, HttpStatusCode.NoContent);
        await using var ada = await Connect(_ada);
        await using var ben = await Connect(_ben);
        await _ben.Refuses(HttpMethod.Get, "/api/v1/users/ada/presence", null, HttpStatusCode.NotFound, "not_found");
        await _ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "private" });
        await _ada.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", new { }, HttpStatusCode.Created);

        Assert.Equal("online", (await _ben.Get("/api/v1/users/ada/presence")).GetProperty("presence").Text("state"));
        var seen = await ben.Done("watch_presence", new { users = new[] { carl.Id, _ada.Id, _ben.Id } });
        var ids = seen.GetProperty("people").EnumerateArray().Select(person => person.Text("id"));
        Assert.Equal([_ada.Id, _ben.Id], ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_wrong_is_refused_with_the_field_and_changes_nothing()
    {
        await using var ben = await Connect(_ben);
        await Watch(ben, _ada);
        await ben.Refused("watch_presence", new { }, "invalid", "users");
        await ben.Refused("watch_presence", new { users = new[] { "ada" } }, "invalid", "users");
        await ben.Refused("watch_presence", new { users = new string?[] { null } }, "invalid", "users");
        await ben.Refused("watch_presence", new { users = Enumerable.Repeat(_ada.Id, 501) }, "too_large", "users");
        await ben.Refused("activity", new { }, "invalid", "idle");
        await ben.Refused("choose_presence", new { mode = "asleep" }, "invalid", "mode");
        await ben.Refused("choose_presence", new { mode = 1 }, "invalid", "mode");
        await _ben.Refuses(HttpMethod.Patch, "/api/v1/me/presence", new { mode = "asleep" }, HttpStatusCode.BadRequest, "invalid", "mode");
        await _ben.Refuses(HttpMethod.Get, "/api/v1/users/nobody/presence", null, HttpStatusCode.NotFound, "not_found");
        Assert.Equal("""{"mode":"auto","showLastSeen":true}""", (await _ben.Get("/api/v1/me/presence")).GetProperty("presence").ToString());
        Assert.Empty((await ben.Done("watch_presence", new { users = new[] { "100000000000000" } })).GetProperty("people").EnumerateArray());
    }

    private static async Task<JsonElement> Watch(LiveClient client, Someone person)
    {
        var answer = await client.Done("watch_presence", new { users = new[] { person.Id } });
        return Assert.Single(answer.GetProperty("people").EnumerateArray());
    }

    /// <summary>Connects, and waits until the server has taken notice.</summary>
    private async Task<LiveClient> Connect(Someone someone)
    {
        var client = await LiveClient.Connect(_server.Address, someone);
        await client.KeepAlive();
        return client;
    }

    private async Task<JsonElement> NextChange(LiveClient client, Someone person)
    {
        var changed = Assert.Single((await NextNews(client)).GetProperty("people").EnumerateArray());
        Assert.Equal(person.Id, changed.Text("id"));
        return changed;
    }

    /// <summary>Lets time pass until the client is told something.</summary>
    private async Task<JsonElement> NextNews(LiveClient client)
    {
        while (!client.HasMore)
        {
            _server.Clock.Advance(TimeSpan.FromSeconds(1));
            await client.KeepAlive();
        }

        return await client.Next("presence_changed");
    }

    /// <summary>Restarts the server under people who are connected.</summary>
    private async Task Restart(params LiveClient[] connected)
    {
        var restarted = _server.Restart();
        foreach (var client in connected)
        {
            await client.Closed;
            await client.DisposeAsync();
        }

        await restarted;
    }

    private HttpClient Again(Someone someone)
    {
        var http = new HttpClient { BaseAddress = _server.Address };
        http.DefaultRequestHeaders.Authorization = someone.Http.DefaultRequestHeaders.Authorization;
        return http;
    }
}

public sealed class PresenceOnSqlite() : PresenceSpecification(DatabaseKind.Sqlite);

public sealed class PresenceOnPostgres() : PresenceSpecification(DatabaseKind.Postgres);
