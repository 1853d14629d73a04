using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine;

/// <summary>What the server hears of requests that it refuses.</summary>
public class ConnectionErrorTests : ServerFacts
{
    private readonly Expected<string> _error = new();

    [Theory]
    [InlineData("GET", "EIO=4&transport=abc", "0 Transport unknown transport=abc")]
    [InlineData("GET", "EIO=4&transport=polling&sid=nobody", "1 Session ID unknown sid=nobody")]
    [InlineData("PUT", "EIO=4&transport=polling", "2 Bad handshake method method=PUT")]
    [InlineData("GET", "EIO=4&transport=websocket", "3 Bad request name=TRANSPORT_HANDSHAKE_ERROR")]
    [InlineData("GET", "EIO=4&transport=polling&forbidden", "4 Forbidden")]
    [InlineData("GET", "EIO=3&transport=polling", "5 Unsupported protocol version protocol=3")]
    public async Task A_refused_handshake_is_told_with_code_message_and_details(string method, string query, string expected)
    {
        await using TestServer server = await StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri("/engine.io/?" + query, UriKind.Relative));
        using HttpResponseMessage answer = await server.Http.SendAsync(request);
        Assert.False(answer.IsSuccessStatusCode);
        Assert.Equal(expected, await _error.Value);
    }

    [Fact]
    public async Task A_session_used_as_another_transport_is_told_with_both()
    {
        await using TestServer server = await StartAsync();
        PollingClient client = await server.PollAsync("/engine.io/");
        using HttpResponseMessage answer = await server.Http.GetAsync(
            new Uri($"/engine.io/?EIO=4&transport=websocket&sid={client.Sid}", UriKind.Relative));
        Assert.Equal("3 Bad request name=TRANSPORT_MISMATCH transport=websocket previousTransport=polling", await _error.Value);
    }

    [Fact]
    public async Task A_WebSocket_handshake_with_a_bad_key_is_told()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket client = await RawWebSocket.HandshakeAsync(server.Url, "/engine.io/?EIO=4&transport=websocket", key: "short");
        Assert.Equal("3 Bad request name=TRANSPORT_HANDSHAKE_ERROR", await _error.Value);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_told()
    {
        await using TestServer server = await StartAsync(options => options.MaxHttpBufferSize = 10);
        PollingClient client = await server.PollAsync("/engine.io/");
        Assert.Equal(413, await client.PostAsync("4much too long"));
        Assert.Equal("3 Bad request name=BODY_TOO_LARGE", await _error.Value);
    }

    [Fact]
    public async Task A_post_that_broke_its_session_is_told()
    {
        await using TestServer server = await StartAsync();
        PollingClient client = await server.PollAsync("/engine.io/");
        Assert.Equal(400, await client.PostAsync("nonsense"));
        Assert.Equal("3 Bad request name=SESSION_CLOSED", await _error.Value);
    }

    [Fact]
    public async Task A_handler_that_fails_is_logged_and_changes_no_answer()
    {
        await using TestServer server = await StartServerAsync();
        server.IO.Engine.OnConnectionError(_ => throw new InvalidOperationException("handler broke"));
        using HttpResponseMessage answer = await server.Http.GetAsync(new Uri("/socket.io/?EIO=4&transport=abc", UriKind.Relative));
        Assert.Equal("""{"code":0,"message":"Transport unknown"}""", await answer.Content.ReadAsStringAsync());
        Assert.Contains(server.Log.Lines, line => line.Contains("handler broke", StringComparison.Ordinal));
    }

    private async Task<TestServer> StartAsync(Action<EngineOptions>? configure = null)
    {
        TestServer server = await StartServerAsync(engine: options =>
        {
            options.AllowRequest = context => ValueTask.FromResult(!context.Request.Query.ContainsKey("forbidden"));
            configure?.Invoke(options);
        });
        server.Engine.OnConnectionError(error =>
        {
            Assert.Equal("/engine.io/", error.HttpContext.Request.Path);
            IEnumerable<string> details = error.Details.Select(detail => $"{detail.Key}={detail.Value}");
            _error.Set(string.Join(' ', [error.Code.ToString(), error.Message, .. details]));
        });
        return server;
    }
}
