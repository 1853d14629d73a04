namespace Parlor.SocketIO;

/// <summary>
/// What happens to the rooms of a namespace on this server. A socket's own id is not counted as a room. Handlers run on the
/// thread that made the change, right after it; they must be quick and must not throw.
/// </summary>
public sealed class RoomEvents
{
    private Action<string>? _created;
    private Action<string>? _deleted;
    private Action<string, string>? _joined;
    private Action<string, string>? _left;

    /// <summary>Adds a handler of rooms that got their first member.</summary>
    public void OnCreated(Action<string> handler) => _created += handler;

    /// <summary>Adds a handler of rooms that lost their last member.</summary>
    public void OnDeleted(Action<string> handler) => _deleted += handler;

    /// <summary>Adds a handler that gets the room and the id of the socket that joined it.</summary>
    public void OnJoined(Action<string, string> handler) => _joined += handler;

    /// <summary>Adds a handler that gets the room and the id of the socket that left it.</summary>
    public void OnLeft(Action<string, string> handler) => _left += handler;

    internal void Joined(string room, string id, bool created)
    {
        if (created)
            _created?.Invoke(room);
        _joined?.Invoke(room, id);
    }

    internal void Left(string room, string id, bool deleted)
    {
        _left?.Invoke(room, id);
        if (deleted)
            _deleted?.Invoke(room);
    }
}
