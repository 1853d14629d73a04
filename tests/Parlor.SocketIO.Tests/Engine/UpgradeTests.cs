using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine;

/// <summary>Engine.IO protocol, "Upgrade".</summary>
public class UpgradeTests : ServerFacts
{
    [Fact]
    public async Task A_polling_session_moves_to_a_WebSocket_and_loses_nothing()
    {
        var connection = new Expected<EngineConnection>();
        await using TestServer server = await StartAsync(connection);
        PollingClient client = await server.PollAsync("/engine.io/");
        using RawWebSocket webSocket = await ProbeAsync(server, client);
        Assert.Equal("6", await client.ReadAsync());

        (await connection.Value).Send("queued before the switch");
        await webSocket.SendTextAsync("5");
        Assert.Equal("4queued before the switch", await webSocket.ReadTextAsync());
        await webSocket.SendTextAsync("4hello");
        Assert.Equal("4hello", await webSocket.ReadTextAsync());
        Assert.Equal("websocket", (await connection.Value).Transport);
    }

    [Fact]
    public async Task A_poll_that_waits_when_the_probe_comes_ends_with_a_noop()
    {
        await using TestServer server = await StartAsync();
        PollingClient client = await server.PollAsync("/engine.io/");
        Task<string> poll = await server.StartPollAsync(client);
        using RawWebSocket webSocket = await ProbeAsync(server, client);
        Assert.Equal("6", await poll.Soon());
    }

    [Fact]
    public async Task A_poll_that_still_waits_at_the_switch_is_refused_and_the_WebSocket_gets_what_comes()
    {
        var connection = new Expected<EngineConnection>();
        // The clock stands still, so that the poll does not end by itself.
        await using TestServer server = await StartAsync(connection, new FakeTime());
        PollingClient client = await server.PollAsync("/engine.io/");
        using RawWebSocket webSocket = await ProbeAsync(server, client);
        Task<int> poll = client.StatusAsync();
        await webSocket.SendTextAsync("5");
        Assert.Equal(400, await poll.Soon());
        (await connection.Value).Send("after");
        Assert.Equal("4after", await webSocket.ReadTextAsync());
    }

    [Fact]
    public async Task A_message_during_the_probe_still_goes_to_the_waiting_poll()
    {
        var connection = new Expected<EngineConnection>();
        await using TestServer server = await StartAsync(connection);
        PollingClient client = await server.PollAsync("/engine.io/");
        using RawWebSocket webSocket = await ProbeAsync(server, client);
        (await connection.Value).Send("m");
        Assert.Equal("4m", await client.ReadAsync());
    }

    [Fact]
    public async Task After_the_upgrade_polls_and_posts_get_400_and_the_session_lives_on()
    {
        await using TestServer server = await StartAsync();
        PollingClient client = await server.PollAsync("/engine.io/");
        using RawWebSocket webSocket = await UpgradeAsync(server, client);
        Assert.Equal(400, await client.StatusAsync());
        Assert.Equal(400, await client.PostAsync("4x"));
        await webSocket.SendTextAsync("4hello");
        Assert.Equal("4hello", await webSocket.ReadTextAsync());
    }

    [Fact]
    public async Task A_second_WebSocket_is_closed_during_and_after_the_upgrade()
    {
        await using TestServer server = await StartAsync();
        PollingClient client = await server.PollAsync("/engine.io/");
        using RawWebSocket webSocket = await ProbeAsync(server, client);
        using RawWebSocket during = await ConnectAsync(server, client);
        Assert.Equal(1000, await during.ReadCloseAsync());

        await webSocket.SendTextAsync("5");
        await webSocket.SendTextAsync("4a");
        Assert.Equal("4a", await webSocket.ReadTextAsync());
        using RawWebSocket after = await ConnectAsync(server, client);
        Assert.Equal(1000, await after.ReadCloseAsync());
        await webSocket.SendTextAsync("4b");
        Assert.Equal("4b", await webSocket.ReadTextAsync());
    }

    [Theory]
    [InlineData("4too early")]
    [InlineData("2prob")]
    public async Task Anything_but_a_probe_closes_the_candidate_and_not_the_session(string packet)
    {
        await using TestServer server = await StartAsync();
        PollingClient client = await server.PollAsync("/engine.io/");
        using RawWebSocket webSocket = await ConnectAsync(server, client);
        await webSocket.SendTextAsync(packet);
        Assert.Equal(1000, await webSocket.ReadCloseAsync());
        await webSocket.ReadEndAsync();
        Assert.Equal(200, await client.PostAsync("4still here"));
        Assert.Equal("4still here", await client.ReadAsync());
        using RawWebSocket again = await UpgradeAsync(server, client);
    }

    [Fact]
    public async Task An_upgrade_that_takes_too_long_is_given_up()
    {
        var time = new FakeTime();
        await using TestServer server = await StartAsync(time: time);
        PollingClient client = await server.PollAsync("/engine.io/");
        using RawWebSocket webSocket = await ProbeAsync(server, client);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1000, await webSocket.ReadCloseAsync());
        Assert.Equal(1, server.Engine.ConnectionCount);
    }

    [Fact]
    public async Task A_session_that_ends_takes_its_candidate_along()
    {
        var connection = new Expected<EngineConnection>();
        await using TestServer server = await StartAsync(connection);
        PollingClient client = await server.PollAsync("/engine.io/");
        using RawWebSocket webSocket = await ProbeAsync(server, client);
        (await connection.Value).Close();
        Assert.Equal(1000, await webSocket.ReadCloseAsync());
    }

    private async Task<TestServer> StartAsync(Expected<EngineConnection>? seen = null, TimeProvider? time = null)
    {
        TestServer server = await StartServerAsync(time: time);
        server.Engine.OnConnection(connection =>
        {
            Echo.To(connection);
            seen?.Set(connection);
        });
        return server;
    }

    private static Task<RawWebSocket> ConnectAsync(TestServer server, PollingClient client) =>
        RawWebSocket.ConnectAsync(server.Url, $"/engine.io/?EIO=4&transport=websocket&sid={client.Sid}");

    private static async Task<RawWebSocket> ProbeAsync(TestServer server, PollingClient client)
    {
        RawWebSocket webSocket = await ConnectAsync(server, client);
        await webSocket.SendTextAsync("2probe");
        Assert.Equal("3probe", await webSocket.ReadTextAsync());
        return webSocket;
    }

    private static async Task<RawWebSocket> UpgradeAsync(TestServer server, PollingClient client)
    {
        RawWebSocket webSocket = await ProbeAsync(server, client);
        await webSocket.SendTextAsync("5");
        await webSocket.SendTextAsync("4upgraded");
        Assert.Equal("4upgraded", await webSocket.ReadTextAsync());
        return webSocket;
    }
}
