using System.Buffers.Binary;
using System.Text.Unicode;

namespace Parlor.SocketIO.Engine.WebSockets;

/// <summary>The status codes of RFC 6455, 7.4.1, that this server sends.</summary>
internal enum CloseCode : ushort
{
    Normal = 1000,
    ProtocolError = 1002,

    /// <summary>Never on the wire: the peer's close frame had no code.</summary>
    None = 1005,
    InvalidPayload = 1007,
    PolicyViolation = 1008,
    TooBig = 1009,
}

/// <summary>The peer broke RFC 6455; the connection is closed with <see cref="Code"/>.</summary>
internal sealed class FrameException(CloseCode code, string message) : Exception(message)
{
    public CloseCode Code { get; } = code;
}

internal static class CloseFrame
{
    /// <summary>RFC 6455, 5.5.1 and 7.4: nothing, or a code that may appear on the wire and a reason in UTF-8.</summary>
    /// <exception cref="FrameException">The payload is something else.</exception>
    public static CloseCode Read(ReadOnlySpan<byte> payload)
    {
        if (payload.Length == 0)
            return CloseCode.None;
        if (payload.Length == 1)
            throw new FrameException(CloseCode.ProtocolError, "a close frame with half a code");
        ushort code = BinaryPrimitives.ReadUInt16BigEndian(payload);
        if (code is not ((>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999)))
            throw new FrameException(CloseCode.ProtocolError, "an invalid close code");
        if (!Utf8.IsValid(payload[2..]))
            throw new FrameException(CloseCode.InvalidPayload, "a close reason is not UTF-8");
        return (CloseCode)code;
    }
}
