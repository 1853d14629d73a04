using Parlor.SocketIO.Engine.WebSockets;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine.WebSockets;

/// <summary>Frames that cost a client nothing cost the server nothing that grows.</summary>
public sealed class FloodTests
{
    private readonly Expected<string> _reason = new();

    [Fact]
    public async Task A_message_of_empty_fragments_without_end_is_refused()
    {
        await using TestServer server = await EchoServer.StartAsync(reason: _reason);
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        byte[] empty = RawWebSocket.Frame(EchoServer.Continuation, [], final: false);
        await webSocket.WriteAsync(
        [
            .. RawWebSocket.Frame(EchoServer.Text, [(byte)'4'], final: false),
            .. Enumerable.Repeat(empty, IncomingMessage.MaxFragments).SelectMany(frame => frame),
        ]);
        Assert.Equal(1008, await webSocket.ReadCloseAsync());
        Assert.Equal(DisconnectReason.TransportError, await _reason.Value);
    }

    [Fact]
    public async Task A_message_may_have_as_many_fragments_as_the_limit_says()
    {
        await using TestServer server = await EchoServer.StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        byte[] one = RawWebSocket.Frame(EchoServer.Continuation, [(byte)'x'], final: false);
        for (int i = 0; i < 2; i++)
        {
            await webSocket.WriteAsync(
            [
                .. RawWebSocket.Frame(EchoServer.Text, [(byte)'4'], final: false),
                .. Enumerable.Repeat(one, IncomingMessage.MaxFragments - 2).SelectMany(frame => frame),
                .. RawWebSocket.Frame(EchoServer.Continuation, []),
            ]);
            Assert.Equal("4" + new string('x', IncomingMessage.MaxFragments - 2), await webSocket.ReadTextAsync());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pings_that_are_not_read_about_do_not_fill_the_outbox_and_the_last_is_answered(bool direct)
    {
        await using TestServer server = await EchoServer.StartAsync(options =>
        {
            options.MaxPacketsPerSecond = null;
            options.DirectSend = direct;
            options.MaxBufferedMessages = 4;
        });
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        const int Pings = 40_000;
        for (int i = 0; i < Pings; i += 1000)
        {
            int from = i;
            await webSocket.WriteAsync([.. Enumerable.Range(from, 1000).SelectMany(n => RawWebSocket.Frame(EchoServer.Ping, Payload(n)))]);
        }

        int pongs = 0, last = -1;
        while (last < Pings - 1)
        {
            (int opcode, byte[] payload) = await webSocket.ReadFrameAsync();
            Assert.Equal(EchoServer.Pong, opcode);
            int number = BitConverter.ToInt32(payload);
            Assert.True(number > last, "pongs come in the order of their pings");
            last = number;
            pongs++;
        }

        Assert.InRange(pongs, 1, Pings);
        await webSocket.SendTextAsync("4still here");
        Assert.Equal("4still here", await webSocket.ReadTextAsync());
    }

    [Fact]
    public void Pongs_gather_up_to_a_bound_and_then_only_the_last_is_kept()
    {
        var pongs = default(Pongs);
        for (int i = 0; i < 16; i++)
            pongs.Add(new byte[125]);
        Assert.True(pongs.TryTake(out var frames));
        Assert.Equal(16 * 127, frames.WrittenCount);
        Assert.False(pongs.TryTake(out _));

        for (int i = 0; i < 17; i++)
            pongs.Add([(byte)i, .. new byte[124]]);
        Assert.True(pongs.TryTake(out frames));
        Assert.Equal([0x8A, 125, 16], frames.WrittenSpan[..3].ToArray());
        Assert.Equal(127, frames.WrittenCount);
    }

    private static byte[] Payload(int number) => [.. BitConverter.GetBytes(number), .. new byte[96]];
}
