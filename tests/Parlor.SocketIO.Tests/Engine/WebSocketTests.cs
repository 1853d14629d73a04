using System.Text;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine;

/// <summary>RFC 6455 over a real connection, with Engine.IO's rules on top, on an echoing server.</summary>
public class WebSocketTests : ServerFacts
{
    private const int Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10;

    private readonly Expected<string> _reason = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(124)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65_534)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(300_000)]
    public async Task Messages_of_every_length_form_come_back_whole(int length)
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        string text = "4" + new string('x', length);
        byte[] data = [.. Enumerable.Range(0, length).Select(i => (byte)i)];
        await webSocket.SendTextAsync(text);
        await webSocket.SendBinaryAsync(data);
        Assert.Equal(text, await webSocket.ReadTextAsync());
        Assert.Equal(data, await webSocket.ReadBinaryAsync());
    }

    [Fact]
    public async Task Fragments_make_one_message_with_control_frames_in_between()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        byte[] text = Encoding.UTF8.GetBytes("4gr😀");
        await webSocket.WriteAsync(RawWebSocket.Frame(Text, text[..4], final: false));
        await webSocket.WriteAsync(RawWebSocket.Frame(Ping, [1, 2]));
        (int opcode, byte[] payload) = await webSocket.ReadFrameAsync();
        Assert.Equal(Pong, opcode);
        Assert.Equal([1, 2], payload);
        await webSocket.WriteAsync(RawWebSocket.Frame(Continuation, [], final: false));
        await webSocket.WriteAsync(RawWebSocket.Frame(Continuation, text[4..]));
        Assert.Equal("4gr😀", await webSocket.ReadTextAsync());
    }

    [Fact]
    public async Task Frames_may_arrive_byte_by_byte_and_many_at_once()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        foreach (byte b in RawWebSocket.Frame(Text, "4slow"u8.ToArray()))
            await webSocket.WriteAsync([b]);
        Assert.Equal("4slow", await webSocket.ReadTextAsync());

        await webSocket.WriteAsync(
            [.. Enumerable.Range(0, 500).SelectMany(i => RawWebSocket.Frame(Text, Encoding.UTF8.GetBytes("4" + i)))]);
        for (int i = 0; i < 500; i++)
            Assert.Equal("4" + i, await webSocket.ReadTextAsync());
    }

    [Fact]
    public async Task A_pong_nobody_asked_for_is_ignored()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        await webSocket.WriteAsync(RawWebSocket.Frame(Pong, [1]));
        await webSocket.SendTextAsync("4x");
        Assert.Equal("4x", await webSocket.ReadTextAsync());
    }

    public static TheoryData<string, byte[], int> Violations => new()
    {
        { "an unmasked frame", RawWebSocket.Frame(Text, "4x"u8.ToArray(), masked: false), 1002 },
        { "a reserved bit", RawWebSocket.Frame(Text, "4x"u8.ToArray(), reserved: 4), 1002 },
        { "a reserved data opcode", RawWebSocket.Frame(3, []), 1002 },
        { "a reserved control opcode", RawWebSocket.Frame(11, []), 1002 },
        { "a continuation of nothing", RawWebSocket.Frame(Continuation, [1]), 1002 },
        { "a message within a message", Two(RawWebSocket.Frame(Text, [52], final: false), RawWebSocket.Frame(Binary, [1])), 1002 },
        { "a fragmented ping", RawWebSocket.Frame(Ping, [1], final: false), 1002 },
        { "a ping that is too long", RawWebSocket.Frame(Ping, new byte[126]), 1002 },
        { "a close frame with half a code", RawWebSocket.Frame(Close, [3]), 1002 },
        { "a close code that may not be sent", RawWebSocket.Frame(Close, [0x03, 0xED]), 1002 },
        { "a close reason that is not UTF-8", RawWebSocket.Frame(Close, [0x03, 0xE8, 0xC3, 0x28]), 1007 },
        { "text that is not UTF-8", RawWebSocket.Frame(Text, [(byte)'4', 0xC3, 0x28]), 1007 },
        { "text that ends in the middle of a character", RawWebSocket.Frame(Text, [(byte)'4', 0xE2, 0x82]), 1007 },
        { "a message over the limit", RawWebSocket.Frame(Binary, new byte[400_001]), 1009 },
        { "fragments over the limit", Two(LongBeginning, RawWebSocket.Frame(Continuation, new byte[100_001])), 1009 },
        { "a length without end", [0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 4], 1009 },
    };

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task A_violation_closes_that_connection_with_its_code_and_no_other(string what, byte[] frames, int code)
    {
        Assert.NotEmpty(what);
        await using TestServer server = await StartAsync();
        using RawWebSocket bystander = await server.OpenAsync("/engine.io/");
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        await webSocket.WriteAsync(frames);
        Assert.Equal(code, await webSocket.ReadCloseAsync());
        await webSocket.ReadEndAsync();
        Assert.Equal(DisconnectReason.TransportError, await _reason.Value);

        await bystander.SendTextAsync("4x");
        Assert.Equal("4x", await bystander.ReadTextAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("7")]
    [InlineData("b?!?!")]
    public async Task A_packet_of_unknown_type_closes_the_connection(string packet)
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        await webSocket.SendTextAsync(packet);
        await webSocket.ReadCloseAsync();
        Assert.Equal(DisconnectReason.ParseError, await _reason.Value);
    }

    [Fact]
    public async Task Base64_in_a_text_packet_is_binary()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        await webSocket.SendTextAsync("bAQIDBA==");
        Assert.Equal([1, 2, 3, 4], await webSocket.ReadBinaryAsync());
    }

    [Fact]
    public async Task A_close_packet_closes_the_connection()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        await webSocket.SendTextAsync("1");
        await webSocket.ReadCloseAsync();
        await webSocket.ReadEndAsync();
        Assert.Equal(DisconnectReason.TransportClose, await _reason.Value);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x03, 0xE8 })]
    [InlineData(new byte[] { 0x0F, 0xA0, (byte)'b', (byte)'y', (byte)'e' })]
    public async Task A_close_frame_is_answered_with_its_code(byte[] payload)
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        await webSocket.WriteAsync(RawWebSocket.Frame(Close, payload));
        (int opcode, byte[] answer) = await webSocket.ReadFrameAsync();
        Assert.Equal(Close, opcode);
        Assert.Equal(payload.Take(2), answer);
        await webSocket.ReadEndAsync();
        Assert.Equal(DisconnectReason.TransportClose, await _reason.Value);
    }

    [Fact]
    public async Task A_client_that_vanishes_is_noticed()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        webSocket.Dispose();
        Assert.Equal(DisconnectReason.TransportClose, await _reason.Value);
        Assert.Equal(0, server.Engine.ConnectionCount);
    }

    [Fact]
    public async Task A_client_that_never_answers_the_close_frame_is_cut()
    {
        var time = new FakeTime();
        await using TestServer server = await StartServerAsync(time: time);
        var connection = new Expected<EngineConnection>();
        server.Engine.OnConnection(connection.Set);
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        (await connection.Value).Close();
        Assert.Equal(Close, (await webSocket.ReadFrameAsync()).Opcode);
        time.Advance(TimeSpan.FromSeconds(5));
        await webSocket.ReadEndAsync();
    }

    [Fact]
    public async Task What_was_sent_before_a_close_arrives_before_it()
    {
        await using TestServer server = await StartServerAsync();
        server.Engine.OnConnection(connection =>
        {
            connection.Send("a");
            connection.Send(new byte[] { 1 });
            connection.Close();
            connection.Send("never");
        });
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        Assert.Equal("4a", await webSocket.ReadTextAsync());
        Assert.Equal([1], await webSocket.ReadBinaryAsync());
        Assert.Equal(Close, (await webSocket.ReadFrameAsync()).Opcode);
    }

    private static byte[] LongBeginning => RawWebSocket.Frame(Binary, new byte[300_000], final: false);

    private static byte[] Two(byte[] first, byte[] second) => [.. first, .. second];

    private async Task<TestServer> StartAsync()
    {
        TestServer server = await StartServerAsync(engine: options => options.MaxHttpBufferSize = 400_000);
        server.Engine.OnConnection(connection =>
        {
            Echo.To(connection);
            connection.OnClose(_reason.Set);
        });
        return server;
    }
}
