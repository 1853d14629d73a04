using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine;

/// <summary>What is taken off a connection, and what is left to HTTP; the rest is in <c>ConnectionModeFacts</c>.</summary>
public sealed class ConnectionModeTests
{
    private const string Target = "/engine.io/?EIO=4&transport=websocket&room=7";

    private const string Headers =
        "Host: localhost\r\nConnection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n" +
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    private const string Head = $"GET {Target} HTTP/1.1\r\n{Headers}\r\n";

    private readonly Expected<EngineConnection> _connection = new();

    [Fact]
    public async Task A_handshake_is_answered_without_HTTP_and_everything_about_it_is_kept()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket client = await RawWebSocket.ConnectAsync(server.Url, Target, "X-Token: abc\r\nX-Many: 1\r\nx-many: 2\r\n");
        Handshake handshake = (await _connection.Value).Handshake;
        Assert.Equal("abc", handshake.Headers["x-token"]);
        Assert.Equal("1,2", handshake.Headers["X-Many"].ToString());
        Assert.False(handshake.Headers.ContainsKey("cookie"));
        Assert.Equal("7", handshake.Query["room"]);
        Assert.Equal(IPAddress.Loopback, handshake.Address);
        Assert.False(handshake.IsSecure);
        Assert.False(handshake.User.Identity!.IsAuthenticated);
        Assert.False(SawRequest(server));
    }

    [Fact]
    public async Task Ordinary_requests_at_the_same_port_are_those_of_HTTP()
    {
        await using TestServer server = await StartAsync();
        using HttpResponseMessage bundle = await server.Http.GetAsync(new Uri("/socket.io/socket.io.min.js", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, bundle.StatusCode);
        using HttpResponseMessage nothing = await server.Http.GetAsync(new Uri("/nothing", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        PollingClient client = await server.PollAsync("/engine.io/");
        Assert.Equal(200, await client.PostAsync("4hello"));
        Assert.Equal("4hello", await client.ReadAsync());
    }

    [Fact]
    public async Task A_handshake_may_come_byte_by_byte()
    {
        await using TestServer server = await StartAsync();
        using var client = new RawConnection(server.Url);
        foreach (char c in Head)
            await client.WriteAsync(c.ToString());
        Assert.Equal("HTTP/1.1 101 Switching Protocols", await client.ReadLineAsync());
        Assert.False(SawRequest(server));
    }

    [Theory]
    [InlineData("GET /engine.io/nothing")]
    [InlineData("GET /engine.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: localhost\r\n")]
    public async Task What_turns_out_to_be_something_else_is_passed_on_whole(string start)
    {
        await using TestServer server = await StartAsync();
        using var client = new RawConnection(server.Url);
        foreach (char c in start)
            await client.WriteAsync(c.ToString());
        await client.WriteAsync(start.Contains('\n', StringComparison.Ordinal) ? "\r\n" : " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        string line = await client.ReadLineAsync();
        Assert.Equal(start.Contains("polling", StringComparison.Ordinal) ? "HTTP/1.1 200 OK" : "HTTP/1.1 404 Not Found", line);
        Assert.True(SawRequest(server));
    }

    public static TheoryData<string> Others =>
    [
        "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        $"POST {Target} HTTP/1.1\r\n{Headers}Content-Length: 0\r\n\r\n",
        $"GET {Target} HTTP/1.0\r\n{Headers}\r\n",
        $"GET {Target} HTTP/1.1\n{Headers}\r\n",
        $"GET {Target} HTTP/1.1 \r\n{Headers}\r\n",
        $"GET /engine.io/x{Target[10..]} HTTP/1.1\r\n{Headers}\r\n",
        $"GET /ENGINE.IO{Target[10..]} HTTP/1.1\r\n{Headers}\r\n",
        $"GET /engine%2Eio{Target[10..]} HTTP/1.1\r\n{Headers}\r\n",
        $"GET {Target}\u0001 HTTP/1.1\r\n{Headers}\r\n",
        $"GET http://localhost{Target} HTTP/1.1\r\n{Headers}\r\n",
        $"GET {Target} HTTP/1.1\r\n{Headers[(Headers.IndexOf('\n', StringComparison.Ordinal) + 1)..]}\r\n",
        $"GET {Target} HTTP/1.1\r\n{Headers}Host: elsewhere\r\n\r\n",
        $"GET {Target} HTTP/1.1\r\n{Headers} folded\r\n\r\n",
        $"GET {Target} HTTP/1.1\r\n{Headers}Bad Name: x\r\n\r\n",
        $"GET {Target} HTTP/1.1\r\n{Headers}: no name\r\n\r\n",
        $"GET {Target} HTTP/1.1\r\n{Headers}X: \u0000\r\n\r\n",
        $"GET {Target} HTTP/1.1\r\n{Headers}X: a\rb\r\n\r\n",
        $"GET {Target} HTTP/1.1\r\n{Headers}X: a\nY: b\r\n\r\n",
        $"GET {Target} HTTP/1.1\r\n{Headers}Content-Length: 5\r\n\r\nhello",
        $"GET {Target} HTTP/1.1\r\n{Headers}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        $"GET {Target} HTTP/1.1\r\n{Headers}X: {new string('x', 9000)}\r\n\r\n",
        $"GET {Target} HTTP/1.1\r\n{Headers.Replace("Version: 13", "Version: 12", StringComparison.Ordinal)}\r\n",
        $"GET {Target} HTTP/1.1\r\n{Headers.Replace("ZQ==", "", StringComparison.Ordinal)}\r\n",
        $"GET {Target} HTTP/1.1\r\n{Headers.Replace("WebSocket\r", "h2c\r", StringComparison.Ordinal)}\r\n",
        $"GET {Target} HTTP/1.1\r\n{Headers.Replace(", Upgrade", "", StringComparison.Ordinal)}\r\n",
    ];

    [Theory]
    [MemberData(nameof(Others))]
    public async Task What_is_no_plain_handshake_gets_what_HTTP_answers_to_it(string bytes)
    {
        await using TestServer without = await TestServer.StartAsync();
        await using TestServer server = await StartAsync();
        using var expected = new RawConnection(without.Url);
        using var actual = new RawConnection(server.Url);
        await expected.WriteAsync(bytes);
        await actual.WriteAsync(bytes);
        Assert.Equal(await expected.ReadLineAsync(), await actual.ReadLineAsync());
        Assert.Equal(SawRequest(without), SawRequest(server));
    }

    [Fact]
    public async Task A_handshake_that_takes_too_long_is_left_to_HTTP()
    {
        var time = new FakeTime();
        await using TestServer server = await StartAsync(time: time);
        using var client = new RawConnection(server.Url);
        await client.WriteAsync(Head[..20]);
        await time.TimerAsync(TimeSpan.FromSeconds(5)).Soon();
        time.Advance(TimeSpan.FromSeconds(5));
        await client.WriteAsync(Head[20..]);
        Assert.Equal("HTTP/1.1 101 Switching Protocols", await client.ReadLineAsync());
        Assert.True(SawRequest(server));
    }

    [Fact]
    public async Task A_refusal_ends_the_connection()
    {
        await using TestServer server = await StartAsync();
        using var client = new RawConnection(server.Url);
        await client.WriteAsync(Head.Replace("EIO=4", "EIO=3", StringComparison.Ordinal));
        string answer = await client.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 400 Bad Request\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n{\"code\":5,\"message\":\"Unsupported protocol version\"}", answer, StringComparison.Ordinal);
        Assert.False(SawRequest(server));
    }

    [Fact]
    public async Task AllowRequest_gets_a_context_with_services_and_may_add_headers_to_the_answer()
    {
        var completed = new Expected<int>();
        await using TestServer server = await StartAsync(options => options.AllowRequest = context =>
        {
            Assert.Equal(("GET", "/engine.io/", "http"), (context.Request.Method, context.Request.Path.Value, context.Request.Scheme));
            Assert.NotNull(context.RequestServices.GetRequiredService<TimeProvider>());
            context.Response.Headers["X-Node"] = "7";
            context.Response.OnCompleted(() =>
            {
                completed.Set(context.Response.StatusCode);
                return Task.CompletedTask;
            });
            return ValueTask.FromResult(context.Request.Query["room"] == "7");
        });
        using RawWebSocket client = await RawWebSocket.ConnectAsync(server.Url, Target);
        Assert.Contains("X-Node: 7\r\n", client.ResponseHead, StringComparison.Ordinal);
        Assert.Equal(101, await completed.Value);
        using RawWebSocket refused = await RawWebSocket.HandshakeAsync(server.Url, Target + "&room=8");
        Assert.StartsWith("HTTP/1.1 403 Forbidden\r\n", refused.ResponseHead, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_AllowRequest_that_fails_refuses_and_is_logged()
    {
        await using TestServer server = await StartAsync(options => options.AllowRequest = _ => throw new InvalidOperationException("broke"));
        using RawWebSocket client = await RawWebSocket.HandshakeAsync(server.Url, Target);
        Assert.StartsWith("HTTP/1.1 500 ", client.ResponseHead, StringComparison.Ordinal);
        Assert.Contains(server.Log.Lines, line => line.Contains("broke", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_header_of_the_answer_can_smuggle_in_another()
    {
        await using TestServer server = await StartAsync(options => options.AllowRequest = context =>
        {
            context.Response.Headers["X-Echo"] = WebUtility.UrlDecode(context.Request.Query["room"]);
            return ValueTask.FromResult(true);
        });
        using var client = new RawConnection(server.Url);
        await client.WriteAsync(Head.Replace("room=7", "room=%250d%250aSet-Cookie:%2520a=b", StringComparison.Ordinal));
        string answer = await client.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 500 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Set-Cookie", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_stops_waits_for_nobody_who_is_silent()
    {
        var time = new FakeTime();
        await using TestServer server = await StartAsync(time: time);
        using var client = new RawConnection(server.Url);
        await time.TimerAsync(TimeSpan.FromSeconds(5)).Soon();
        await server.StopAsync().Soon();
        Assert.Equal("", await client.ReadToEndAsync());
    }

    private async Task<TestServer> StartAsync(Action<EngineOptions>? engine = null, TimeProvider? time = null)
    {
        TestServer server = await TestServer.StartAsync(engine: engine, time: time, listen: listen => listen.UseSocketIO());
        server.Engine.OnConnection(connection =>
        {
            Echo.To(connection);
            _connection.Set(connection);
        });
        return server;
    }

    private static bool SawRequest(TestServer server) =>
        server.Log.Lines.Any(line => line.Contains("Request starting", StringComparison.Ordinal));
}
