using System.Net;
using Parlor.SocketIO;

namespace Parlor.Server.Realtime;

/// <summary>One connected client, and the person behind it.</summary>
public sealed class Connection(Socket socket, long userId, long sessionId)
{
    public Socket Socket { get; } = socket;

    /// <summary>Where it comes from, as far as that is known.</summary>
    public IPAddress? Address => Socket.Handshake.Address;

    public long UserId { get; } = userId;

    /// <summary>The log-in that the connection's token came from; when it ends, so does the connection.</summary>
    public long SessionId { get; } = sessionId;
}
