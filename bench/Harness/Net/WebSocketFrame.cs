using System.Buffers.Binary;

namespace Parlor.Bench.Net;

/// <summary>A received WebSocket frame (RFC 6455, section 5.2), and how one is sent that is a whole message.</summary>
/// <param name="Opcode">what it is</param>
/// <param name="Final">whether its message ends with it</param>
/// <param name="Compressed">the reserved bit with which permessage-deflate (RFC 7692, section 6) marks a message's first frame</param>
/// <param name="PayloadStart">where its payload begins in what was read</param>
/// <param name="PayloadLength">the length of that</param>
internal readonly record struct WebSocketFrame(int Opcode, bool Final, bool Compressed, int PayloadStart, int PayloadLength)
{
    public const int Continuation = 0x0;
    public const int Text = 0x1;
    public const int Binary = 0x2;
    public const int Close = 0x8;
    public const int Ping = 0x9;
    public const int Pong = 0xA;

    /// <summary>Room to leave in front of a payload of up to 64 KiB for <see cref="WriteHeader"/>.</summary>
    public const int MaxHeader = 8;

    private const byte FinalBit = 0x80;
    private const byte CompressedBit = 0x40;
    private const byte Masked = 0x80;

    /// <summary>
    /// Writes the header that belongs in front of the payload at <c>buffer[payloadStart..]</c> and answers where the frame
    /// begins. The masking key is zero, which is legal (section 5.3 asks only for a key) and leaves the payload as it is.
    /// </summary>
    public static int WriteHeader(Span<byte> buffer, int payloadStart, int payloadLength, int opcode)
    {
        var start = payloadStart - (payloadLength < 126 ? 6 : 8);
        buffer[start] = (byte)(FinalBit | opcode);
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
    public static bool TryRead(ReadOnlySpan<byte> data, out WebSocketFrame frame)
    {
        frame = default;
        if (data.Length < 2)
            return false;

        int length = data[1];
        var start = 2;
        if (length == 126)
        {
            if (data.Length < 4)
                return false;
            length = BinaryPrimitives.ReadUInt16BigEndian(data[2..]);
            start = 4;
        }
        else if (length == 127)
        {
            if (data.Length < 10)
                return false;
            length = checked((int)BinaryPrimitives.ReadUInt64BigEndian(data[2..]));
            start = 10;
        }

        frame = new WebSocketFrame(data[0] & 0x0f, (data[0] & FinalBit) != 0, (data[0] & CompressedBit) != 0, start, length);
        return data.Length - start >= length;
    }
}
