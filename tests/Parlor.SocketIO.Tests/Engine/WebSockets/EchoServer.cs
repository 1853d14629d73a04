using System.IO.Compression;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine.WebSockets;

/// <summary>A bare Engine.IO server that echoes, and what its clients need to speak to it bit by bit.</summary>
internal static class EchoServer
{
    public const string Path = "/engine.io/?EIO=4&transport=websocket";
    public const int Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10;

    /// <summary>RSV1, as the reserved bits of a frame.</summary>
    public const int Compressed = 4;

    public static async Task<TestServer> StartAsync(Action<EngineOptions>? configure = null, Expected<string>? reason = null)
    {
        TestServer server = await TestServer.StartAsync(engine: configure);
        server.Engine.OnConnection(connection =>
        {
            Echo.To(connection);
            if (reason is not null)
                connection.OnClose(reason.Set);
        });
        return server;
    }

    public static Task<TestServer> StartDeflatingAsync(int threshold = 64, int maxSize = 400_000, Expected<string>? reason = null) =>
        StartAsync(
            options =>
            {
                options.MaxHttpBufferSize = maxSize;
                options.PerMessageDeflate = new PerMessageDeflateOptions { Threshold = threshold };
            },
            reason);

    /// <summary>A WebSocket that has offered compression, its open packet read.</summary>
    public static async Task<RawWebSocket> OpenDeflatingAsync(TestServer server, string path = Path)
    {
        RawWebSocket webSocket = await RawWebSocket.ConnectAsync(
            server.Url, path, "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n");
        Assert.Contains("Sec-WebSocket-Extensions: permessage-deflate;", webSocket.ResponseHead, StringComparison.Ordinal);
        byte[] open = await ReadMessageAsync(webSocket, Text);
        Assert.Equal((byte)'0', open[0]);
        return webSocket;
    }

    /// <summary>Reads a message of the given type that is compressed or not.</summary>
    public static async Task<byte[]> ReadMessageAsync(RawWebSocket webSocket, int opcode)
    {
        (int first, byte[] payload) = await webSocket.ReadWholeFrameAsync();
        Assert.Equal(opcode, first & 0x0F);
        return (first & 0x40) == 0 ? payload : Inflate(payload);
    }

    /// <summary>RFC 7692, 7.2.1, and 7.2.3.6 for nothing.</summary>
    public static byte[] Deflate(byte[] data)
    {
        // .NET has nothing to flush then.
        if (data.Length == 0)
            return [0x00];
        using var output = new MemoryStream();
        using var deflate = new DeflateStream(output, CompressionLevel.Optimal);
        deflate.Write(data);
        deflate.Flush();
        return output.ToArray()[..^4];
    }

    /// <summary>RFC 7692, 7.2.2.</summary>
    public static byte[] Inflate(byte[] data)
    {
        using var inflate = new DeflateStream(new MemoryStream([.. data, 0, 0, 0xFF, 0xFF]), CompressionMode.Decompress);
        using var output = new MemoryStream();
        inflate.CopyTo(output);
        return output.ToArray();
    }
}
