using System.Collections.Concurrent;
using Parlor.Server.Realtime;
using Parlor.Server.Terminal.Ports;

namespace Parlor.Server.Terminal;

/// <summary>Who of the text protocols follows which room.</summary>
internal sealed class TextRooms : IGateway
{
    // Each set is changed and read under a lock on itself. One that is empty is not kept.
    private readonly ConcurrentDictionary<long, HashSet<TextConnection>> _rooms = new();

    /// <summary>How many rooms are followed.</summary>
    internal int Count => _rooms.Count;

    public void Add(long roomId, TextConnection connection)
    {
        while (true)
        {
            var followers = _rooms.GetOrAdd(roomId, static _ => []);
            lock (followers)
            {
                // The last of them may have gone since.
                if (!_rooms.TryGetValue(roomId, out var known) || known != followers)
                    continue;
                followers.Add(connection);
                return;
            }
        }
    }

    public void Remove(long roomId, TextConnection connection)
    {
        if (!_rooms.TryGetValue(roomId, out var followers))
            return;
        lock (followers)
        {
            if (followers.Remove(connection) && followers.Count == 0)
                _rooms.TryRemove(KeyValuePair.Create(roomId, followers));
        }
    }

    public void ToRoom(long roomId, OutgoingEvent happened, Connection? except = null)
    {
        if (!_rooms.TryGetValue(roomId, out var followers))
            return;
        var shared = new Renderings();
        using var gathering = TextFlusher.Gather();
        lock (followers)
        {
            foreach (var follower in followers)
            {
                if (follower != except)
                    follower.Hear(happened, shared);
            }
        }
    }

    public void ToAll(IReadOnlyCollection<long> roomIds, IReadOnlyCollection<Connection> connections, OutgoingEvent happened)
    {
        HashSet<TextConnection> receivers = [.. connections.OfType<TextConnection>()];
        foreach (var roomId in roomIds)
        {
            if (!_rooms.TryGetValue(roomId, out var followers))
                continue;
            lock (followers)
                receivers.UnionWith(followers);
        }

        var shared = new Renderings();
        using var gathering = TextFlusher.Gather();
        foreach (var receiver in receivers)
            receiver.Hear(happened, shared);
    }

    public void UnfollowAll(long roomId) => _rooms.TryRemove(roomId, out _);
}
