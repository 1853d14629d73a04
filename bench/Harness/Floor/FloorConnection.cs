using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Parlor.Bench.Net;

namespace Parlor.Bench.Floor;

/// <summary>The server's end of one of the generator's connections; it knows that client and no other.</summary>
internal sealed unsafe class FloorConnection(Socket socket)
{
    private const string Welcome = """0{"sid":"floor","upgrades":[],"pingInterval":300000,"pingTimeout":300000,"maxPayload":1000000}""";

    private readonly int _descriptor = (int)socket.Handle;
    private readonly byte[] _buffer = new byte[32 * 1024];
    private int _length;
    private bool _upgraded;

    public static byte[] Frame(string packet) => Frame(WebSocketFrame.Text, Encoding.UTF8.GetBytes(packet));

    public static byte[] Frame(int opcode, ReadOnlySpan<byte> payload)
    {
        // Unmasked and final (RFC 6455, section 5.2).
        var first = (byte)(0x80 | opcode);
        byte[] header = payload.Length < 126
            ? [first, (byte)payload.Length]
            : [first, 126, (byte)(payload.Length >> 8), (byte)payload.Length];
        return [.. header, .. payload];
    }

    public void Send(string packet) => SendFrame(Frame(packet));

    /// <summary>One call of send(); a client that reads too slowly for it loses the frame, and the generator reports that.</summary>
    public void SendFrame(ReadOnlySpan<byte> frame)
    {
        fixed (byte* first = frame)
            _ = Libc.send(_descriptor, first, frame.Length, Libc.MsgDontWait | Libc.MsgNoSignal);
    }

    /// <summary>Reads what came; false when the client has gone.</summary>
    public bool OnReadable(FloorServer server)
    {
        fixed (byte* free = &_buffer[_length])
        {
            var count = Libc.recv(_descriptor, free, _buffer.Length - _length, Libc.MsgDontWait);
            if (count <= 0)
            {
                socket.Dispose();
                return false;
            }

            _length += (int)count;
        }

        if (_upgraded)
            ReadFrames(server);
        else
            ReadRequest();
        return true;
    }

    private void ReadRequest()
    {
        var request = _buffer.AsSpan(0, _length);
        if (!request.EndsWith("\r\n\r\n"u8))
            return;
        _length = 0;
        if (request.StartsWith("GET /healthz"u8))
        {
            SendFrame("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8);
            socket.Shutdown(SocketShutdown.Send);
            return;
        }

        SendFrame("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"u8);
        Send(Welcome);
        _upgraded = true;
    }

    private void ReadFrames(FloorServer server)
    {
        var rest = _buffer.AsSpan(0, _length);
        while (TryRead(rest, out var payload, out var end))
        {
            server.OnFrame(this, rest[0] & 0x0f, payload);
            rest = rest[end..];
        }

        rest.CopyTo(_buffer);
        _length = rest.Length;
    }

    // The generator's masking key is zero, so its payloads need no unmasking.
    private static bool TryRead(ReadOnlySpan<byte> data, out ReadOnlySpan<byte> payload, out int end)
    {
        const int mask = 4;
        payload = default;
        end = 0;
        if (data.Length < 4)
            return false;
        var (start, length) = (2 + mask, data[1] & 0x7f);
        if (length == 126)
            (start, length) = (4 + mask, BinaryPrimitives.ReadUInt16BigEndian(data[2..]));
        end = start + length;
        if (data.Length < end)
            return false;
        payload = data[start..end];
        return true;
    }
}
