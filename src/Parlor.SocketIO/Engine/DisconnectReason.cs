namespace Parlor.SocketIO;

/// <summary>Why a connection or a socket ended, in the words of the official server.</summary>
public static class DisconnectReason
{
    /// <summary>The client closed the transport, or it was lost.</summary>
    public const string TransportClose = "transport close";

    /// <summary>The transport failed, or the client broke its rules.</summary>
    public const string TransportError = "transport error";

    /// <summary>No pong came in time.</summary>
    public const string PingTimeout = "ping timeout";

    /// <summary>The client sent a packet that cannot be read.</summary>
    public const string ParseError = "parse error";

    /// <summary>The server closed the connection.</summary>
    public const string ForcedClose = "forced close";

    /// <summary>The server closed the connection: no namespace was joined in time, or a packet came out of turn.</summary>
    public const string ForcedServerClose = "forced server close";

    /// <summary>The client left the namespace.</summary>
    public const string ClientNamespaceDisconnect = "client namespace disconnect";

    /// <summary>The server disconnected the socket.</summary>
    public const string ServerNamespaceDisconnect = "server namespace disconnect";

    /// <summary>
    /// Who the user is was known until <see cref="Socket.UserExpires"/> only. (The official server knows no such time; its
    /// clients learn that the server disconnected them.)
    /// </summary>
    public const string UserExpired = "user expired";

    /// <summary>The server is going down.</summary>
    public const string ServerShuttingDown = "server shutting down";

    /// <summary>
    /// The client read too slowly and more waited for it than <see cref="EngineOptions.MaxBufferedBytes"/> or
    /// <see cref="EngineOptions.MaxBufferedMessages"/> allows. (The official server has no such bound.)
    /// </summary>
    public const string BufferOverflow = "buffer overflow";

    /// <summary>
    /// The client sent more packets than <see cref="EngineOptions.MaxPacketsPerSecond"/> or
    /// <see cref="EngineOptions.MaxPacketsPerBody"/> allows. (The official server has no such bound.)
    /// </summary>
    public const string TooManyPackets = "too many packets";

    /// <summary>Whether the client may come back to where it was: it did not leave, and was not sent away.</summary>
    internal static bool IsRecoverable(string reason) => reason
        is TransportClose or TransportError or PingTimeout or ForcedClose or ForcedServerClose or ServerShuttingDown or BufferOverflow;
}
