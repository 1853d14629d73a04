using System.Globalization;
using System.Text;
using System.Text.Json;
using Parlor.SocketIO.Packets;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Packets;

/// <summary>
/// What a server does whatever its packets look like on the wire. A test class for a parser inherits these facts and says how
/// a client writes and reads packets.
/// </summary>
public abstract class ParserSpecification
{
    /// <summary>The parser to be tested; null for the usual one.</summary>
    protected abstract PacketParser? Parser { get; }

    [Fact]
    public async Task A_client_connects_with_auth_talks_and_is_answered()
    {
        await using TestServer server = await StartAsync();
        server.IO.OnConnection(socket =>
        {
            socket.Emit("auth", socket.Handshake.Auth);
            socket.On("add", (int a, int b) => a + b);
            socket.On("again", e => socket.Emit("again", e.Arguments));
        });
        using RawWebSocket client = await server.OpenAsync();
        await SendAsync(client, new Wire(PacketType.Connect, "/", null, """{"token":"t"}"""));
        Assert.Contains("sid", (await ReadAsync(client)).Payload, StringComparison.Ordinal);
        Assert.Equal(new Wire(PacketType.Event, "/", null, """["auth",{"token":"t"}]"""), await ReadAsync(client));
        await SendAsync(client, new Wire(PacketType.Event, "/", 7, """["add",2,3]"""));
        Assert.Equal(new Wire(PacketType.Ack, "/", 7, "[5]"), await ReadAsync(client));
        await SendAsync(client, new Wire(PacketType.Event, "/", null, """["again",{"ä":[1,null]},"x"]"""));
        Assert.Equal(new Wire(PacketType.Event, "/", null, """["again",{"ä":[1,null]},"x"]"""), await ReadAsync(client));
    }

    [Fact]
    public async Task Namespaces_are_refused_and_left()
    {
        await using TestServer server = await StartAsync();
        var reason = new Expected<string>();
        server.IO.Of("/n").OnConnection(socket => socket.OnDisconnect(reason.Set));
        using RawWebSocket client = await server.OpenAsync();
        await SendAsync(client, new Wire(PacketType.Connect, "/unknown", null, ""));
        Assert.Equal(new Wire(PacketType.ConnectError, "/unknown", null, """{"message":"Invalid namespace"}"""), await ReadAsync(client));
        await SendAsync(client, new Wire(PacketType.Connect, "/n", null, ""));
        Assert.Equal(PacketType.Connect, (await ReadAsync(client)).Type);
        await SendAsync(client, new Wire(PacketType.Disconnect, "/n", null, ""));
        Assert.Equal(DisconnectReason.ClientNamespaceDisconnect, await reason.Value);
    }

    [Fact]
    public async Task The_server_asks_one_client_and_all_of_them()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket client = await JoinAsync(server, "");
        Socket socket = server.IO.Sockets.Single();
        foreach (Func<Task<int>> ask in (Func<Task<int>>[])
            [() => socket.EmitWithAck<int>("q", 1), async () => (await server.IO.EmitWithAck<int>("q", 1)).Single()])
        {
            Task<int> answer = ask();
            Wire question = await ReadAsync(client);
            Assert.Equal("""["q",1]""", question.Payload);
            await SendAsync(client, new Wire(PacketType.Ack, "/", question.Id, "[42]"));
            Assert.Equal(42, await answer.Soon());
        }
    }

    [Fact]
    public async Task Outgoing_events_can_be_watched_and_missed_ones_are_replayed_with_their_offsets()
    {
        await using TestServer server = await StartAsync(options => options.ConnectionStateRecovery = new ConnectionStateRecoveryOptions());
        var watched = new Expected<string>();
        server.IO.OnConnection(socket => socket.OnAnyOutgoing(e => watched.Set($"{e.Name} {e.Get<int>(0)}")));
        RawWebSocket first = await server.OpenAsync();
        await SendAsync(first, new Wire(PacketType.Connect, "/", null, ""));
        using JsonDocument answer = JsonDocument.Parse((await ReadAsync(first)).Payload);
        string? pid = answer.RootElement.GetProperty("pid").GetString();
        server.IO.Emit("live", 1);
        Assert.Equal(new Wire(PacketType.Event, "/", null, """["live",1,"1"]"""), await ReadAsync(first));
        Assert.Equal("live 1", await watched.Value);

        using RawWebSocket second = await server.OpenAsync();
        await SendAsync(second, new Wire(PacketType.Connect, "/", null, $$"""{"pid":"{{pid}}","offset":"0"}"""));
        await ReadAsync(second);
        Assert.Equal(new Wire(PacketType.Event, "/", null, """["live",1,"1"]"""), await ReadAsync(second));
        first.Dispose();
    }

    [Fact]
    public async Task What_is_no_packet_ends_the_connection()
    {
        await using TestServer server = await StartAsync();
        var reason = new Expected<string>();
        server.IO.OnConnection(socket => socket.OnDisconnect(reason.Set));
        using RawWebSocket client = await JoinAsync(server, "");
        await client.SendBinaryAsync(0xFF);
        Assert.Equal(DisconnectReason.ParseError, await reason.Value);
        await client.ReadEndAsync();
    }

    /// <summary>Writes a packet as a client does.</summary>
    private protected abstract Task SendAsync(RawWebSocket client, Wire packet);

    /// <summary>Reads a packet as a client does.</summary>
    private protected abstract Task<Wire> ReadAsync(RawWebSocket client);

    private Task<TestServer> StartAsync(Action<SocketIOOptions>? configure = null) => TestServer.StartAsync(options =>
    {
        options.Parser = Parser;
        configure?.Invoke(options);
    });

    private async Task<RawWebSocket> JoinAsync(TestServer server, string auth)
    {
        RawWebSocket client = await server.OpenAsync();
        await SendAsync(client, new Wire(PacketType.Connect, "/", null, auth));
        Assert.Equal(PacketType.Connect, (await ReadAsync(client)).Type);
        return client;
    }

    /// <summary>A packet, its payload in JSON or empty.</summary>
    private protected sealed record Wire(PacketType Type, string Namespace, long? Id, string Payload);
}

/// <summary>The parser that is used unless another one is set.</summary>
public sealed class JsonParserTests : ParserSpecification
{
    protected override PacketParser? Parser => null;

    private protected override Task SendAsync(RawWebSocket client, Wire packet) =>
        client.SendTextAsync($"4{(int)packet.Type}{(packet.Namespace is "/" ? "" : packet.Namespace + ",")}{packet.Id}{packet.Payload}");

    private protected override async Task<Wire> ReadAsync(RawWebSocket client)
    {
        byte[] text = Encoding.UTF8.GetBytes(await client.ReadTextAsync());
        PacketHeader header = PacketHeader.Read(text.AsSpan(1), new NameCache());
        return new Wire(header.Type, header.Namespace, header.Id, Encoding.UTF8.GetString(text.AsSpan(1 + header.JsonStart)));
    }
}

/// <summary>A parser of an application's own, which puts each packet into one binary message.</summary>
public sealed class CustomParserTests : ParserSpecification
{
    protected override PacketParser? Parser { get; } = new LineParser();

    private protected override Task SendAsync(RawWebSocket client, Wire packet) => client.SendBinaryAsync(
        Encoding.UTF8.GetBytes($"{(int)packet.Type}\n{packet.Namespace}\n{packet.Id}\n{packet.Payload}"));

    private protected override async Task<Wire> ReadAsync(RawWebSocket client)
    {
        string[] lines = Encoding.UTF8.GetString(await client.ReadBinaryAsync()).Split('\n');
        return new Wire(
            (PacketType)int.Parse(lines[0], CultureInfo.InvariantCulture),
            lines[1],
            lines[2].Length == 0 ? null : long.Parse(lines[2], CultureInfo.InvariantCulture),
            lines[3]);
    }
}
