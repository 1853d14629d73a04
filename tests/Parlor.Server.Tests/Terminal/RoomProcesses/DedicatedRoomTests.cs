using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.RoomProcesses;

/// <summary>A room's own port, as its clients see it.</summary>
public sealed class DedicatedRoomTests : IAsyncLifetime
{
    private RoomTestHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await RoomTestHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Both_ports_are_the_same_room_with_one_order()
    {
        var port = await _host.Dedicate("lobby");
        await using var atMain = await LiveClient.Connect(_host.Server.Address, _host.Ada);
        await using var atRoom = await LiveClient.Connect(port, _host.Ben);
        var sent = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            (i % 2 == 0 ? atMain : atRoom).Done("send_message", new { room = "lobby", text = $"message {i}", clientId = $"c{i}" })));
        Assert.Equal(20, sent.Select(answer => answer.GetProperty("message").GetProperty("seq").GetInt64()).Distinct().Count());

        var (heardAtMain, heardAtRoom) = (new List<long>(), new List<long>());
        for (var i = 0; i < 20; i++)
        {
            heardAtMain.Add((await atMain.NextOf("receive_message")).GetProperty("message").GetProperty("seq").GetInt64());
            heardAtRoom.Add((await atRoom.NextOf("receive_message")).GetProperty("message").GetProperty("seq").GetInt64());
        }

        Assert.Equal(heardAtMain.Order(), heardAtMain);
        Assert.Equal(heardAtMain, heardAtRoom);
    }

    [Fact]
    public async Task Who_types_is_not_told_so_and_the_others_are()
    {
        var port = await _host.Dedicate("lobby");
        await using var ada = await LiveClient.Connect(port, _host.Ada);
        await using var ben = await LiveClient.Connect(port, _host.Ben);
        await ada.Done("typing", new { room = "lobby" });
        Assert.Equal("ada", (await ben.Next("typing")).GetProperty("user").Text("username"));
        await ada.HasNothing();
    }

    [Fact]
    public async Task Nothing_of_another_room_is_heard_or_reached()
    {
        var lobby = await _host.Dedicate("lobby");
        var games = await _host.Dedicate("games");
        await using var inLobby = await LiveClient.Connect(lobby, _host.Ada);
        await using var inGames = await LiveClient.Connect(games, _host.Ben);
        await inGames.Done("send_message", new { room = "games", text = "check", clientId = "1" });
        await inGames.Next("receive_message");
        await inLobby.HasNothing();

        await inLobby.Refused("send_message", new { room = "games", text = "hello", clientId = "2" }, "not_found");
        var both = new Dictionary<string, string>(StringComparer.Ordinal) { ["room"] = "lobby", ["ROOM"] = "games", ["text"] = "hello", ["clientId"] = "3" };
        await inLobby.Refused("send_message", both, "not_found");
        await inLobby.Refused("sync", new { rooms = new { games = 0 } }, "not_found");
        await inLobby.Refused("join_room", new { room = "nowhere" }, "not_found");
        await inLobby.Refused("request", new { method = "GET", path = "/api/v1/rooms" }, "forbidden");
        await inLobby.Refused("get_sidebar", new { }, "forbidden");
        await inLobby.Refused("watch_presence", new { users = new[] { "ben" } }, "forbidden");
        await inLobby.Refused("announce", new { text = "hello" }, "forbidden");
        await inGames.HasNothing();
    }

    [Fact]
    public async Task Whoever_may_not_see_the_room_is_not_let_in()
    {
        await _host.Ada.Post("/api/v1/rooms", new { name = "board", visibility = "private" });
        var port = await _host.Dedicate("board");
        Assert.Contains("not_found", await Refusal(port, new { token = _host.Ben.Token }), StringComparison.Ordinal);
        Assert.Contains("unauthorized", await Refusal(port, new { token = "none" }), StringComparison.Ordinal);
        Assert.Contains("unauthorized", await Refusal(port, auth: null), StringComparison.Ordinal);
        await using var ada = await LiveClient.Connect(port, _host.Ada);
        await ada.Done("send_message", new { room = "board", text = "in private", clientId = "1" });
    }

    [Fact]
    public async Task A_client_that_comes_by_the_port_counts_and_ends_with_its_log_in()
    {
        var port = await _host.Dedicate("lobby");
        await using var ben = await LiveClient.Connect(port, _host.Ben);
        Assert.Equal(1, (await _host.Find("lobby")).GetProperty("connections").GetInt32());
        using var ended = await _host.Ben.Http.DeleteAsync("/api/v1/sessions/current");
        Assert.True(ended.IsSuccessStatusCode);
        await ben.Closed;
    }

    [Fact]
    public async Task An_announcement_reaches_every_port_once()
    {
        var port = await _host.Dedicate("lobby");
        await using var atMain = await LiveClient.Connect(_host.Server.Address, _host.Ben);
        await using var atRoom = await LiveClient.Connect(port, _host.Ben);
        await atMain.Refused("announce", new { text = "hello" }, "forbidden");
        await using var ada = await LiveClient.Connect(_host.Server.Address, _host.Ada);
        await ada.Refused("announce", new { text = " " }, "invalid", "text");
        await ada.Done("announce", new { text = "The server restarts at noon." });
        foreach (var client in new[] { atMain, atRoom, ada })
        {
            var heard = await client.Next("server_announcement");
            Assert.Equal("The server restarts at noon.", heard.Text("text"));
            Assert.Equal("ada", heard.GetProperty("by").Text("username"));
            await client.HasNothing();
        }

        var act = (await _host.Ada.Get("/api/v1/server/audit")).GetProperty("entries").EnumerateArray().First();
        Assert.Equal(("announcement_made", "The server restarts at noon."), (act.Text("action"), act.Text("reason")));
    }

    [Fact]
    public async Task What_was_missed_while_away_is_caught_up_over_the_port()
    {
        var port = await _host.Dedicate("lobby");
        var sent = await _host.Ada.Post("/api/v1/rooms/lobby/messages", new { text = "while you were away", clientId = "1" });
        var seq = sent.GetProperty("message").GetProperty("seq").GetInt64();
        await using var ben = await LiveClient.Connect(port, _host.Ben);
        var answer = await ben.Done("sync", new { rooms = new { lobby = seq - 1 } });
        Assert.Contains("while you were away", answer.ToString(), StringComparison.Ordinal);
    }

    private static async Task<string> Refusal(Uri port, object? auth)
    {
        await using var client = await LiveClient.Connect(port, auth);
        return (await Assert.ThrowsAnyAsync<Exception>(() => client.Connected)).Message;
    }
}
