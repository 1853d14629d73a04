using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine;

/// <summary>Engine.IO protocol, "Heartbeat", with a clock that the tests move.</summary>
public class HeartbeatTests : ServerFacts
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    private readonly FakeTime _time = new();
    private readonly Expected<string> _reason = new();

    [Fact]
    public async Task A_WebSocket_is_pinged_each_interval_as_long_as_it_answers()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        for (int i = 0; i < 3; i++)
        {
            _time.Advance(Interval);
            Assert.Equal("2", await webSocket.ReadTextAsync());
            await webSocket.SendTextAsync("3");
            // The echo shows that the pong before it has been taken.
            await webSocket.SendTextAsync("4x");
            Assert.Equal("4x", await webSocket.ReadTextAsync());
        }
    }

    [Fact]
    public async Task A_WebSocket_that_does_not_answer_is_closed_exactly_when_the_time_is_up()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        _time.Advance(Interval + Limit - Moment);
        Assert.Equal(1, server.Engine.ConnectionCount);
        _time.Advance(Moment);
        Assert.Equal(DisconnectReason.PingTimeout, await _reason.Value);
        Assert.Equal(1005, await webSocket.ReadCloseAsync());
    }

    [Fact]
    public async Task After_a_stall_of_the_process_clients_still_have_half_of_their_time()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        _time.Jump(Interval + Limit + Limit);
        _time.Advance(Limit / 2 - Moment);
        Assert.Equal("2", await webSocket.ReadTextAsync());
        await webSocket.SendTextAsync("3");
        await webSocket.SendTextAsync("4x");
        Assert.Equal("4x", await webSocket.ReadTextAsync());
    }

    [Fact]
    public async Task A_waiting_poll_brings_the_ping_and_a_post_the_pong()
    {
        await using TestServer server = await StartAsync();
        PollingClient client = await server.PollAsync("/engine.io/");
        for (int i = 0; i < 3; i++)
        {
            _time.Advance(Interval);
            Assert.Equal("2", await client.ReadAsync());
            Assert.Equal(200, await client.PostAsync("3"));
        }
    }

    [Fact]
    public async Task A_poll_after_the_time_is_up_gets_400_even_if_no_timer_fired()
    {
        var time = new StoppedTimers();
        await using TestServer server = await StartServerAsync(time: time);
        server.Engine.OnConnection(connection => connection.OnClose(_reason.Set));
        PollingClient client = await server.PollAsync("/engine.io/");
        time.Now += Interval + Limit;
        Assert.Equal(400, await client.StatusAsync());
        Assert.Equal(DisconnectReason.PingTimeout, await _reason.Value);
    }

    [Fact]
    public async Task A_poll_just_before_the_time_is_up_is_served()
    {
        await using TestServer server = await StartAsync();
        PollingClient client = await server.PollAsync("/engine.io/");
        _time.Advance(Interval + Limit - Moment);
        Assert.Equal("2", await client.ReadAsync());
    }

    [Fact]
    public async Task A_ping_from_the_client_closes_the_session()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        await webSocket.SendTextAsync("2");
        Assert.Equal(DisconnectReason.TransportError, await _reason.Value);
        await webSocket.ReadCloseAsync();
    }

    [Fact]
    public async Task A_handler_that_never_ends_delays_neither_heartbeat_nor_later_packets()
    {
        await using TestServer server = await StartAsync();
        server.IO.OnConnection(socket =>
        {
            socket.On("stuck", _ => new TaskCompletionSource().Task);
            socket.On("next", e => e.Ack!.Send("seen"));
        });
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendTextAsync("""42["stuck"]""");
        _time.Advance(Interval);
        Assert.Equal("2", await webSocket.ReadTextAsync());
        await webSocket.SendTextAsync("3");
        await webSocket.SendTextAsync("""421["next"]""");
        Assert.Equal("""431["seen"]""", await webSocket.ReadTextAsync());
        _time.Advance(Interval);
        Assert.Equal("2", await webSocket.ReadTextAsync());
    }

    private async Task<TestServer> StartAsync()
    {
        TestServer server = await StartServerAsync(time: _time);
        server.Engine.OnConnection(connection =>
        {
            Echo.To(connection);
            connection.OnClose(_reason.Set);
        });
        return server;
    }

    private sealed class StoppedTimers : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromHours(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Never();

        private sealed class Never : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
