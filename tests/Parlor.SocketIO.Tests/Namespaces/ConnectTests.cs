using System.Text.Json;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Namespaces;

/// <summary>Socket.IO protocol, "Connection to a namespace".</summary>
public sealed class ConnectTests
{
    [Theory]
    [InlineData("40", "40", "{}")]
    [InlineData("40{\"token\":\"123\"}", "40", "{\"token\":\"123\"}")]
    [InlineData("40/custom,", "40/custom,", "{}")]
    [InlineData("40/custom", "40/custom,", "{}")]
    [InlineData("40/custom,{\"token\":\"abc\"}", "40/custom,", "{\"token\":\"abc\"}")]
    public async Task The_answer_has_only_an_id_and_comes_before_any_event(string connect, string prefix, string auth)
    {
        await using TestServer server = await TestServer.StartAsync();
        foreach (Namespace @namespace in (Namespace[])[server.IO.Main, server.IO.Of("custom")])
            @namespace.OnConnection(socket => socket.Emit("auth", socket.Handshake.Auth));
        using RawWebSocket webSocket = await server.OpenAsync();
        await webSocket.SendTextAsync(connect);

        string answer = await webSocket.ReadTextAsync();
        Assert.StartsWith(prefix, answer, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(answer[prefix.Length..]);
        JsonProperty only = Assert.Single(document.RootElement.EnumerateObject());
        Assert.Equal("sid", only.Name);
        Assert.Equal($"42{prefix[2..]}[\"auth\",{auth}]", await webSocket.ReadTextAsync());
    }

    [Fact]
    public async Task The_sockets_id_is_not_the_connections_id()
    {
        await using TestServer server = await TestServer.StartAsync();
        var seen = new Expected<Socket>();
        server.IO.OnConnection(seen.Set);
        using RawWebSocket webSocket = await server.JoinAsync();
        Socket socket = await seen.Value;
        Assert.False(string.Equals(socket.Connection.Id, socket.Id, StringComparison.Ordinal));
        Assert.Same(socket, server.IO.Socket(socket.Id));
        Assert.Equal([socket], server.IO.Sockets);
    }

    [Fact]
    public async Task An_unknown_namespace_is_refused_and_the_connection_stays()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync();
        await webSocket.SendTextAsync("40/random");
        Assert.Equal("""44/random,{"message":"Invalid namespace"}""", await webSocket.ReadTextAsync());
        await webSocket.SendTextAsync("40");
        Assert.StartsWith("40{", await webSocket.ReadTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Namespaces_share_one_connection_and_keep_apart()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.IO.OnConnection(socket => socket.On("where", e => e.Ack!.Send("main")));
        server.IO.Of("/custom").OnConnection(socket => socket.On("where", e => e.Ack!.Send("custom")));
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendTextAsync("40/custom");
        await webSocket.ReadTextAsync();
        await webSocket.SendTextAsync("""42/custom,1["where"]""");
        Assert.Equal("""43/custom,1["custom"]""", await webSocket.ReadTextAsync());
        await webSocket.SendTextAsync("""422["where"]""");
        Assert.Equal("""432["main"]""", await webSocket.ReadTextAsync());
    }

    [Fact]
    public async Task A_connection_that_joins_nothing_is_closed_when_its_time_is_up()
    {
        var time = new FakeTime();
        await using TestServer server = await TestServer.StartAsync(
            options => options.ConnectTimeout = TimeSpan.FromSeconds(1), time: time);
        using RawWebSocket idle = await server.OpenAsync();
        using RawWebSocket joined = await server.JoinAsync();
        time.Advance(TimeSpan.FromSeconds(1));
        await idle.ReadCloseAsync();
        await joined.SendTextAsync("41");
        await joined.SendTextAsync("40");
        Assert.StartsWith("40", await joined.ReadTextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("42[\"message\"]")]
    [InlineData("41")]
    [InlineData("430[]")]
    [InlineData("44{}")]
    [InlineData("42/custom,[\"message\"]")]
    public async Task A_packet_for_a_namespace_that_was_not_joined_closes_the_connection(string packet)
    {
        await using TestServer server = await TestServer.StartAsync();
        server.IO.Of("/custom");
        using RawWebSocket webSocket = await server.OpenAsync();
        await webSocket.SendTextAsync(packet);
        await webSocket.ReadCloseAsync();
    }

    [Fact]
    public async Task Connecting_twice_closes_the_connection()
    {
        await using TestServer server = await TestServer.StartAsync();
        var reason = new Expected<string>();
        server.IO.OnConnection(socket => socket.OnDisconnect(why => reason.Set(why)));
        using RawWebSocket webSocket = await server.JoinAsync();
        await webSocket.SendTextAsync("40");
        Assert.Equal(DisconnectReason.ForcedServerClose, await reason.Value);
        await webSocket.ReadCloseAsync();
    }

    [Theory]
    [InlineData("4")]
    [InlineData("4abc")]
    [InlineData("47")]
    [InlineData("40[]")]
    [InlineData("40\"auth\"")]
    [InlineData("40{")]
    [InlineData("40{}x")]
    public async Task A_malformed_connect_closes_the_connection(string packet)
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync();
        await webSocket.SendTextAsync(packet);
        await webSocket.ReadCloseAsync();
    }

    [Fact]
    public async Task A_namespace_of_absurd_length_closes_the_connection()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync();
        await webSocket.SendTextAsync("40/" + new string('n', 500_000));
        await webSocket.ReadCloseAsync();
    }
}
