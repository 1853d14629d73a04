namespace Parlor.Server.Realtime;

/// <summary>
/// A way for clients to be connected, such as Socket.IO; registered as a service. It keeps who of its connections follows which room,
/// and encodes an event once for all who hear it. The feed calls it in commit order; nothing here may wait for a client.
/// </summary>
public interface IGateway
{
    /// <summary>Tells all who follow the room.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="happened">What they are told.</param>
    /// <param name="except">Who is not told, be it a connection of this gateway or of another.</param>
    void ToRoom(long roomId, OutgoingEvent happened, Connection? except = null);

    /// <summary>Tells all who follow any of these rooms, and those of these connections that are of this gateway: once to each.</summary>
    void ToAll(IReadOnlyCollection<long> roomIds, IReadOnlyCollection<Connection> connections, OutgoingEvent happened);

    /// <summary>Nobody follows the room any more.</summary>
    void UnfollowAll(long roomId);
}
