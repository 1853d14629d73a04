using System.Net;
using System.Text;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine;

/// <summary>Engine.IO protocol, "HTTP long-polling", on an echoing server.</summary>
public sealed class PollingTests
{
    [Theory]
    [InlineData("4hello")]
    [InlineData("4")]
    [InlineData("4test1\u001e4test2\u001e4test3")]
    [InlineData("4hello\u001ebAQIDBA==")]
    [InlineData("4grüße 😀\u001eb")]
    public async Task Payloads_are_sent_and_received_packet_by_packet(string payload)
    {
        await using TestServer server = await StartEchoAsync();
        PollingClient client = await server.PollAsync("/engine.io/");
        Assert.Equal(200, await client.PostAsync(payload));
        Assert.Equal(payload, await client.ReadAsync());
    }

    [Fact]
    public async Task A_post_is_answered_with_ok_as_html()
    {
        await using TestServer server = await StartEchoAsync();
        PollingClient client = await server.PollAsync("/engine.io/");
        using HttpResponseMessage answer = await client.PostAsync(new StringContent("4x"));
        Assert.Equal("ok", await answer.Content.ReadAsStringAsync());
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_waiting_poll_is_answered_as_soon_as_there_is_something()
    {
        var connection = new Expected<EngineConnection>();
        await using TestServer server = await TestServer.StartAsync();
        server.Engine.OnConnection(connection.Set);
        PollingClient client = await server.PollAsync("/engine.io/");
        Task<string> poll = await server.StartPollAsync(client);
        (await connection.Value).Send("now");
        Assert.Equal("4now", await poll.Soon());
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("")]
    [InlineData("4ok\u001e")]
    [InlineData("b?!?!")]
    public async Task A_packet_of_unknown_type_closes_the_session(string payload)
    {
        await using TestServer server = await StartEchoAsync();
        PollingClient client = await server.PollAsync("/engine.io/");
        Assert.Equal(400, await client.PostAsync(payload));
        Assert.Equal(400, await client.StatusAsync());
    }

    [Fact]
    public async Task Text_that_is_not_UTF8_closes_the_session()
    {
        await using TestServer server = await StartEchoAsync();
        PollingClient client = await server.PollAsync("/engine.io/");
        using HttpResponseMessage answer = await client.PostAsync(new ByteArrayContent([(byte)'4', 0xC3, 0x28]));
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Equal(400, await client.StatusAsync());
    }

    [Fact]
    public async Task A_second_poll_closes_the_session_and_the_first_gets_a_close_packet()
    {
        var reason = new Expected<string>();
        await using TestServer server = await TestServer.StartAsync();
        server.Engine.OnConnection(connection => connection.OnClose(reason.Set));
        PollingClient client = await server.PollAsync("/engine.io/");
        Task<string> first = client.ReadAsync();
        // Which of the two comes first is up to the network; one is refused, the other gets the close packet.
        Task<HttpResponseMessage> second = client.GetAsync();
        using HttpResponseMessage other = await second;
        string content = await first.ContinueWith(task => task.IsFaulted ? "refused" : task.Result, TaskScheduler.Default).Soon();
        Assert.Matches("^(1|refused)$", content);
        Assert.Equal(content is "1" ? 400 : 200, (int)other.StatusCode);
        Assert.Equal(400, await client.StatusAsync());
        Assert.Equal(DisconnectReason.TransportError, await reason.Value);
    }

    [Fact]
    public async Task A_cancelled_poll_closes_the_session()
    {
        var reason = new Expected<string>();
        await using TestServer server = await TestServer.StartAsync();
        server.Engine.OnConnection(connection => connection.OnClose(reason.Set));
        using RawWebSocket raw = await RawPollAsync(server, await server.PollAsync("/engine.io/"));
        raw.Dispose();
        Assert.Equal(DisconnectReason.TransportError, await reason.Value);
    }

    [Fact]
    public async Task A_client_that_does_not_know_yet_may_post_until_its_next_poll_tells_it()
    {
        var connection = new Expected<EngineConnection>();
        await using TestServer server = await TestServer.StartAsync();
        server.Engine.OnConnection(connection.Set);
        PollingClient client = await server.PollAsync("/engine.io/");
        (await connection.Value).Close();
        Assert.Equal(200, await client.PostAsync("3"));
        Assert.Equal(200, await client.PostAsync("4too late"));
        Assert.Equal("1", await client.ReadAsync());
        Assert.Equal(400, await client.StatusAsync());
    }

    [Fact]
    public async Task A_post_that_makes_the_server_close_the_session_is_answered_like_any_other()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.Engine.OnConnection(connection => connection.OnMessage(_ => connection.Close()));
        PollingClient client = await server.PollAsync("/engine.io/");
        Task<string> poll = await server.StartPollAsync(client);
        Assert.Equal(200, await client.PostAsync("4cut me"));
        Assert.Equal("1", await poll.Soon());
        Assert.Equal(200, await client.PostAsync("3"));
        Assert.Equal(400, await client.StatusAsync());
    }

    [Fact]
    public async Task A_goodbye_ends_the_waiting_poll_with_a_noop_and_then_the_session()
    {
        var reason = new Expected<string>();
        await using TestServer server = await TestServer.StartAsync();
        server.Engine.OnConnection(connection => connection.OnClose(reason.Set));
        PollingClient client = await server.PollAsync("/engine.io/");
        Task<string> poll = await server.StartPollAsync(client);
        Assert.Equal(200, await client.PostAsync("1"));
        Assert.Equal("6", await poll.Soon());
        Assert.Equal(400, await client.StatusAsync());
        Assert.Equal(DisconnectReason.TransportClose, await reason.Value);
    }

    [Fact]
    public async Task After_a_goodbye_without_a_waiting_poll_the_session_is_gone()
    {
        await using TestServer server = await StartEchoAsync();
        PollingClient client = await server.PollAsync("/engine.io/");
        Assert.Equal(200, await client.PostAsync("1"));
        Assert.Equal(400, await client.StatusAsync());
    }

    [Fact]
    public async Task A_session_closed_by_the_server_hands_over_what_waits_and_a_close_packet()
    {
        var connection = new Expected<EngineConnection>();
        await using TestServer server = await TestServer.StartAsync();
        server.Engine.OnConnection(connection.Set);
        PollingClient client = await server.PollAsync("/engine.io/");
        (await connection.Value).Send("last words");
        (await connection.Value).Close();
        Assert.Equal("4last words\u001e1", await client.ReadAsync());
        Assert.Equal(400, await client.StatusAsync());
    }

    [Fact]
    public async Task An_answer_brings_sixteen_packets_at_most_because_some_clients_take_no_more()
    {
        await using TestServer server = await StartEchoAsync();
        PollingClient client = await server.PollAsync("/engine.io/");
        Assert.Equal(200, await client.PostAsync(string.Join('\u001e', Enumerable.Range(0, 20).Select(i => "4" + i))));
        Assert.Equal(16, (await client.ReadAsync()).Split('\u001e').Length);
        Assert.Equal("416\u001e417\u001e418\u001e419", await client.ReadAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_the_limit_gets_an_empty_413_and_leaves_the_end_to_the_client(bool chunked)
    {
        await using TestServer server = await StartEchoAsync(maxSize: 1000);
        PollingClient client = await server.PollAsync("/engine.io/");
        Task<string> poll = await server.StartPollAsync(client);
        byte[] body = Encoding.ASCII.GetBytes("4" + new string('x', 1000));
        using HttpResponseMessage answer = await client.PostAsync(chunked ? new ChunkedContent(body) : new ByteArrayContent(body));
        Assert.Equal((413, ""), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal(200, await client.PostAsync("4" + new string('x', 999)));
        Assert.Equal(1000, (await poll.Soon()).Length);
    }

    [Fact]
    public async Task A_body_declared_as_octets_is_refused()
    {
        await using TestServer server = await StartEchoAsync();
        PollingClient client = await server.PollAsync("/engine.io/");
        var body = new ByteArrayContent("4x"u8.ToArray());
        body.Headers.ContentType = new("application/octet-stream");
        using HttpResponseMessage answer = await client.PostAsync(body);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Equal(400, await client.StatusAsync());
    }

    [Fact]
    public async Task A_polling_session_cannot_be_used_as_another_transport()
    {
        await using TestServer server = await StartEchoAsync();
        PollingClient client = await server.PollAsync("/engine.io/");
        using HttpResponseMessage answer = await server.Http.GetAsync(
            new Uri($"/engine.io/?EIO=4&transport=websocket&sid={client.Sid}", UriKind.Relative));
        Assert.Equal("""{"code":3,"message":"Bad request"}""", await answer.Content.ReadAsStringAsync());
    }

    private static async Task<TestServer> StartEchoAsync(int maxSize = 1_000_000)
    {
        TestServer server = await TestServer.StartAsync(engine: options => options.MaxHttpBufferSize = maxSize);
        server.Engine.OnConnection(Echo.To);
        return server;
    }

    // A GET on a socket that can be cut.
    private static async Task<RawWebSocket> RawPollAsync(TestServer server, PollingClient client)
    {
        RawWebSocket raw = await RawWebSocket.HandshakeAsync(server.Url, "/none");
        await raw.WriteAsync(Encoding.ASCII.GetBytes($"GET {client.Query} HTTP/1.1\r\nHost: x\r\n\r\n"));
        return raw;
    }

    private sealed class ChunkedContent(byte[] body) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(body).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
