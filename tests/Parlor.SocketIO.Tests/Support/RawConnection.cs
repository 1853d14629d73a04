using System.Net.Sockets;
using System.Text;

namespace Parlor.SocketIO.Tests.Support;

/// <summary>A TCP connection on which anything can be said.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _tcp;
    private readonly NetworkStream _stream;

    public RawConnection(Uri server)
    {
        _tcp = new TcpClient(server.Host, server.Port) { NoDelay = true };
        _stream = _tcp.GetStream();
    }

    /// <summary>One byte for each character.</summary>
    public Task WriteAsync(string latin1) => WriteAsync(Encoding.Latin1.GetBytes(latin1));

    public Task WriteAsync(byte[] bytes) => _stream.WriteAsync(bytes).AsTask().Soon();

    /// <summary>The next line without its end; what there was when the connection ended.</summary>
    public async Task<string> ReadLineAsync()
    {
        var line = new StringBuilder();
        while (await ReadByteAsync() is { } next && next != '\n')
            line.Append((char)next);
        return line.ToString().TrimEnd('\r');
    }

    public async Task SkipHeadersAsync()
    {
        while (await ReadLineAsync() is not "")
        {
        }
    }

    /// <summary>The text of a frame of a server, of less than 64 KiB.</summary>
    public async Task<string> ReadShortFrameAsync()
    {
        Assert.Equal((byte)0x81, await ReadByteAsync());
        int length = (await ReadByteAsync())!.Value;
        if (length == 126)
            length = ((await ReadByteAsync())!.Value << 8) | (await ReadByteAsync())!.Value;
        byte[] text = new byte[length];
        await _stream.ReadExactlyAsync(text).AsTask().Soon();
        return Encoding.UTF8.GetString(text);
    }

    public async Task<string> ReadToEndAsync()
    {
        var text = new StringBuilder();
        while (await ReadByteAsync() is { } next)
            text.Append((char)next);
        return text.ToString();
    }

    public void Dispose() => _tcp.Dispose();

    private async Task<byte?> ReadByteAsync()
    {
        byte[] one = new byte[1];
        try
        {
            return await _stream.ReadAsync(one).AsTask().Soon() == 0 ? null : one[0];
        }
        catch (IOException)
        {
            // A reset is an end too.
            return null;
        }
    }
}
