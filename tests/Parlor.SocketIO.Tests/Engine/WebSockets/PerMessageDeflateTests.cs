using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine.WebSockets;

/// <summary>RFC 7692, sections 6 and 7.2: messages on a connection where compression was agreed.</summary>
public sealed class PerMessageDeflateTests
{
    private static readonly byte[] LongText = Encoding.UTF8.GetBytes("4" + string.Concat(Enumerable.Repeat("grüße 😀 ", 500)));

    private readonly Expected<string> _reason = new();

    [Theory]
    [InlineData(63, false)]
    [InlineData(64, true)]
    [InlineData(65_535, true)]
    [InlineData(65_536, true)]
    [InlineData(300_000, true)]
    public async Task What_reaches_the_threshold_is_compressed(int length, bool compressed)
    {
        await using TestServer server = await EchoServer.StartDeflatingAsync(threshold: 64);
        using RawWebSocket webSocket = await EchoServer.OpenDeflatingAsync(server);
        byte[] text = Encoding.UTF8.GetBytes("4" + new string('x', length - 1));
        byte[] data = new byte[length];
        await webSocket.WriteAsync(RawWebSocket.Frame(EchoServer.Text, EchoServer.Deflate(text), reserved: EchoServer.Compressed));
        await webSocket.WriteAsync(RawWebSocket.Frame(EchoServer.Binary, EchoServer.Deflate(data), reserved: EchoServer.Compressed));
        foreach ((int opcode, byte[] expected) in new[] { (EchoServer.Text, text), (EchoServer.Binary, data) })
        {
            (int first, byte[] payload) = await webSocket.ReadWholeFrameAsync();
            Assert.Equal((compressed ? 0xC0 : 0x80) | opcode, first);
            Assert.Equal(expected, compressed ? EchoServer.Inflate(payload) : payload);
        }
    }

    [Fact]
    public async Task What_does_not_get_smaller_is_sent_as_it_is()
    {
        await using TestServer server = await EchoServer.StartDeflatingAsync(threshold: 0);
        using RawWebSocket webSocket = await EchoServer.OpenDeflatingAsync(server);
        byte[] noise = RandomNumberGenerator.GetBytes(10_000);
        foreach (byte[] data in new[] { noise, [], [1] })
        {
            await webSocket.SendBinaryAsync(data);
            Assert.Equal(data, await webSocket.ReadBinaryAsync());
        }
    }

    [Fact]
    public async Task Messages_may_be_compressed_or_not_in_turn_and_keep_no_context()
    {
        await using TestServer server = await EchoServer.StartDeflatingAsync();
        using RawWebSocket webSocket = await EchoServer.OpenDeflatingAsync(server);
        for (int i = 0; i < 6; i++)
        {
            byte[] frame = i % 2 == 0
                ? RawWebSocket.Frame(EchoServer.Text, EchoServer.Deflate(LongText), reserved: EchoServer.Compressed)
                : RawWebSocket.Frame(EchoServer.Text, LongText);
            await webSocket.WriteAsync(frame);
            // Inflated with a fresh window each time.
            Assert.Equal(LongText, await EchoServer.ReadMessageAsync(webSocket, EchoServer.Text));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task A_compressed_message_may_be_fragmented_with_control_frames_in_between(int size)
    {
        await using TestServer server = await EchoServer.StartDeflatingAsync();
        using RawWebSocket webSocket = await EchoServer.OpenDeflatingAsync(server);
        byte[][] pieces = [.. EchoServer.Deflate(LongText).Chunk(size)];
        await webSocket.WriteAsync(
            RawWebSocket.Frame(EchoServer.Text, pieces[0], final: false, reserved: EchoServer.Compressed));
        await webSocket.WriteAsync(RawWebSocket.Frame(EchoServer.Ping, [1]));
        foreach (byte[] piece in pieces[1..])
            await webSocket.WriteAsync(RawWebSocket.Frame(EchoServer.Continuation, piece, final: false));
        await webSocket.WriteAsync(RawWebSocket.Frame(EchoServer.Continuation, []));
        Assert.Equal([1], await EchoServer.ReadMessageAsync(webSocket, EchoServer.Pong));
        Assert.Equal(LongText, await EchoServer.ReadMessageAsync(webSocket, EchoServer.Text));
    }

    /// <summary>The examples of RFC 7692, 7.2.3: "Hello" in every form of block.</summary>
    public static TheoryData<string, byte[]> Blocks => new()
    {
        { "one block", [0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00] },
        { "no compression", [0x00, 0x05, 0x00, 0xFA, 0xFF, 0x48, 0x65, 0x6C, 0x6C, 0x6F, 0x00] },
        { "a final block", [0xF3, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00, 0x00] },
        { "two blocks", [0xF2, 0x48, 0x05, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xCA, 0xC9, 0xC9, 0x07, 0x00] },
    };

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task Every_form_of_block_is_inflated(string what, byte[] compressed)
    {
        Assert.NotEmpty(what);
        await using TestServer server = await EchoServer.StartDeflatingAsync();
        using RawWebSocket webSocket = await EchoServer.OpenDeflatingAsync(server);
        await webSocket.WriteAsync(RawWebSocket.Frame(EchoServer.Binary, compressed, reserved: EchoServer.Compressed));
        Assert.Equal("Hello"u8.ToArray(), await webSocket.ReadBinaryAsync());
        // An empty message (7.2.3.6).
        await webSocket.WriteAsync(RawWebSocket.Frame(EchoServer.Binary, [0x00], reserved: EchoServer.Compressed));
        Assert.Empty(await webSocket.ReadBinaryAsync());
    }

    public static TheoryData<string, byte[], int> Violations => new()
    {
        { "another reserved bit", Frame(EchoServer.Text, EchoServer.Deflate(LongText), reserved: 6), 1002 },
        { "RSV1 on a continuation", [.. Frame(EchoServer.Text, [1], final: false), .. Frame(EchoServer.Continuation, [1])], 1002 },
        { "RSV1 on a ping", Frame(EchoServer.Ping, []), 1002 },
        { "RSV1 on a close", Frame(EchoServer.Close, []), 1002 },
        { "an unknown block type", Frame(EchoServer.Binary, [0x06, 0x00]), 1007 },
        { "nothing at all", Frame(EchoServer.Binary, []), 1007 },
        { "a broken-off block", Frame(EchoServer.Text, EchoServer.Deflate(LongText)[..^9]), 1007 },
        { "a stored block that wants more", Frame(EchoServer.Binary, [0x00, 0x20, 0x00, 0xDF, 0xFF, 0x48, 0x65]), 1007 },
        { "text that is no UTF-8 once inflated", Frame(EchoServer.Text, EchoServer.Deflate([(byte)'4', 0xC3, 0x28])), 1007 },
        { "a bomb", Frame(EchoServer.Binary, EchoServer.Deflate(new byte[10_000_000])), 1009 },
        { "one byte too many", Frame(EchoServer.Binary, EchoServer.Deflate(new byte[400_001])), 1009 },
        { "too much before it is inflated", Frame(EchoServer.Binary, new byte[400_001]), 1009 },
    };

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task A_violation_closes_that_connection_with_its_code(string what, byte[] frames, int code)
    {
        Assert.NotEmpty(what);
        await using TestServer server = await EchoServer.StartDeflatingAsync(reason: _reason);
        using RawWebSocket webSocket = await EchoServer.OpenDeflatingAsync(server);
        await webSocket.WriteAsync(frames);
        Assert.Equal(code, await webSocket.ReadCloseAsync());
        await webSocket.ReadEndAsync();
        Assert.Equal(DisconnectReason.TransportError, await _reason.Value);
    }

    [Fact]
    public async Task The_largest_message_may_be_compressed()
    {
        await using TestServer server = await EchoServer.StartDeflatingAsync(maxSize: 400_000);
        using RawWebSocket webSocket = await EchoServer.OpenDeflatingAsync(server);
        byte[] data = new byte[400_000];
        await webSocket.WriteAsync(Frame(EchoServer.Binary, EchoServer.Deflate(data)));
        Assert.Equal(data, await EchoServer.ReadMessageAsync(webSocket, EchoServer.Binary));
    }

    [Fact]
    public async Task A_broadcast_goes_compressed_and_plain_to_whoever_agreed_on_what()
    {
        await using TestServer server = await TestServer.StartAsync(
            options => options.PerMessageDeflate = new PerMessageDeflateOptions());
        using RawWebSocket plain = await server.JoinAsync();
        PollingClient polling = await server.PollAsync();
        await polling.PostAsync("40");
        await polling.ReadAsync();
        using RawWebSocket deflating = await EchoServer.OpenDeflatingAsync(server, "/socket.io/?EIO=4&transport=websocket");
        await deflating.SendTextAsync("40");
        await EchoServer.ReadMessageAsync(deflating, EchoServer.Text);

        byte[] data = new byte[2000];
        string text = new('x', 2000);
        string packet = $$"""452-["news","{{text}}",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]""";
        server.IO.Emit("news", text, data, new byte[] { 1 });
        Assert.Equal(packet, await plain.ReadTextAsync());
        Assert.Equal(data, await plain.ReadBinaryAsync());
        Assert.Equal([1], await plain.ReadBinaryAsync());
        Assert.Equal($"{packet}\u001eb{Convert.ToBase64String(data)}\u001ebAQ==", await polling.ReadAsync());
        Assert.Equal((0xC1, packet), await ReadCompressedAsync(deflating));
        Assert.Equal((0xC2, new string('\0', 2000)), await ReadCompressedAsync(deflating));
        Assert.Equal([1], await deflating.ReadBinaryAsync());

        server.IO.Compress(false).Emit("news", text);
        Assert.Equal($"""42["news","{text}"]""", await deflating.ReadTextAsync());
    }

    [Fact]
    public async Task A_session_that_is_upgraded_is_compressed_from_then_on()
    {
        await using TestServer server = await EchoServer.StartDeflatingAsync();
        PollingClient polling = await server.PollAsync("/engine.io/");
        using RawWebSocket webSocket = await RawWebSocket.ConnectAsync(
            server.Url, $"{EchoServer.Path}&sid={polling.Sid}", "Sec-WebSocket-Extensions: permessage-deflate\r\n");
        await webSocket.SendTextAsync("2probe");
        Assert.Equal("3probe", await webSocket.ReadTextAsync());
        await webSocket.SendTextAsync("5");
        await webSocket.WriteAsync(RawWebSocket.Frame(EchoServer.Text, LongText));
        Assert.Equal((0xC1, Encoding.UTF8.GetString(LongText)), await ReadCompressedAsync(webSocket));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_packet_is_compressed_once_for_all_unless_it_is_not_to_be(bool isCompressible)
    {
        var options = new PerMessageDeflateOptions { Threshold = 100 };
        EncodedPacket packet = EncodedPacket.FromText("4"u8, LongText, [new byte[500]]);
        packet.IsCompressible = isCompressible;
        packet.Compress(options);
        byte[] made = packet.CompressedFrames;
        packet.Compress(options);
        Assert.Same(made, packet.CompressedFrames);
        Assert.Equal(isCompressible, made.Length < packet.Frames.Length);
    }

    [Fact]
    public async Task The_DotNet_client_understands_it()
    {
        await using TestServer server = await EchoServer.StartDeflatingAsync();
        using var client = new ClientWebSocket();
        client.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        await client.ConnectAsync(new Uri($"ws://{server.Url.Authority}{EchoServer.Path}"), default).Soon();
        byte[] buffer = new byte[20_000];
        await client.ReceiveAsync(buffer, default).Soon();
        for (int i = 0; i < 3; i++)
        {
            await client.SendAsync(LongText, WebSocketMessageType.Text, endOfMessage: true, default).Soon();
            int length = 0;
            WebSocketReceiveResult result;
            do
            {
                result = await client.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), default).Soon();
                length += result.Count;
            }
            while (!result.EndOfMessage);
            Assert.Equal(LongText, buffer[..length]);
        }

        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, default).Soon();
    }

    private static byte[] Frame(int opcode, byte[] payload, bool final = true, int reserved = EchoServer.Compressed) =>
        RawWebSocket.Frame(opcode, payload, final, reserved: reserved);

    private static async Task<(int First, string Text)> ReadCompressedAsync(RawWebSocket webSocket)
    {
        (int first, byte[] payload) = await webSocket.ReadWholeFrameAsync();
        return (first, Encoding.UTF8.GetString(EchoServer.Inflate(payload)));
    }
}
