using System.Net;
using System.Text;
using Parlor.SocketIO.Engine;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine;

/// <summary>What one client, and all together, may do at most.</summary>
public class LimitTests : ServerFacts
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTime _time = new();
    private readonly Expected<string> _reason = new();
    private readonly Expected<ConnectionError> _error = new();

    [Fact]
    public async Task A_WebSocket_that_sends_too_many_packets_is_closed_with_a_named_reason()
    {
        await using TestServer server = await StartAsync(AtMostTenPackets);
        using RawWebSocket client = await server.OpenAsync("/engine.io/");
        await EchoAsync(client, 10);
        await client.SendTextAsync("4one too many");
        Assert.Equal(DisconnectReason.TooManyPackets, await _reason.Value);
        Assert.Equal(1005, await client.ReadCloseAsync());
    }

    [Fact]
    public async Task Packets_are_earned_again_with_time_to_the_fraction()
    {
        await using TestServer server = await StartAsync(AtMostTenPackets);
        using RawWebSocket client = await server.OpenAsync("/engine.io/");
        await EchoAsync(client, 10);
        // One and a half, and the other half.
        _time.Advance(TimeSpan.FromMilliseconds(750));
        await EchoAsync(client, 1);
        _time.Advance(TimeSpan.FromMilliseconds(250));
        await EchoAsync(client, 1);
        await client.SendTextAsync("4one too many");
        Assert.Equal(DisconnectReason.TooManyPackets, await _reason.Value);
    }

    [Fact]
    public async Task WebSocket_pings_and_binary_messages_count_as_well()
    {
        await using TestServer server = await StartAsync(AtMostTenPackets);
        using RawWebSocket client = await server.OpenAsync("/engine.io/");
        for (int i = 0; i < 5; i++)
        {
            await client.WriteAsync(RawWebSocket.Frame(0x9, []));
            Assert.Equal(0xA, (await client.ReadFrameAsync()).Opcode);
            await client.SendBinaryAsync(1);
            Assert.Equal([1], await client.ReadBinaryAsync());
        }

        await client.WriteAsync(RawWebSocket.Frame(0x9, []));
        Assert.Equal(DisconnectReason.TooManyPackets, await _reason.Value);
    }

    [Fact]
    public async Task Without_a_limit_packets_are_not_counted()
    {
        await using TestServer server = await StartAsync(options =>
        {
            options.MaxPacketsPerSecond = null;
            options.PacketBurst = 1;
        });
        using RawWebSocket client = await server.OpenAsync("/engine.io/");
        await EchoAsync(client, 50);
    }

    [Fact]
    public async Task A_body_with_too_many_packets_is_refused_whole()
    {
        await using TestServer server = await StartAsync(options => options.MaxPacketsPerBody = 3);
        PollingClient client = await server.PollAsync("/engine.io/");
        Assert.Equal(200, await client.PostAsync("4\u001e4\u001e4"));
        Assert.Equal("4\u001e4\u001e4", await client.ReadAsync());
        Task<string> poll = await server.StartPollAsync(client);
        Assert.Equal(400, await client.PostAsync("4\u001e4\u001e4\u001e4"));
        Assert.Equal("1", await poll.Soon());
        Assert.Equal(DisconnectReason.TooManyPackets, await _reason.Value);
        Assert.Equal("TOO_MANY_PACKETS", (await _error.Value).Details["name"]);
    }

    [Fact]
    public async Task A_body_that_does_not_arrive_in_time_ends_the_session_and_its_poll()
    {
        await using TestServer server = await StartAsync();
        PollingClient client = await server.PollAsync("/engine.io/");
        Task<string> poll = await server.StartPollAsync(client);
        using RawWebSocket slow = await RawWebSocket.HandshakeAsync(server.Url, "/none");
        await slow.WriteAsync(Encoding.ASCII.GetBytes($"POST {client.Query} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n4"));
        await _time.TimerAsync(TimeSpan.FromSeconds(7)).Soon();
        Assert.False(_reason.IsSet);
        _time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(DisconnectReason.TransportError, await _reason.Value);
        Assert.Equal("1", await poll.Soon());
        Assert.Equal("BODY_TOO_SLOW", (await _error.Value).Details["name"]);
    }

    [Fact]
    public async Task Connections_are_bounded_and_a_place_is_free_again_when_one_ends()
    {
        await using TestServer server = await StartAsync(options => options.MaxConnections = 2);
        PollingClient first = await server.PollAsync("/engine.io/");
        using RawWebSocket second = await server.OpenAsync("/engine.io/");
        using RawWebSocket refused = await RawWebSocket.HandshakeAsync(server.Url, "/engine.io/?EIO=4&transport=websocket");
        Assert.StartsWith("HTTP/1.1 503", refused.ResponseHead, StringComparison.Ordinal);
        using HttpResponseMessage answer = await HandshakeAsync(server);
        Assert.Equal(503, (int)answer.StatusCode);
        Assert.Equal("""{"code":4,"message":"Too many connections"}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal("TOO_MANY_CONNECTIONS", (await _error.Value).Details["name"]);

        Task<string> poll = await server.StartPollAsync(first);
        Assert.Equal(200, await first.PostAsync("1"));
        Assert.Equal("6", await poll.Soon());
        using RawWebSocket third = await server.OpenAsync("/engine.io/");
        await EchoAsync(third, 1);
    }

    [Fact]
    public async Task A_refused_handshake_takes_no_place()
    {
        await using TestServer server = await StartAsync(options => options.MaxConnections = 1);
        for (int i = 0; i < 3; i++)
        {
            using RawWebSocket bad = await RawWebSocket.HandshakeAsync(server.Url, "/engine.io/?EIO=4&transport=websocket", key: "bad");
            Assert.StartsWith("HTTP/1.1 400", bad.ResponseHead, StringComparison.Ordinal);
        }

        using RawWebSocket good = await server.OpenAsync("/engine.io/");
        Assert.Equal(1, server.Engine.ConnectionCount);
    }

    [Fact]
    public async Task Handshakes_of_an_address_are_bounded_and_told_how_long_to_wait()
    {
        await using TestServer server = await StartAsync(options =>
        {
            options.MaxHandshakesPerSecond = 1;
            options.HandshakeBurst = 2;
        });
        PollingClient client = await server.PollAsync("/engine.io/");
        await server.PollAsync("/engine.io/");
        using HttpResponseMessage answer = await HandshakeAsync(server);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal(Second, answer.Headers.RetryAfter!.Delta);
        Assert.Equal("""{"code":4,"message":"Too many handshakes"}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal("TOO_MANY_HANDSHAKES", (await _error.Value).Details["name"]);

        // Sessions that are open are not concerned.
        Assert.Equal(200, await client.PostAsync("4x"));
        _time.Advance(Second);
        await server.PollAsync("/engine.io/");
    }

    [Fact]
    public void Handshakes_count_by_address_and_in_IPv6_by_network()
    {
        var rate = new HandshakeRate(perSecond: 1, burst: 1, _time);
        Assert.Equal(TimeSpan.Zero, rate.Take(IPAddress.Parse("192.0.2.1")));
        Assert.Equal(Second, rate.Take(IPAddress.Parse("::ffff:192.0.2.1")));
        Assert.Equal(TimeSpan.Zero, rate.Take(IPAddress.Parse("192.0.2.2")));
        Assert.Equal(TimeSpan.Zero, rate.Take(IPAddress.Parse("2001:db8::1")));
        Assert.Equal(Second, rate.Take(IPAddress.Parse("2001:db8::2")));
        Assert.Equal(TimeSpan.Zero, rate.Take(IPAddress.Parse("2001:db8:0:1::1")));
    }

    [Fact]
    public void Addresses_that_are_even_again_make_room_and_newcomers_beyond_the_table_are_let_in()
    {
        var rate = new HandshakeRate(perSecond: 1, burst: 1, _time);
        for (int i = 0; i < HandshakeRate.MaxAddresses; i++)
            Assert.Equal(TimeSpan.Zero, rate.Take(new IPAddress(i)));
        IPAddress newcomer = IPAddress.Parse("2001:db8::1");
        Assert.Equal(TimeSpan.Zero, rate.Take(newcomer));
        Assert.Equal(TimeSpan.Zero, rate.Take(newcomer));
        Assert.Equal(Second, rate.Take(new IPAddress(7)));

        _time.Advance(2 * Second);
        Assert.Equal(TimeSpan.Zero, rate.Take(newcomer));
        Assert.Equal(Second, rate.Take(newcomer));
    }

    [Fact]
    public async Task The_application_can_make_the_ids()
    {
        await using TestServer server = await StartAsync(options => options.GenerateId = context => "id-of-" + context.Request.Query["user"]);
        string open = await server.Http.GetStringAsync(new Uri("/engine.io/?EIO=4&transport=polling&user=anna", UriKind.Relative));
        Assert.Contains("\"sid\":\"id-of-anna\"", open, StringComparison.Ordinal);
        using RawWebSocket client = await RawWebSocket.ConnectAsync(server.Url, "/engine.io/?EIO=4&transport=websocket&user=ben");
        Assert.Contains("\"sid\":\"id-of-ben\"", await client.ReadTextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("taken")]
    [InlineData(null)]
    public async Task An_id_that_cannot_be_used_refuses_the_handshake(string? id)
    {
        string? next = "taken";
        await using TestServer server = await StartAsync(options => options.GenerateId = _ => next ?? throw new InvalidOperationException("none left"));
        using RawWebSocket first = await server.OpenAsync("/engine.io/");
        next = id;
        using HttpResponseMessage answer = await HandshakeAsync(server);
        Assert.Equal("""{"code":3,"message":"Bad request"}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal("ID_GENERATION_ERROR", (await _error.Value).Details["name"]);
        Assert.IsType<InvalidOperationException>((await _error.Value).Details["error"]);
        Assert.Equal(1, server.Engine.ConnectionCount);
    }

    private static void AtMostTenPackets(EngineOptions options)
    {
        options.MaxPacketsPerSecond = 2;
        options.PacketBurst = 10;
    }

    private static async Task EchoAsync(RawWebSocket client, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await client.SendTextAsync("4m");
            Assert.Equal("4m", await client.ReadTextAsync());
        }
    }

    private static Task<HttpResponseMessage> HandshakeAsync(TestServer server) =>
        server.Http.GetAsync(new Uri("/engine.io/?EIO=4&transport=polling", UriKind.Relative));

    private async Task<TestServer> StartAsync(Action<EngineOptions>? configure = null)
    {
        TestServer server = await StartServerAsync(time: _time, engine: options =>
        {
            options.BodyTimeout = TimeSpan.FromSeconds(7);
            configure?.Invoke(options);
        });
        server.Engine.OnConnection(connection =>
        {
            Echo.To(connection);
            connection.OnClose(_reason.Set);
        });
        server.Engine.OnConnectionError(_error.Set);
        return server;
    }
}
