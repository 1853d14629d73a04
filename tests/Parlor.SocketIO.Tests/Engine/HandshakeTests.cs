using System.Net;
using System.Text.Json;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine;

/// <summary>Engine.IO protocol, "Handshake", and what a handshake is refused for.</summary>
public class HandshakeTests : ServerFacts
{
    [Fact]
    public async Task Polling_opens_with_exactly_the_five_values()
    {
        await using TestServer server = await StartServerAsync();
        string open = await server.Http.GetStringAsync(new Uri("/socket.io/?EIO=4&transport=polling", UriKind.Relative));
        AssertOpen(open, """["websocket"]""");
    }

    [Fact]
    public async Task WebSocket_opens_with_exactly_the_five_values_and_no_upgrades()
    {
        await using TestServer server = await StartServerAsync();
        using RawWebSocket webSocket = await RawWebSocket.ConnectAsync(server.Url, "/socket.io/?EIO=4&transport=websocket");
        AssertOpen(await webSocket.ReadTextAsync(), "[]");
    }

    [Fact]
    public async Task No_upgrade_is_offered_when_only_polling_is_served()
    {
        await using TestServer server = await StartServerAsync(options => options.Transports = Transports.Polling);
        string open = await server.Http.GetStringAsync(new Uri("/socket.io/?EIO=4&transport=polling", UriKind.Relative));
        AssertOpen(open, "[]");
    }

    [Fact]
    public async Task Answers_are_not_to_be_stored_and_are_plain_text()
    {
        await using TestServer server = await StartServerAsync();
        using HttpResponseMessage answer = await server.Http.GetAsync(new Uri("/socket.io?EIO=4&transport=polling", UriKind.Relative));
        Assert.Equal("text/plain; charset=UTF-8", answer.Content.Headers.ContentType!.ToString());
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("GET", "EIO=4", 0, "Transport unknown")]
    [InlineData("GET", "EIO=4&transport=abc", 0, "Transport unknown")]
    [InlineData("POST", "EIO=4&transport=abc&sid=x", 0, "Transport unknown")]
    [InlineData("GET", "EIO=4&transport=polling&sid=unknown", 1, "Session ID unknown")]
    [InlineData("PUT", "EIO=4&transport=polling&sid=unknown", 1, "Session ID unknown")]
    [InlineData("POST", "EIO=4&transport=polling", 2, "Bad handshake method")]
    [InlineData("PUT", "EIO=abc&transport=polling", 2, "Bad handshake method")]
    [InlineData("GET", "EIO=4&transport=websocket", 3, "Bad request")]
    [InlineData("GET", "EIO=abc&transport=websocket", 3, "Bad request")]
    [InlineData("GET", "transport=polling", 5, "Unsupported protocol version")]
    [InlineData("GET", "EIO=3&transport=polling", 5, "Unsupported protocol version")]
    public async Task Bad_requests_get_400_with_code_and_message(string method, string query, int code, string message)
    {
        await using TestServer server = await StartServerAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri("/socket.io/?" + query, UriKind.Relative));
        using HttpResponseMessage answer = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal($$"""{"code":{{code}},"message":"{{message}}"}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Another_method_on_an_open_session_is_refused()
    {
        await using TestServer server = await StartServerAsync();
        PollingClient client = await server.PollAsync();
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(client.Query, UriKind.Relative));
        using HttpResponseMessage answer = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_forbidden_request_gets_403_before_the_version_is_looked_at()
    {
        await using TestServer server = await StartServerAsync(options =>
            options.AllowRequest = context => ValueTask.FromResult(context.Request.Query.ContainsKey("let-me-in")));
        using HttpResponseMessage refused = await server.Http.GetAsync(new Uri("/socket.io/?EIO=3&transport=polling", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("""{"code":4,"message":"Forbidden"}""", await refused.Content.ReadAsStringAsync());

        using HttpResponseMessage allowed = await server.Http.GetAsync(
            new Uri("/socket.io/?EIO=4&transport=polling&let-me-in=1", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
    }

    [Fact]
    public async Task A_request_can_be_forbidden_with_a_message_whatever_is_in_it()
    {
        var told = new Expected<string>();
        await using TestServer server = await StartServerAsync(options => options.AllowRequest = async context =>
        {
            await Task.Yield();
            throw new ConnectionRefusedException($"\"{context.Request.Query["name"]}\" is not known");
        });
        server.IO.Engine.OnConnectionError(error => told.Set($"{error.Code} {error.Message}"));
        using HttpResponseMessage refused = await server.Http.GetAsync(
            new Uri("/socket.io/?EIO=4&transport=polling&name=%0Aé", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using JsonDocument answer = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
        Assert.Equal(4, answer.RootElement.GetProperty("code").GetInt32());
        Assert.Equal("\"\né\" is not known", answer.RootElement.GetProperty("message").GetString());
        Assert.Equal("4 \"\né\" is not known", await told.Value);
        Assert.DoesNotContain(server.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));

        using RawWebSocket webSocket = await RawWebSocket.HandshakeAsync(server.Url, "/socket.io/?EIO=4&transport=websocket");
        Assert.StartsWith("HTTP/1.1 403 ", webSocket.ResponseHead, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_origin_with_control_characters_is_refused()
    {
        await using TestServer server = await StartServerAsync();
        using RawWebSocket client = await RawWebSocket.HandshakeAsync(
            server.Url, "/socket.io/?EIO=4&transport=websocket", extraHeaders: "Origin: http://a\tb\u0001c\r\n");
        Assert.StartsWith("HTTP/1.1 400", client.ResponseHead, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dGhlIHNhbXBsZSBub25jZQ==", "12")]
    [InlineData("dG9vIHNob3J0", "13")]
    [InlineData("not base64 at all!!!!!!!", "13")]
    public async Task A_WebSocket_handshake_with_a_bad_key_or_version_is_refused(string key, string version)
    {
        await using TestServer server = await StartServerAsync();
        using RawWebSocket client = await RawWebSocket.HandshakeAsync(server.Url, "/socket.io/?EIO=4&transport=websocket", key, version);
        Assert.StartsWith("HTTP/1.1 400", client.ResponseHead, StringComparison.Ordinal);
        Assert.Contains("Sec-WebSocket-Version: 13", client.ResponseHead, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_WebSocket_handshake_is_answered_as_in_the_RFC()
    {
        await using TestServer server = await StartServerAsync();
        using RawWebSocket client = await RawWebSocket.HandshakeAsync(server.Url, "/socket.io/?EIO=4&transport=websocket");
        Assert.StartsWith("HTTP/1.1 101", client.ResponseHead, StringComparison.Ordinal);
        Assert.Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", client.ResponseHead, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_handshake_can_be_read_when_its_request_is_long_over()
    {
        await using TestServer server = await StartServerAsync();
        var seen = new Expected<Socket>();
        server.IO.OnConnection(seen.Set);
        using RawWebSocket webSocket = await RawWebSocket.ConnectAsync(
            server.Url, "/socket.io/?EIO=4&transport=websocket&room=7", "X-Token: abc\r\n");
        await webSocket.ReadTextAsync();
        await webSocket.SendTextAsync("""40{"token":"t"}""");
        Handshake handshake = (await seen.Value).Handshake;
        webSocket.Dispose();
        Assert.Equal("abc", handshake.Headers["x-token"]);
        Assert.Equal("7", handshake.Query["room"]);
        Assert.Equal(IPAddress.Loopback, handshake.Address);
        Assert.Equal("t", handshake.Auth.GetProperty("token").GetString());
    }

    private static void AssertOpen(string packet, string upgrades)
    {
        Assert.StartsWith("0", packet, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(packet[1..]);
        JsonElement open = document.RootElement;
        Assert.Equal("sid upgrades pingInterval pingTimeout maxPayload", string.Join(' ', open.EnumerateObject().Select(p => p.Name)));
        Assert.Equal(upgrades, open.GetProperty("upgrades").GetRawText());
        Assert.Equal(25_000, open.GetProperty("pingInterval").GetInt32());
        Assert.Equal(20_000, open.GetProperty("pingTimeout").GetInt32());
        Assert.Equal(1_000_000, open.GetProperty("maxPayload").GetInt32());
        Assert.Equal(20, open.GetProperty("sid").GetString()!.Length);
    }
}
