using Parlor.SocketIO;

namespace Parlor.Server.Realtime;

/// <summary>One connected client, and the person behind it.</summary>
public sealed class Connection(Socket socket, long userId, long sessionId)
{
    public Socket Socket { get; } = socket;

    public long UserId { get; } = userId;

    /// <summary>The log-in that the connection's token came from; when it ends, so does the connection.</summary>
    public long SessionId { get; } = sessionId;
}
