using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine;

/// <summary>What clients get when the server closes.</summary>
public class ShutdownTests : ServerFacts
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    private readonly FakeTime _time = new();
    private readonly Expected<EngineConnection> _connection = new();

    [Fact]
    public async Task A_polling_client_may_come_for_all_that_waits_and_then_is_told()
    {
        await using TestServer server = await StartAsync();
        PollingClient client = await server.PollAsync("/engine.io/");
        for (int i = 0; i < 20; i++)
            (await _connection.Value).Send("m");
        Task closing = server.Engine.CloseAsync();
        Assert.Equal(16, (await client.ReadAsync()).Split('\u001e').Length);
        Assert.False(closing.IsCompleted);
        Assert.Equal("4m\u001e4m\u001e4m\u001e4m\u001e1", await client.ReadAsync());
        await closing.Soon();
        Assert.Equal(400, await client.StatusAsync());
    }

    [Fact]
    public async Task A_WebSocket_gets_all_that_waits_and_then_a_close_frame()
    {
        const int Messages = 60;
        await using TestServer server = await StartAsync();
        using RawWebSocket client = await server.OpenAsync("/engine.io/");
        string large = new('x', 60_000);
        for (int i = 0; i < Messages; i++)
            (await _connection.Value).Send(large);
        Task closing = server.Engine.CloseAsync();
        for (int i = 0; i < Messages; i++)
            Assert.Equal(large.Length + 1, (await client.ReadTextAsync()).Length);
        Assert.Equal(1005, await client.ReadCloseAsync());
        await closing.Soon();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_that_takes_nothing_is_waited_for_only_so_long(bool polling)
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket? webSocket = polling ? null : await server.OpenAsync("/engine.io/");
        PollingClient? client = polling ? await server.PollAsync("/engine.io/") : null;
        Assert.NotEqual(webSocket is null, client is null);
        Task closing = server.Engine.CloseAsync();
        await _time.TimerAsync(Limit).Soon();
        _time.Advance(Limit - Moment);
        Assert.False(closing.IsCompleted);
        _time.Advance(Moment);
        await closing.Soon();
        if (webSocket is not null)
            await webSocket.ReadEndAsync();
    }

    [Fact]
    public async Task Newcomers_are_refused_with_503_and_the_application_hears_of_them()
    {
        await using TestServer server = await StartAsync();
        var error = new Expected<ConnectionError>();
        server.Engine.OnConnectionError(error.Set);
        await server.Engine.CloseAsync().Soon();
        using HttpResponseMessage answer = await server.Http.GetAsync(new Uri("/engine.io/?EIO=4&transport=polling", UriKind.Relative));
        Assert.Equal(503, (int)answer.StatusCode);
        Assert.Equal("""{"code":4,"message":"Shutting down"}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal("SHUTTING_DOWN", (await error.Value).Details["name"]);
    }

    [Fact]
    public async Task A_stopping_application_takes_connections_until_polling_clients_have_their_last_messages()
    {
        await using TestServer server = await StartAsync();
        PollingClient client = await server.PollAsync("/engine.io/");
        EngineConnection connection = await _connection.Value;
        var closed = new Expected<string>();
        connection.OnClose(closed.Set);
        connection.Send("last words");
        Task stopping = Task.Run(server.StopAsync);
        Assert.Equal(DisconnectReason.ServerShuttingDown, await closed.Value);
        // Over a TCP connection of its own, which a server that has stopped listening would not take.
        using var http = new HttpClient { BaseAddress = server.Url, Timeout = Wait.Limit };
        Assert.Equal("4last words\u001e1", await http.GetStringAsync(new Uri(client.Query, UriKind.Relative)));
        await stopping.WaitAsync(3 * Wait.Limit);
    }

    private async Task<TestServer> StartAsync()
    {
        TestServer server = await StartServerAsync(time: _time, engine: options => options.ShutdownTimeout = Limit);
        server.Engine.OnConnection(_connection.Set);
        return server;
    }
}
