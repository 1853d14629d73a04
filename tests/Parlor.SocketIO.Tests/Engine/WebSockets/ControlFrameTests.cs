using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine.WebSockets;

/// <summary>RFC 6455, section 5.5.2 and 5.5.3: pings and pongs.</summary>
public sealed class ControlFrameTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(125)]
    public async Task A_ping_is_answered_with_its_payload(int length)
    {
        await using TestServer server = await EchoServer.StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        byte[] payload = [.. Enumerable.Range(0, length).Select(i => (byte)(0xFF - i))];
        byte[] ping = RawWebSocket.Frame(EchoServer.Ping, payload);
        await webSocket.WriteAsync(ping[..^1]);
        await webSocket.WriteAsync(ping[^1..]);
        await AssertPongAsync(webSocket, payload);
    }

    [Fact]
    public async Task Several_pings_are_answered_in_order()
    {
        await using TestServer server = await EchoServer.StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        await webSocket.WriteAsync([.. Enumerable.Range(0, 10).SelectMany(i => RawWebSocket.Frame(EchoServer.Ping, [(byte)i]))]);
        for (int i = 0; i < 10; i++)
            await AssertPongAsync(webSocket, [(byte)i]);
    }

    [Fact]
    public async Task A_ping_during_an_upgrade_is_answered()
    {
        await using TestServer server = await EchoServer.StartAsync();
        PollingClient polling = await server.PollAsync("/engine.io/");
        using RawWebSocket webSocket = await RawWebSocket.ConnectAsync(server.Url, $"{EchoServer.Path}&sid={polling.Sid}");
        await webSocket.SendTextAsync("2probe");
        Assert.Equal("3probe", await webSocket.ReadTextAsync());
        await webSocket.WriteAsync(
        [
            .. RawWebSocket.Frame(EchoServer.Ping, [1]),
            .. RawWebSocket.Frame(EchoServer.Text, "5"u8.ToArray()),
            .. RawWebSocket.Frame(EchoServer.Ping, [2]),
            .. RawWebSocket.Frame(EchoServer.Text, "4x"u8.ToArray()),
        ]);
        await AssertPongAsync(webSocket, [1]);
        await AssertPongAsync(webSocket, [2]);
        Assert.Equal("4x", await webSocket.ReadTextAsync());
    }

    [Theory]
    [InlineData(EchoServer.Ping)]
    [InlineData(EchoServer.Pong)]
    [InlineData(EchoServer.Close)]
    public async Task A_control_frame_has_at_most_125_bytes_and_the_short_form_of_length(int opcode)
    {
        await using TestServer server = await EchoServer.StartAsync();
        byte[] longForm = [(byte)(0x80 | opcode), 0xFE, 0, 2, 0, 0, 0, 0, 0x03, 0xE8];
        foreach (byte[] frame in new[] { RawWebSocket.Frame(opcode, new byte[126]), longForm })
        {
            using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
            await webSocket.WriteAsync(frame);
            Assert.Equal(1002, await webSocket.ReadCloseAsync());
        }
    }

    private static async Task AssertPongAsync(RawWebSocket webSocket, byte[] expected)
    {
        (int opcode, byte[] payload) = await webSocket.ReadFrameAsync();
        Assert.Equal(EchoServer.Pong, opcode);
        Assert.Equal(expected, payload);
    }
}
