namespace Parlor.SocketIO.Engine.WebSockets;

/// <summary>The status codes of RFC 6455, 7.4.1, that this server sends.</summary>
internal enum CloseCode : ushort
{
    Normal = 1000,
    ProtocolError = 1002,

    /// <summary>Never on the wire: the peer's close frame had no code.</summary>
    None = 1005,
    InvalidPayload = 1007,
    TooBig = 1009,
}

/// <summary>The peer broke RFC 6455; the connection is closed with <see cref="Code"/>.</summary>
internal sealed class FrameException(CloseCode code, string message) : Exception(message)
{
    public CloseCode Code { get; } = code;
}
