using System.Buffers.Binary;

namespace Parlor.SocketIO.Engine.WebSockets;

/// <summary>RFC 6455, 5.2 and 11.8.</summary>
internal enum Opcode : byte
{
    Continuation = 0x0,
    Text = 0x1,
    Binary = 0x2,
    Close = 0x8,
    Ping = 0x9,
    Pong = 0xA,
}

/// <summary>Writes the header of an unmasked, final frame (RFC 6455, 5.2).</summary>
internal static class FrameHeader
{
    /// <summary>Two bytes, eight of length, four of mask.</summary>
    public const int MaxSize = 14;

    /// <summary>RFC 6455, 5.5: control frames carry at most this many bytes.</summary>
    public const int MaxControlPayload = 125;

    /// <summary>RFC 7692, 6: RSV1, on the first frame of a message.</summary>
    public const byte Compressed = 0x40;

    public static int SizeFor(int payloadLength) => payloadLength switch
    {
        <= 125 => 2,
        <= ushort.MaxValue => 4,
        _ => 10,
    };

    public static int Write(Span<byte> destination, Opcode opcode, int payloadLength, bool compressed = false)
    {
        destination[0] = (byte)(0x80 | (compressed ? Compressed : 0) | (byte)opcode);
        switch (payloadLength)
        {
            case <= 125:
                destination[1] = (byte)payloadLength;
                return 2;
            case <= ushort.MaxValue:
                destination[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)payloadLength);
                return 4;
            default:
                destination[1] = 127;
                BinaryPrimitives.WriteUInt64BigEndian(destination[2..], (ulong)payloadLength);
                return 10;
        }
    }
}
