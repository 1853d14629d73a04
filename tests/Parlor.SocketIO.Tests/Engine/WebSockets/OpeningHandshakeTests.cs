using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine.WebSockets;

/// <summary>RFC 6455, section 4.2: what a client must ask for, line by line.</summary>
public sealed class OpeningHandshakeTests
{
    private const string Key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    private const string Version = "Sec-WebSocket-Version: 13";
    private const string Upgrade = "Upgrade: websocket";
    private const string Connection = "Connection: Upgrade";

    [Theory]
    [InlineData(Connection, Upgrade, Version, Key)]
    [InlineData("connection: keep-alive, UPGRADE", "upgrade: WebSocket", "sec-websocket-version: 13", Key)]
    [InlineData(Connection, "Upgrade: foo/2, websocket", Version, Key)]
    [InlineData(Connection, Upgrade, Version, Key, "Sec-WebSocket-Protocol: chat, superchat")]
    [InlineData(Connection, Upgrade, Version, Key, "Origin: null")]
    [InlineData(Connection, Upgrade, Version, Key, "Content-Length: 0")]
    public async Task A_complete_request_is_answered_with_101(params string[] headers)
    {
        await using TestServer server = await EchoServer.StartAsync();
        using RawWebSocket webSocket = await RequestAsync(server, "GET", "HTTP/1.1", headers);
        string head = webSocket.ResponseHead;
        Assert.StartsWith("HTTP/1.1 101", head, StringComparison.Ordinal);
        Assert.Contains("\r\nUpgrade: websocket\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nConnection: Upgrade\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", head, StringComparison.Ordinal);
        // No subprotocol and no extension is spoken here (4.2.2, 5.4 and 5.5).
        Assert.DoesNotContain("Sec-WebSocket-Protocol", head, StringComparison.Ordinal);
        Assert.DoesNotContain("Sec-WebSocket-Extensions", head, StringComparison.Ordinal);
        Assert.StartsWith("0{", await webSocket.ReadTextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no upgrade", Connection, Version, Key)]
    [InlineData("another upgrade", Connection, "Upgrade: h2c", Version, Key)]
    [InlineData("no connection header", Upgrade, Version, Key)]
    [InlineData("a connection header without upgrade", "Connection: keep-alive", Upgrade, Version, Key)]
    [InlineData("no version", Connection, Upgrade, Key)]
    [InlineData("an older version", Connection, Upgrade, "Sec-WebSocket-Version: 8", Key)]
    [InlineData("two versions", Connection, Upgrade, Version, "Sec-WebSocket-Version: 8", Key)]
    [InlineData("no key", Connection, Upgrade, Version)]
    [InlineData("an empty key", Connection, Upgrade, Version, "Sec-WebSocket-Key: ")]
    [InlineData("two keys", Connection, Upgrade, Version, Key, Key)]
    [InlineData("a key of 15 bytes", Connection, Upgrade, Version, "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAA")]
    [InlineData("a key of 17 bytes", Connection, Upgrade, Version, "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("a body", Connection, Upgrade, Version, Key, "Content-Length: 5")]
    public async Task An_incomplete_request_is_refused(string what, params string[] headers)
    {
        Assert.NotEmpty(what);
        await AssertRefusedAsync("GET", "HTTP/1.1", headers);
    }

    [Theory]
    [InlineData("POST", "HTTP/1.1")]
    [InlineData("HEAD", "HTTP/1.1")]
    [InlineData("GET", "HTTP/1.0")]
    public async Task Only_a_GET_of_HTTP_1_1_opens_a_WebSocket(string method, string version) =>
        await AssertRefusedAsync(method, version, Connection, Upgrade, Version, Key);

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    public async Task Only_a_GET_upgrades_a_session(string method)
    {
        await using TestServer server = await EchoServer.StartAsync();
        PollingClient polling = await server.PollAsync("/engine.io/");
        using RawWebSocket refused = await RequestAsync(
            server, method, "HTTP/1.1", [Connection, Upgrade, Version, Key], "&sid=" + polling.Sid);
        Assert.StartsWith("HTTP/1.1 400", refused.ResponseHead, StringComparison.Ordinal);
        Assert.Equal(200, await polling.PostAsync("4x"));
        Assert.Equal("4x", await polling.ReadAsync());
    }

    private static async Task AssertRefusedAsync(string method, string version, params string[] headers)
    {
        await using TestServer server = await EchoServer.StartAsync();
        using RawWebSocket refused = await RequestAsync(server, method, version, headers);
        Assert.StartsWith("HTTP/1.1 400", refused.ResponseHead, StringComparison.Ordinal);
        Assert.Equal(0, server.Engine.ConnectionCount);
    }

    private static Task<RawWebSocket> RequestAsync(
        TestServer server, string method, string version, string[] headers, string query = "") => RawWebSocket.RequestAsync(
            server.Url,
            $"{method} {EchoServer.Path}{query} {version}\r\nHost: {server.Url.Authority}\r\n{string.Join("\r\n", headers)}\r\n\r\n");
}
