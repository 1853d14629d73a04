using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Namespaces;

/// <summary>Socket.IO protocol, "Disconnection from a namespace", and why sockets end.</summary>
public class DisconnectTests : ServerFacts
{
    private readonly Expected<string> _reason = new();
    private readonly Expected<Socket> _socket = new();

    [Fact]
    public async Task After_leaving_nothing_more_is_answered_and_the_connection_stays()
    {
        await using TestServer server = await StartAsync();
        server.IO.Of("/other").OnConnection(socket => socket.On("ping", e => e.Ack!.Send()));
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendTextAsync("41");
        Assert.Equal(DisconnectReason.ClientNamespaceDisconnect, await _reason.Value);
        Assert.False((await _socket.Value).Connected);
        (await _socket.Value).Emit("never");
        await webSocket.SendTextAsync("40/other");
        Assert.StartsWith("40/other", await webSocket.ReadTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_custom_namespace_can_be_left_without_the_trailing_comma()
    {
        await using TestServer server = await StartAsync();
        server.IO.Of("/custom").OnConnection(socket => socket.OnDisconnect(_reason.Set));
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendTextAsync("40/custom");
        await webSocket.ReadTextAsync();
        await webSocket.SendTextAsync("41/custom");
        Assert.Equal(DisconnectReason.ClientNamespaceDisconnect, await _reason.Value);
        await webSocket.SendTextAsync("""421["message"]""");
        Assert.Equal("431[]", await webSocket.ReadTextAsync());
    }

    [Fact]
    public async Task The_server_disconnects_a_socket_after_what_it_emitted()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.JoinAsync();
        (await _socket.Value).Emit("last");
        (await _socket.Value).Disconnect();
        Assert.Equal("""42["last"]""", await webSocket.ReadTextAsync());
        Assert.Equal("41", await webSocket.ReadTextAsync());
        Assert.Equal(DisconnectReason.ServerNamespaceDisconnect, await _reason.Value);

        // What was under way is ignored, and the client may come back.
        await webSocket.SendTextAsync("""42["message"]""");
        await webSocket.SendTextAsync("40");
        Assert.StartsWith("40{", await webSocket.ReadTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_closes_the_whole_connection()
    {
        await using TestServer server = await StartAsync();
        var other = new Expected<string>();
        server.IO.Of("/other").OnConnection(socket => socket.OnDisconnect(other.Set));
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendTextAsync("40/other");
        await webSocket.ReadTextAsync();
        (await _socket.Value).Disconnect(close: true);
        await webSocket.ReadCloseAsync();
        await webSocket.ReadEndAsync();
        Assert.Equal(DisconnectReason.ServerNamespaceDisconnect, await _reason.Value);
        Assert.Equal(DisconnectReason.ServerNamespaceDisconnect, await other.Value);
    }

    [Fact]
    public async Task A_malformed_packet_is_a_parse_error()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendTextAsync("4nonsense");
        Assert.Equal(DisconnectReason.ParseError, await _reason.Value);
    }

    [Fact]
    public async Task A_lost_connection_is_a_transport_close()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.JoinAsync();
        webSocket.Dispose();
        Assert.Equal(DisconnectReason.TransportClose, await _reason.Value);
        Assert.Empty(server.IO.Sockets);
    }

    [Fact]
    public async Task A_silent_client_is_a_ping_timeout()
    {
        var time = new FakeTime();
        await using TestServer server = await StartAsync(time);
        using RawWebSocket webSocket = await server.JoinAsync();
        time.Advance(TimeSpan.FromSeconds(45));
        Assert.Equal(DisconnectReason.PingTimeout, await _reason.Value);
    }

    [Fact]
    public async Task A_closing_server_says_so_and_takes_nobody_new()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.JoinAsync();
        PollingClient polling = await server.PollAsync();
        Task<string> poll = await server.StartPollAsync(polling, server.IO.Engine);
        Task closing = server.IO.CloseAsync();
        await webSocket.ReadCloseAsync();
        await closing.Soon();
        Assert.Equal("1", await poll.Soon());
        Assert.Equal(DisconnectReason.ServerShuttingDown, await _reason.Value);
        using HttpResponseMessage answer = await server.Http.GetAsync(new Uri("/socket.io/?EIO=4&transport=polling", UriKind.Relative));
        Assert.Equal(503, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_stopping_application_closes_its_connections()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.JoinAsync();
        Task stopping = Task.Run(server.StopAsync);
        await webSocket.ReadCloseAsync();
        Assert.Equal(DisconnectReason.ServerShuttingDown, await _reason.Value);
        await stopping.Soon();
    }

    [Fact]
    public async Task A_handler_that_disconnects_its_own_socket_sees_it_at_once()
    {
        await using TestServer server = await StartServerAsync();
        var order = new List<string>();
        var done = new Expected<string>();
        server.IO.OnConnection(socket =>
        {
            socket.On("a", _ =>
            {
                socket.Disconnect();
                order.Add("a");
            });
            socket.OnDisconnect(reason =>
            {
                order.Add("disconnect");
                done.Set(string.Join(' ', order));
            });
        });
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendTextAsync("""42["a"]""");
        Assert.Equal("disconnect", await done.Value);
    }

    private async Task<TestServer> StartAsync(TimeProvider? time = null)
    {
        TestServer server = await StartServerAsync(options => options.ShutdownTimeout = Wait.Limit / 2, time: time);
        server.IO.OnConnection(socket =>
        {
            socket.OnDisconnect(_reason.Set);
            socket.On("message", e => e.Ack?.Send());
            _socket.Set(socket);
        });
        return server;
    }
}
