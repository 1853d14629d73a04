using System.Net;

namespace Parlor.Server.Realtime;

/// <summary>One connected client, and the person behind it. Each gateway has a kind of its own.</summary>
/// <param name="userId">The person.</param>
/// <param name="sessionId">The log-in that they show for it.</param>
/// <param name="address">Where the client comes from, as far as that is known.</param>
public abstract class Connection(long userId, long sessionId, IPAddress? address)
{
    public IPAddress? Address { get; } = address;

    public long UserId { get; } = userId;

    /// <summary>The log-in that the connection was opened with; when it ends, so does the connection.</summary>
    public long SessionId { get; } = sessionId;

    /// <summary>What the client calls itself.</summary>
    internal virtual string? UserAgent => null;

    /// <summary>From now on the client hears what happens in the room.</summary>
    internal abstract void Follow(long roomId);

    internal abstract void Unfollow(long roomId);

    /// <summary>Tells this client alone; never waits for it.</summary>
    internal abstract void Tell(OutgoingEvent happened);

    /// <summary>Ends the connection.</summary>
    internal abstract void End();
}
