using System.Buffers.Binary;
using System.Text;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine.WebSockets;

/// <summary>RFC 6455, sections 5.5.1 and 7: the closing handshake and its codes.</summary>
public sealed class ClosingTests
{
    [Theory]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(1002)]
    [InlineData(1003)]
    [InlineData(1007)]
    [InlineData(1008)]
    [InlineData(1009)]
    [InlineData(1010)]
    [InlineData(1011)]
    [InlineData(1012)]
    [InlineData(1013)]
    [InlineData(1014)]
    [InlineData(3000)]
    [InlineData(3999)]
    [InlineData(4000)]
    [InlineData(4999)]
    public async Task A_code_that_may_be_sent_is_echoed(int code) => Assert.Equal(code, await CloseAsync(code, new string('é', 61)));

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(1004)]
    [InlineData(1005)]
    [InlineData(1006)]
    [InlineData(1015)]
    [InlineData(1016)]
    [InlineData(1100)]
    [InlineData(2000)]
    [InlineData(2999)]
    [InlineData(5000)]
    [InlineData(65_535)]
    public async Task A_code_that_may_not_be_sent_is_refused(int code) => Assert.Equal(1002, await CloseAsync(code, ""));

    [Fact]
    public async Task Nothing_after_a_close_frame_is_looked_at_and_it_is_answered_once()
    {
        await using TestServer server = await EchoServer.StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        await webSocket.WriteAsync(
        [
            .. RawWebSocket.Frame(EchoServer.Ping, [7]),
            .. RawWebSocket.Frame(EchoServer.Text, [(byte)'4'], final: false),
            .. Close(1001),
            .. RawWebSocket.Frame(EchoServer.Continuation, [1]),
            .. RawWebSocket.Frame(EchoServer.Ping, [8]),
            .. RawWebSocket.Frame(EchoServer.Text, "4x"u8.ToArray()),
            .. Close(1000),
            .. RawWebSocket.Frame(15, []),
        ]);
        Assert.Equal((EchoServer.Pong, 7), (await webSocket.ReadFrameAsync()) is (var pong, [var seven]) ? (pong, seven) : default);
        Assert.Equal(1001, await webSocket.ReadCloseAsync());
        await Assert.ThrowsAnyAsync<IOException>(webSocket.ReadFrameAsync);
    }

    [Fact]
    public async Task After_the_servers_close_frame_messages_are_dropped_and_the_answer_ends_the_connection()
    {
        await using TestServer server = await TestServer.StartAsync();
        var connection = new Expected<EngineConnection>();
        var closed = new Expected<string>();
        int received = 0;
        server.Engine.OnConnection(opened =>
        {
            opened.OnMessage(_ => received++);
            opened.OnClose(closed.Set);
            connection.Set(opened);
        });
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        (await connection.Value).Close();
        Assert.Equal(EchoServer.Close, (await webSocket.ReadFrameAsync()).Opcode);
        await webSocket.WriteAsync([.. RawWebSocket.Frame(EchoServer.Text, "4late"u8.ToArray()), .. RawWebSocket.Frame(EchoServer.Close, [])]);
        await webSocket.ReadEndAsync();
        Assert.Equal(DisconnectReason.ForcedClose, await closed.Value);
        Assert.Equal(0, received);
    }

    [Fact]
    public async Task The_connection_stays_open_for_input_until_the_refused_client_has_seen_why()
    {
        await using TestServer server = await EchoServer.StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        // Much is under way when the server refuses; were it to cut the connection with that unread, its reason would be lost.
        await webSocket.WriteAsync([.. RawWebSocket.Frame(15, []), .. RawWebSocket.Frame(EchoServer.Binary, new byte[100_000])]);
        Assert.Equal(1002, await webSocket.ReadCloseAsync());
    }

    private static byte[] Close(int code, string reason = "")
    {
        byte[] payload = [0, 0, .. Encoding.UTF8.GetBytes(reason)];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        return RawWebSocket.Frame(EchoServer.Close, payload);
    }

    private static async Task<int> CloseAsync(int code, string reason)
    {
        await using TestServer server = await EchoServer.StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        await webSocket.WriteAsync(Close(code, reason));
        int answer = await webSocket.ReadCloseAsync();
        await webSocket.ReadEndAsync();
        return answer;
    }
}
