using System.Buffers.Binary;

namespace Parlor.Bench.Load.Net;

/// <summary>WebSocket frames (RFC 6455, section 5.2), as far as a client needs them that sends and receives whole text messages.</summary>
internal static class WebSocketFrame
{
    public const int Text = 0x1;
    public const int Close = 0x8;
    public const int Ping = 0x9;

    /// <summary>Room to leave in front of a payload of up to 64 KiB for <see cref="WriteHeader"/>.</summary>
    public const int MaxHeader = 8;

    private const byte Final = 0x80;
    private const byte Masked = 0x80;

    /// <summary>
    /// Writes the header that belongs in front of the payload at <c>buffer[payloadStart..]</c> and answers where the frame
    /// begins. The masking key is zero, which is legal (section 5.3 asks only for a key) and leaves the payload as it is.
    /// </summary>
    public static int WriteHeader(Span<byte> buffer, int payloadStart, int payloadLength, int opcode)
    {
        var start = payloadStart - (payloadLength < 126 ? 6 : 8);
        buffer[start] = (byte)(Final | opcode);
        if (payloadLength < 126)
        {
            buffer[start + 1] = (byte)(Masked | payloadLength);
        }
        else
        {
            buffer[start + 1] = Masked | 126;
            BinaryPrimitives.WriteUInt16BigEndian(buffer[(start + 2)..], checked((ushort)payloadLength));
        }

        buffer.Slice(payloadStart - 4, 4).Clear();
        return start;
    }

    /// <summary>Reads the frame at the beginning of <paramref name="data"/>; false if it has not come whole.</summary>
    public static bool TryRead(ReadOnlySpan<byte> data, out int opcode, out int payloadStart, out int payloadLength)
    {
        opcode = payloadStart = payloadLength = 0;
        if (data.Length < 2)
            return false;

        opcode = data[0] & 0x0f;
        payloadLength = data[1];
        payloadStart = 2;
        if (payloadLength == 126)
        {
            if (data.Length < 4)
                return false;
            payloadLength = BinaryPrimitives.ReadUInt16BigEndian(data[2..]);
            payloadStart = 4;
        }
        else if (payloadLength == 127)
        {
            if (data.Length < 10)
                return false;
            payloadLength = checked((int)BinaryPrimitives.ReadUInt64BigEndian(data[2..]));
            payloadStart = 10;
        }

        if ((data[0] & Final) == 0 || payloadLength < 0)
            throw new BenchFailure("the server sent a fragmented message, which this generator does not read");
        return data.Length - payloadStart >= payloadLength;
    }
}
