using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine.WebSockets;

/// <summary>RFC 6455, sections 5.6 and 8.1: text is UTF-8 (RFC 3629), however it is cut into frames.</summary>
public sealed class Utf8Tests
{
    [Theory]
    [InlineData("00")]
    [InlineData("7F")]
    [InlineData("C280")]
    [InlineData("DFBF")]
    [InlineData("E0A080")]
    [InlineData("ED9FBF")]
    [InlineData("EE8080")]
    [InlineData("EFBFBD")]
    [InlineData("EFBFBE")]
    [InlineData("EFBFBF")]
    [InlineData("F0908080")]
    [InlineData("F48FBFBF")]
    [InlineData("CEBAE1BDB9CF83CEBCCEB5")]
    public async Task Every_character_comes_back_wherever_it_is_cut(string hex)
    {
        byte[] text = [(byte)'4', .. Convert.FromHexString(hex)];
        await using TestServer server = await EchoServer.StartAsync();
        using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
        for (int cut = 0; cut <= text.Length; cut++)
        {
            await webSocket.WriteAsync(InTwo(text, cut));
            (int opcode, byte[] payload) = await webSocket.ReadFrameAsync();
            Assert.Equal(EchoServer.Text, opcode);
            Assert.Equal(text, payload);
        }
    }

    [Theory]
    [InlineData("80")]
    [InlineData("BF")]
    [InlineData("C0AF")]
    [InlineData("C1BF")]
    [InlineData("C2")]
    [InlineData("C220")]
    [InlineData("E080AF")]
    [InlineData("E09FBF")]
    [InlineData("E282")]
    [InlineData("EDA080")]
    [InlineData("EDBFBF")]
    [InlineData("EDA080EDB080")]
    [InlineData("F08080AF")]
    [InlineData("F08FBFBF")]
    [InlineData("F0908F")]
    [InlineData("F4908080")]
    [InlineData("F5808080")]
    [InlineData("F888808080")]
    [InlineData("FC8480808080")]
    [InlineData("FE")]
    [InlineData("FF")]
    [InlineData("CEBAE1BDB9CF83CEBCCEB5EDA080656469746564")]
    public async Task What_is_not_UTF_8_is_refused_wherever_it_is_cut_and_taken_as_binary(string hex)
    {
        byte[] data = [(byte)'4', .. Convert.FromHexString(hex)];
        await using TestServer server = await EchoServer.StartAsync();
        foreach (int cut in new[] { 0, 1, 2, data.Length })
        {
            using RawWebSocket webSocket = await server.OpenAsync("/engine.io/");
            await webSocket.SendBinaryAsync(data);
            Assert.Equal(data, await webSocket.ReadBinaryAsync());
            await webSocket.WriteAsync(InTwo(data, cut));
            Assert.Equal(1007, await webSocket.ReadCloseAsync());
        }
    }

    private static byte[] InTwo(byte[] text, int cut) =>
    [
        .. RawWebSocket.Frame(EchoServer.Text, text[..cut], final: false),
        .. RawWebSocket.Frame(EchoServer.Continuation, text[cut..]),
    ];
}
