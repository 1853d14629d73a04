using Parlor.Server.Realtime;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal;

/// <summary>Lets those in, and out, who have logged in over a text protocol: from then on they hear their rooms and count as there.</summary>
internal sealed class TextEntrance(
    LiveConnections connections, LiveFeed feed, RoomStore rooms, IEnumerable<IConnectionListener> listeners)
{
    private readonly IConnectionListener[] _listeners = [.. listeners];

    /// <summary>From here on the client hears what is committed; what was before, it reads.</summary>
    public async Task Enter(TextConnection connection)
    {
        await feed.CaughtUp();
        connections.Add(connection, rooms.IdsOfMember);
        foreach (var listener in _listeners)
            listener.Connected(connection);
    }

    /// <summary>The client has sent something.</summary>
    public void Heard(TextConnection connection)
    {
        foreach (var listener in _listeners)
            listener.Heard(connection);
    }

    /// <summary>To be called once for each that has entered.</summary>
    public void Leave(TextConnection connection)
    {
        connections.Remove(connection);
        connection.UnfollowAll();
        foreach (var listener in _listeners)
            listener.Disconnected(connection);
    }
}
