using System.Net;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Realtime;

/// <summary>What connected clients send and get.</summary>
public sealed class LiveTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;
    private string _lobby = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(settings: [("Limits:PostBurst", "1000")]);
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        _lobby = (await LiveClient.MakeRoom(_server.Address, _ada, new { name = "lobby", visibility = "public" })).Text("id")!;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Everyone_in_the_room_hears_of_a_message_the_senders_own_connections_included()
    {
        await using var phone = await Connect(_ada);
        await using var laptop = await Connect(_ada);
        await using var ben = await Connect(_ben);
        var joined = await ben.Done("join_room", new { room = "lobby" });
        Assert.Equal((2, "lobby"), (joined.Number("lastSeq"), joined.GetProperty("room").Text("name")));

        var sent = await phone.Done("send_message", new { room = "lobby", text = "hello", clientId = "1" });

        foreach (var client in new[] { phone, laptop, ben })
        {
            var announcement = await client.Next("join_room_announcement");
            Assert.Equal((_lobby, 2, "ben"), (announcement.Text("room"), announcement.Number("seq"), announcement.GetProperty("user").Text("username")));
            var received = await client.Next("receive_message");
            Assert.Equal((_lobby, 3, "receive_message"), (received.Text("room"), received.Number("seq"), received.Text("type")));
            Assert.Equal(sent.GetProperty("message").ToString(), received.GetProperty("message").ToString());
            Assert.Equal(received.Text("at"), received.GetProperty("message").Text("at"));
        }
    }

    [Fact]
    public async Task Joining_again_announces_nothing_and_leaving_ends_what_one_hears()
    {
        await using var ada = await Connect(_ada);
        await using var ben = await Connect(_ben);
        await ben.Done("join_room", new { room = _lobby });
        await ben.Done("join_room", new { room = _lobby });
        await ben.Done("leave_room", new { room = _lobby });
        await ada.Done("send_message", new { room = _lobby, text = "gone?", clientId = "1" });

        Assert.Equal(["join_room_announcement", "leave_room_announcement"], [(await ben.Next()).Name, (await ben.Next()).Name]);
        await ben.HasNothing();
        Assert.Equal(2, (await ada.Next("join_room_announcement")).Number("seq"));
        Assert.Equal(3, (await ada.Next("leave_room_announcement")).Number("seq"));
        Assert.Equal(4, (await ada.Next("receive_message")).Number("seq"));
        await ben.Refused("send_message", new { room = _lobby, text = "still here", clientId = "2" }, "forbidden");
    }

    [Fact]
    public async Task What_is_done_over_http_is_heard_over_the_socket_and_followed_from_then_on()
    {
        await using var ben = await Connect(_ben);
        await _ada.Post("/api/v1/rooms", new { name = "secret", visibility = "private" });
        await _ada.Send(HttpMethod.Put, "/api/v1/rooms/secret/members/ben", new { }, HttpStatusCode.Created);
        await _ada.Post("/api/v1/rooms/secret/messages", new { text = "welcome", clientId = "1" });
        await _ada.Send(HttpMethod.Patch, "/api/v1/rooms/secret", new { topic = "hush" }, HttpStatusCode.OK);
        await _ada.Send(HttpMethod.Delete, "/api/v1/rooms/secret/members/ben", null, HttpStatusCode.NoContent);
        await _ada.Post("/api/v1/rooms/secret/messages", new { text = "not for ben", clientId = "2" });

        var added = await ben.Next("join_room_announcement");
        Assert.Equal("ada", added.GetProperty("by").Text("username"));
        Assert.Equal("welcome", (await ben.Next("receive_message")).GetProperty("message").Text("text"));
        Assert.Equal("hush", (await ben.Next("room_updated")).GetProperty("details").Text("topic"));
        Assert.Equal("ada", (await ben.Next("leave_room_announcement")).GetProperty("by").Text("username"));
        Assert.False((await ben.Next("removed_from_room")).GetProperty("banned").GetBoolean());
        await ben.HasNothing();
    }

    [Fact]
    public async Task A_deleted_room_is_told_of_and_gone()
    {
        await using var ada = await Connect(_ada);
        await _ada.Send(HttpMethod.Delete, "/api/v1/rooms/lobby", null, HttpStatusCode.NoContent);
        Assert.Equal(_lobby, (await ada.Next("room_deleted")).Text("room"));
        await ada.Refused("send_message", new { room = _lobby, text = "hello?", clientId = "1" }, "not_found");
    }

    [Fact]
    public async Task A_strangers_private_room_answers_as_if_it_were_not_there()
    {
        await _ada.Post("/api/v1/rooms", new { name = "secret", visibility = "private" });
        await using var ben = await Connect(_ben);
        foreach (var room in new[] { "secret", "nowhere" })
        {
            await ben.Refused("join_room", new { room }, "not_found");
            await ben.Refused("leave_room", new { room }, "not_found");
            await ben.Refused("send_message", new { room, text = "hi", clientId = "1" }, "not_found");
            await ben.Refused("mark_read", new { room, seq = 1 }, "not_found");
            await ben.Refused("typing", new { room }, "not_found");
            var missed = (await ben.Done("sync", new { rooms = new Dictionary<string, int> { [room] = 0 } })).GetProperty("rooms").GetProperty(room);
            Assert.Equal("not_found", missed.GetProperty("error").Text("code"));
        }
    }

    [Fact]
    public async Task Whoever_connects_is_told_nothing_from_before()
    {
        for (var turn = 0; turn < 50; turn++)
        {
            await _ada.Post("/api/v1/rooms/lobby/messages", new { text = "before", clientId = $"{turn}" });
            await using var late = await LiveClient.Connect(_server.Address, _ada);
            await late.HasNothing();
        }
    }

    [Fact]
    public async Task A_client_that_was_away_gets_what_it_missed_as_it_went_out_live()
    {
        await using var ben = await Connect(_ben);
        await ben.Done("join_room", new { room = _lobby });
        await using var ada = await Connect(_ada);
        for (var i = 0; i < 250; i++)
            await ada.Done("send_message", new { room = _lobby, text = $"message {i}", clientId = $"{i}" });

        var live = new List<JsonElement>();
        for (var i = 0; i < 251; i++)
            live.Add((await ben.Next()).Data);
        var (missed, last) = (new List<JsonElement>(), 1L);
        do
        {
            var answer = (await ben.Done("sync", new { rooms = new Dictionary<string, long> { [_lobby] = last } })).GetProperty("rooms").GetProperty(_lobby);
            missed.AddRange(answer.GetProperty("events").EnumerateArray());
            Assert.Equal(252, answer.Number("lastSeq"));
            last = missed[^1].Number("seq");
        }
        while (last < 252);

        Assert.Equal(live.Select(happened => happened.ToString()), missed.Select(happened => happened.ToString()));
    }

    [Fact]
    public async Task A_client_that_has_more_than_the_log_is_told_to_begin_afresh()
    {
        await using var ada = await Connect(_ada);
        var answer = (await ada.Done("sync", new { rooms = new { lobby = 99 } })).GetProperty("rooms").GetProperty("lobby");
        Assert.True(answer.GetProperty("reset").GetBoolean());
        Assert.Equal(1, answer.Number("lastSeq"));
    }

    [Fact]
    public async Task Reading_on_one_device_clears_the_others()
    {
        await using var phone = await Connect(_ben);
        await using var laptop = await Connect(_ben);
        await _ben.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", null, HttpStatusCode.Created);
        await _ada.Post("/api/v1/rooms/lobby/messages", new { text = "one", clientId = "1" });
        foreach (var client in new[] { phone, laptop })
        {
            await client.Next("join_room_announcement");
            await client.Next("receive_message");
        }

        Assert.Equal(1, (await _ben.Get("/api/v1/rooms/lobby")).GetProperty("room").Number("unread"));

        await phone.Done("mark_read", new { room = "lobby", seq = 3 });

        var read = await laptop.Next("room_read");
        Assert.Equal((_lobby, 3), (read.Text("room"), read.Number("seq")));
        Assert.Equal(0, (await _ben.Get("/api/v1/rooms/lobby")).GetProperty("room").Number("unread"));
        await phone.Done("mark_read", new { room = "lobby", seq = 2 });
        await phone.Refused("mark_read", new { room = "lobby", seq = 1_000 }, "invalid", "seq");
        await phone.Refused("mark_read", new { room = "lobby", seq = -1 }, "invalid", "seq");
        await phone.HasNothing();
        Assert.Equal(3, (await _ben.Get("/api/v1/rooms/lobby")).GetProperty("room").Number("lastReadSeq"));
    }

    [Fact]
    public async Task Typing_reaches_the_others_and_is_not_stored()
    {
        await using var ada = await Connect(_ada);
        await using var ben = await Connect(_ben);
        await ben.Done("join_room", new { room = "lobby" });
        await ben.Next("join_room_announcement");
        await ada.Done("typing", new { room = "lobby" });

        var typing = await ben.Next("typing");
        Assert.Equal((_lobby, "ada"), (typing.Text("room"), typing.GetProperty("user").Text("username")));
        Assert.Equal(2, (await _ada.Get("/api/v1/rooms/lobby")).GetProperty("room").Number("lastSeq"));
    }

    [Fact]
    public async Task The_same_client_id_again_gets_the_first_answer_and_is_heard_once()
    {
        await using var ada = await Connect(_ada);
        var first = await ada.Done("send_message", new { room = "lobby", text = "once", clientId = "same" });
        var again = await ada.Done("send_message", new { room = "lobby", text = "once", clientId = "same" });
        Assert.Equal(first.ToString(), again.ToString());
        await ada.Next("receive_message");
        await ada.HasNothing();
    }

    [Fact]
    public async Task Messages_of_one_connection_keep_their_order()
    {
        await using var ada = await Connect(_ada);
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => ada.Emit("send_message", new { room = "lobby", text = $"{i}", clientId = $"{i}" })));
        for (var i = 0; i < 500; i++)
        {
            var received = await ada.Next("receive_message");
            Assert.Equal(i + 2, received.Number("seq"));
        }

        var texts = (await _ada.Get("/api/v1/rooms/lobby/messages?after=0&limit=200")).GetProperty("messages").EnumerateArray().Select(m => m.Text("text")!);
        Assert.Equal(200, texts.Distinct().Count());
    }

    [Fact]
    public async Task Over_the_limit_nothing_is_stored_and_the_client_learns_when_to_try_again()
    {
        await using var server = await TestServer.Start(settings: [("Limits:PostBurst", "1"), ("Limits:PostsPerSecond", "1")]);
        var eve = await server.SignUp("eve");
        await eve.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        await using var client = await LiveClient.Connect(server.Address, eve);
        await client.Done("send_message", new { room = "lobby", text = "1", clientId = "1" });
        var refusal = (await client.Emit("send_message", new { room = "lobby", text = "2", clientId = "2" })).GetProperty("error");
        Assert.Equal("rate_limited", refusal.Text("code"));
        Assert.Equal(1_000, refusal.Number("retryAfterMs"));
        Assert.Equal(2, (await eve.Get("/api/v1/rooms/lobby")).GetProperty("room").Number("lastSeq"));
    }

    [Fact]
    public async Task A_log_out_ends_the_connections_of_that_log_in_alone()
    {
        using var other = new HttpClient { BaseAddress = _server.Address };
        using var logIn = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(
            other, "/api/v1/sessions", new { username = "ada", password = "correct horse battery" });
        var token = JsonSerializer.Deserialize<JsonElement>(await logIn.Content.ReadAsStringAsync()).Text("accessToken");
        await using var staying = await Connect(_ada);
        await using var leaving = await LiveClient.Connect(_server.Address, new { token });
        await leaving.Connected;

        using var logOut = await other.SendAsync(new HttpRequestMessage(HttpMethod.Delete, "/api/v1/sessions/current")
        {
            Headers = { Authorization = new("Bearer", token) },
        });

        Assert.Equal(HttpStatusCode.NoContent, logOut.StatusCode);
        await leaving.Closed;
        await staying.HasNothing();
    }

    [Fact]
    public async Task What_was_said_and_who_was_logged_out_outlives_a_restart()
    {
        using var other = new HttpClient { BaseAddress = _server.Address };
        using var logIn = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(
            other, "/api/v1/sessions", new { username = "ada", password = "correct horse battery" });
        var ended = JsonSerializer.Deserialize<JsonElement>(await logIn.Content.ReadAsStringAsync()).Text("accessToken");
        using var logOut = await other.SendAsync(new HttpRequestMessage(HttpMethod.Delete, "/api/v1/sessions/current")
        {
            Headers = { Authorization = new("Bearer", ended) },
        });
        await _ada.Post("/api/v1/rooms/lobby/messages", new { text = "still here", clientId = "1" });

        await _server.Restart();

        await using var refused = await LiveClient.Connect(_server.Address, new { token = ended });
        await Assert.ThrowsAsync<InvalidOperationException>(() => refused.Connected);
        await using var ada = await Connect(_ada);
        var missed = (await ada.Done("sync", new { rooms = new { lobby = 1 } })).GetProperty("rooms").GetProperty("lobby").GetProperty("events")[0];
        Assert.Equal("still here", missed.GetProperty("message").Text("text"));
    }

    [Fact]
    public async Task An_expired_token_connects_no_more()
    {
        _server.Clock.Advance(TimeSpan.FromMinutes(16));
        await using var client = await LiveClient.Connect(_server.Address, new { token = _ada.Token });
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.Connected);
    }

    private Task<LiveClient> Connect(Someone someone) => LiveClient.Connect(_server.Address, someone);
}
