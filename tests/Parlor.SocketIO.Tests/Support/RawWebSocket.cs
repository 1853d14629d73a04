using System.Buffers.Binary;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Parlor.SocketIO.Tests.Support;

/// <summary>A WebSocket client that can break every rule: frames are written bit by bit.</summary>
internal sealed class RawWebSocket : IDisposable
{
    private readonly TcpClient _tcp;
    private readonly NetworkStream _stream;
    private byte[] _read = [];

    private RawWebSocket(TcpClient tcp)
    {
        _tcp = tcp;
        _tcp.NoDelay = true;
        _stream = tcp.GetStream();
    }

    public string ResponseHead { get; private set; } = "";

    public static async Task<RawWebSocket> ConnectAsync(Uri server, string path, string? extraHeaders = null)
    {
        RawWebSocket client = await HandshakeAsync(server, path, extraHeaders: extraHeaders);
        Assert.StartsWith("HTTP/1.1 101", client.ResponseHead, StringComparison.Ordinal);
        return client;
    }

    public static async Task<RawWebSocket> HandshakeAsync(
        Uri server, string path, string key = "dGhlIHNhbXBsZSBub25jZQ==", string version = "13", string? extraHeaders = null)
    {
        return await RequestAsync(
            server,
            $"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
            $"Sec-WebSocket-Version: {version}\r\nSec-WebSocket-Key: {key}\r\n{extraHeaders}\r\n");
    }

    /// <summary>Sends a request just as it is given and reads the head of the answer.</summary>
    public static async Task<RawWebSocket> RequestAsync(Uri server, string request)
    {
        var tcp = new TcpClient();
        await tcp.ConnectAsync(server.Host, server.Port);
        var client = new RawWebSocket(tcp);
        await client.WriteAsync(Encoding.ASCII.GetBytes(request));
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            head.Append((char)(await client.TakeAsync(1))[0]);
        client.ResponseHead = head.ToString();
        return client;
    }

    public Task WriteAsync(byte[] bytes) => _stream.WriteAsync(bytes).AsTask().Soon();

    public Task SendTextAsync(string text) => WriteAsync(Frame(0x1, Encoding.UTF8.GetBytes(text)));

    public Task SendBinaryAsync(params byte[] data) => WriteAsync(Frame(0x2, data));

    /// <summary>A frame as the given bits make it.</summary>
    public static byte[] Frame(int opcode, byte[] payload, bool final = true, bool masked = true, int reserved = 0, byte[]? key = null)
    {
        var frame = new List<byte> { (byte)((final ? 0x80 : 0) | reserved << 4 | opcode) };
        int mask = masked ? 0x80 : 0;
        byte[] length = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(length, (ulong)payload.Length);
        switch (payload.Length)
        {
            case <= 125:
                frame.Add((byte)(mask | payload.Length));
                break;
            case <= 65535:
                frame.AddRange([(byte)(mask | 126), .. length[6..]]);
                break;
            default:
                frame.AddRange([(byte)(mask | 127), .. length]);
                break;
        }

        if (!masked)
            return [.. frame, .. payload];
        key ??= RandomNumberGenerator.GetBytes(4);
        return [.. frame, .. key, .. payload.Select((b, i) => (byte)(b ^ key[i % 4]))];
    }

    public async Task<(int Opcode, byte[] Payload)> ReadFrameAsync()
    {
        (int first, byte[] payload) = await ReadWholeFrameAsync();
        Assert.Equal(0, first & 0x70);
        return (first & 0x0F, payload);
    }

    /// <summary>A frame with its first byte as it is: reserved bits and opcode.</summary>
    public async Task<(int First, byte[] Payload)> ReadWholeFrameAsync()
    {
        byte[] head = await TakeAsync(2);
        Assert.True((head[0] & 0x80) != 0, "a server sends whole frames");
        Assert.True((head[1] & 0x80) == 0, "a server's frames are not masked");
        long length = head[1] & 0x7F;
        if (length == 126)
            length = BinaryPrimitives.ReadUInt16BigEndian(await TakeAsync(2));
        else if (length == 127)
            length = (long)BinaryPrimitives.ReadUInt64BigEndian(await TakeAsync(8));
        return (head[0], await TakeAsync((int)length));
    }

    public async Task<string> ReadTextAsync()
    {
        (int opcode, byte[] payload) = await ReadFrameAsync();
        Assert.Equal(0x1, opcode);
        return Encoding.UTF8.GetString(payload);
    }

    public async Task<byte[]> ReadBinaryAsync()
    {
        (int opcode, byte[] payload) = await ReadFrameAsync();
        Assert.Equal(0x2, opcode);
        return payload;
    }

    /// <summary>Reads up to the server's close frame and returns its code, 1005 when it has none.</summary>
    public async Task<int> ReadCloseAsync()
    {
        while (true)
        {
            (int opcode, byte[] payload) = await ReadFrameAsync();
            if (opcode != 0x8)
                continue;
            await WriteAsync(Frame(0x8, payload));
            return payload.Length == 0 ? 1005 : BinaryPrimitives.ReadUInt16BigEndian(payload);
        }
    }

    /// <summary>Sends nothing more; the server will see the end of the stream.</summary>
    public void EndWriting() => _tcp.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Waits until the server has ended the TCP connection.</summary>
    public async Task ReadEndAsync()
    {
        byte[] buffer = new byte[4096];
        try
        {
            while (await _stream.ReadAsync(buffer).AsTask().Soon() > 0)
            {
            }
        }
        catch (IOException)
        {
            // A reset is an end too.
        }
    }

    /// <summary>Reads packets, answering pings, until one satisfies the condition.</summary>
    public async Task<string> ReadUntilAsync(Func<string, bool> condition)
    {
        while (true)
        {
            string packet = await ReadTextAsync();
            if (condition(packet))
                return packet;
        }
    }

    public void Dispose() => _tcp.Dispose();

    private async Task<byte[]> TakeAsync(int count)
    {
        while (_read.Length < count)
        {
            byte[] buffer = new byte[16 * 1024];
            int read = await _stream.ReadAsync(buffer).AsTask().Soon();
            if (read == 0)
                throw new EndOfStreamException("the server closed the connection");
            _read = [.. _read, .. buffer.AsSpan(0, read)];
        }

        byte[] taken = _read[..count];
        _read = _read[count..];
        return taken;
    }
}
