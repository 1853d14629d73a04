using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine.WebSockets;

/// <summary>WebSockets over HTTP/2 (RFC 8441), several on one TCP connection.</summary>
public sealed class Http2Tests
{
    private readonly Expected<string> _reason = new();
    private readonly Expected<int> _closed = new();
    private int _count;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Text_and_binary_come_back_compressed_or_not(bool deflate)
    {
        await using TestServer server = await StartAsync();
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        using ClientWebSocket client = await ConnectAsync(server, http, deflate);
        foreach (int length in new[] { 1, 125, 126, 65_535, 65_536, 200_000 })
        {
            string text = "4" + new string('x', length);
            Assert.Equal(text, Encoding.ASCII.GetString(await EchoAsync(client, Encoding.ASCII.GetBytes(text), WebSocketMessageType.Text)));
            byte[] data = [.. Enumerable.Range(0, length).Select(i => (byte)i)];
            Assert.Equal(data, await EchoAsync(client, data, WebSocketMessageType.Binary));
        }

        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", default).Soon();
        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.CloseStatus);
        Assert.Equal(DisconnectReason.TransportClose, await _reason.Value);
    }

    [Fact]
    public async Task Streams_of_one_connection_do_not_disturb_each_other()
    {
        await using TestServer server = await StartAsync();
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { MaxConnectionsPerServer = 1 });
        using ClientWebSocket bystander = await ConnectAsync(server, http);
        using ClientWebSocket closing = await ConnectAsync(server, http);
        using ClientWebSocket vanishing = await ConnectAsync(server, http);
        Assert.Equal(3, server.Engine.ConnectionCount);

        await closing.SendAsync("1"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, default).Soon();
        Assert.Equal(WebSocketMessageType.Close, (await closing.ReceiveAsync(new byte[10], default).Soon()).MessageType);
        vanishing.Abort();
        Assert.Equal(2, await _closed.Value);
        Assert.Equal(1, server.Engine.ConnectionCount);
        Assert.Equal("4x"u8.ToArray(), await EchoAsync(bystander, "4x"u8.ToArray(), WebSocketMessageType.Text));
    }

    [Fact]
    public async Task What_arrives_in_all_is_not_bounded_by_the_size_of_a_request_body()
    {
        await using TestServer server = await StartAsync(maxRequestBodySize: 10_000);
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        using ClientWebSocket client = await ConnectAsync(server, http);
        byte[] data = new byte[5_000];
        for (int i = 0; i < 10; i++)
            Assert.Equal(data, await EchoAsync(client, data, WebSocketMessageType.Binary));
    }

    [Theory]
    [InlineData("/engine.io/?EIO=3&transport=websocket", HttpStatusCode.BadRequest)]
    [InlineData("/engine.io/?EIO=4&transport=polling", HttpStatusCode.BadRequest)]
    [InlineData("/engine.io/?EIO=4&transport=websocket&sid=unknown", HttpStatusCode.BadRequest)]
    [InlineData("/elsewhere/", HttpStatusCode.NotFound)]
    public async Task A_bad_request_is_refused_as_over_HTTP_1(string path, HttpStatusCode status)
    {
        await using TestServer server = await StartAsync();
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        using ClientWebSocket client = NewClient();
        await Assert.ThrowsAsync<WebSocketException>(
            () => client.ConnectAsync(new Uri($"ws://{server.Url.Authority}{path}"), http, default).Soon());
        Assert.Equal(status, client.HttpStatusCode);
    }

    private static ClientWebSocket NewClient(bool deflate = false)
    {
        var client = new ClientWebSocket();
        client.Options.HttpVersion = HttpVersion.Version20;
        client.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        client.Options.CollectHttpResponseDetails = true;
        if (deflate)
            client.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        return client;
    }

    private static async Task<ClientWebSocket> ConnectAsync(TestServer server, HttpMessageInvoker http, bool deflate = false)
    {
        ClientWebSocket client = NewClient(deflate);
        await client.ConnectAsync(new Uri($"ws://{server.Url.Authority}{EchoServer.Path}"), http, default).Soon();
        Assert.Equal(HttpStatusCode.OK, client.HttpStatusCode);
        Assert.Equal(deflate, client.HttpResponseHeaders!.ContainsKey("Sec-WebSocket-Extensions"));
        byte[] open = await ReceiveAsync(client);
        Assert.Equal((byte)'0', open[0]);
        return client;
    }

    private static async Task<byte[]> EchoAsync(ClientWebSocket client, byte[] message, WebSocketMessageType type)
    {
        await client.SendAsync(message, type, endOfMessage: true, default).Soon();
        return await ReceiveAsync(client);
    }

    private static async Task<byte[]> ReceiveAsync(ClientWebSocket client)
    {
        using var message = new MemoryStream();
        byte[] buffer = new byte[16 * 1024];
        while (true)
        {
            WebSocketReceiveResult result = await client.ReceiveAsync(buffer, default).Soon();
            message.Write(buffer, 0, result.Count);
            if (result.EndOfMessage)
                return message.ToArray();
        }
    }

    private async Task<TestServer> StartAsync(long maxRequestBodySize = 30_000_000)
    {
        TestServer server = await TestServer.StartAsync(
            engine: options => options.PerMessageDeflate = new PerMessageDeflateOptions(),
            listen: options =>
            {
                options.Protocols = HttpProtocols.Http2;
                options.KestrelServerOptions.Limits.MaxRequestBodySize = maxRequestBodySize;
            });
        server.Engine.OnConnection(connection =>
        {
            Echo.To(connection);
            connection.OnClose(reason =>
            {
                _reason.Set(reason);
                if (Interlocked.Increment(ref _count) == 2)
                    _closed.Set(2);
            });
        });
        return server;
    }
}
