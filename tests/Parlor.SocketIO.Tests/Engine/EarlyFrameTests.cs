using System.Text;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine;

/// <summary>A client that does not wait for the answer to its handshake, as RFC 6455, 4.1, wants, gets everything in order all the same.</summary>
public class EarlyFrameTests : ServerFacts
{
    private const string Head =
        "GET /engine.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Frames_in_the_same_breath_are_answered_after_the_handshake(bool direct)
    {
        await using TestServer server = await StartServerAsync(engine: options => options.DirectSend = direct);
        server.Engine.OnConnection(Echo.To);
        using var client = new RawConnection(server.Url);
        byte[] early = [.. RawWebSocket.Frame(1, "4early"u8.ToArray()), .. RawWebSocket.Frame(1, "4bird"u8.ToArray())];
        await client.WriteAsync([.. Encoding.ASCII.GetBytes(Head), .. early]);
        Assert.Equal("HTTP/1.1 101 Switching Protocols", await client.ReadLineAsync());
        await client.SkipHeadersAsync();
        Assert.StartsWith("0{", await client.ReadShortFrameAsync(), StringComparison.Ordinal);
        Assert.Equal("4early", await client.ReadShortFrameAsync());
        Assert.Equal("4bird", await client.ReadShortFrameAsync());
    }
}
