using System.Text;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine.WebSockets;

/// <summary>RFC 6455, sections 5.1 to 5.4: bits, lengths, masks and fragments.</summary>
public sealed class FramingTests
{
    public static TheoryData<int, int> ReservedBits => new(
        from reserved in Enumerable.Range(1, 7)
        from opcode in new[] { EchoServer.Text, EchoServer.Binary, EchoServer.Close, EchoServer.Ping, EchoServer.Pong }
        select (reserved, opcode));

    [Theory]
    [MemberData(nameof(ReservedBits))]
    public async Task A_reserved_bit_without_a_meaning_is_refused(int reserved, int opcode) =>
        await AssertRefusedAsync(RawWebSocket.Frame(opcode, [], reserved: reserved));

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    public async Task A_reserved_opcode_is_refused(int opcode)
    {
        await AssertRefusedAsync(RawWebSocket.Frame(opcode, []));
        await AssertRefusedAsync([.. RawWebSocket.Frame(EchoServer.Text, [(byte)'4'], final: false), .. RawWebSocket.Frame(opcode, [1])]);
    }

    [Theory]
    [InlineData(EchoServer.Binary)]
    [InlineData(EchoServer.Ping)]
    [InlineData(EchoServer.Pong)]
    [InlineData(EchoServer.Close)]
    public async Task A_frame_that_is_not_masked_is_refused(int opcode) =>
        await AssertRefusedAsync(RawWebSocket.Frame(opcode, [], masked: false));

    /// <summary>The examples of 5.7 that a client may send, and longer forms of a length than necessary.</summary>
    public static TheoryData<string, byte[], byte[]> Frames => new()
    {
        { "masked", [0x82, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58], "Hello"u8.ToArray() },
        { "a key of zeros", [0x82, 0x82, 0, 0, 0, 0, 1, 2], [1, 2] },
        { "a key of ones", [0x82, 0x82, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2], [0xFE, 0xFD] },
        { "two bytes of length", [0x82, 0xFE, 0, 2, 0, 0, 0, 0, 1, 2], [1, 2] },
        { "eight bytes of length", [0x82, 0xFF, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1, 2], [1, 2] },
        { "nothing", [0x82, 0x80, 1, 2, 3, 4], [] },
    };

    [Theory]
    [MemberData(nameof(Frames))]
    public async Task A_frame_is_unmasked(string what, byte[] frame, byte[] payload)
    {
        Assert.NotEmpty(what);
        await using TestServer server = await EchoServer.StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        await webSocket.WriteAsync(frame);
        Assert.Equal(payload, await webSocket.ReadBinaryAsync());
    }

    [Theory]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(65_537)]
    [InlineData(1_000_000)]
    public async Task Lengths_around_those_of_the_forms_come_back_however_they_are_cut(int length)
    {
        await using TestServer server = await EchoServer.StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        byte[] data = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 7))];
        foreach (byte[] piece in RawWebSocket.Frame(EchoServer.Binary, data).Chunk(Math.Max(1, (length / 50) + 3)))
            await webSocket.WriteAsync(piece);
        Assert.Equal(data, await webSocket.ReadBinaryAsync());
    }

    [Theory]
    [InlineData("4", "abc", "")]
    [InlineData("", "", "4abc")]
    [InlineData("4a", "", "bc")]
    [InlineData("4abc", "", "")]
    public async Task Fragments_make_one_message_empty_ones_included(params string[] fragments)
    {
        await using TestServer server = await EchoServer.StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < fragments.Length; i++)
            {
                await webSocket.WriteAsync(RawWebSocket.Frame(
                    i == 0 ? EchoServer.Text : EchoServer.Continuation,
                    Encoding.UTF8.GetBytes(fragments[i]),
                    final: i == fragments.Length - 1));
            }

            Assert.Equal("4abc", await webSocket.ReadTextAsync());
        }
    }

    /// <summary>Sequences of opcodes; a plus marks a frame that is not the last of its message.</summary>
    [Theory]
    [InlineData("0")]
    [InlineData("0+")]
    [InlineData("2 0")]
    [InlineData("2+ 0 0")]
    [InlineData("2+ 2")]
    [InlineData("2+ 1+")]
    [InlineData("2+ 0+ 2")]
    [InlineData("2+ 9 1")]
    [InlineData("9+")]
    [InlineData("10+")]
    [InlineData("8+")]
    [InlineData("2+ 9+ 0")]
    public async Task A_sequence_that_makes_no_messages_is_refused(string sequence) => await AssertRefusedAsync(
    [
        .. sequence.Split(' ').SelectMany(frame => RawWebSocket.Frame(int.Parse(frame.TrimEnd('+')), [], final: !frame.EndsWith('+'))),
    ]);

    [Fact]
    public async Task What_came_before_a_violation_is_handled_and_nothing_after_it()
    {
        await using TestServer server = await EchoServer.StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        await webSocket.WriteAsync(
        [
            .. RawWebSocket.Frame(EchoServer.Text, "4before"u8.ToArray()),
            .. RawWebSocket.Frame(EchoServer.Continuation, []),
            .. RawWebSocket.Frame(EchoServer.Text, "4after"u8.ToArray()),
        ]);
        Assert.Equal("4before", await webSocket.ReadTextAsync());
        (int opcode, byte[] payload) = await webSocket.ReadFrameAsync();
        Assert.Equal(EchoServer.Close, opcode);
        Assert.Equal([0x03, 0xEA], payload);
    }

    private static async Task AssertRefusedAsync(byte[] frames)
    {
        await using TestServer server = await EchoServer.StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        await webSocket.WriteAsync(frames);
        Assert.Equal(1002, await webSocket.ReadCloseAsync());
    }
}
