using System.Collections.Concurrent;
using Parlor.Server.Realtime;

namespace Parlor.Server.Terminal;

/// <summary>Who of the text protocols follows which room.</summary>
internal sealed class TextRooms : IGateway
{
    private readonly ConcurrentDictionary<long, Followers> _rooms = new();

    public void Add(long roomId, TextConnection connection)
    {
        var followers = _rooms.GetOrAdd(roomId, static _ => new Followers());
        lock (followers.Lock)
            followers.All.Add(connection);
    }

    public void Remove(long roomId, TextConnection connection)
    {
        if (!_rooms.TryGetValue(roomId, out var followers))
            return;
        lock (followers.Lock)
            followers.All.Remove(connection);
    }

    public void ToRoom(long roomId, OutgoingEvent happened, Connection? except = null)
    {
        if (!_rooms.TryGetValue(roomId, out var followers))
            return;
        var shared = new Renderings();
        using var gathering = TextFlusher.Gather();
        lock (followers.Lock)
        {
            foreach (var follower in followers.All)
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
            lock (followers.Lock)
                receivers.UnionWith(followers.All);
        }

        var shared = new Renderings();
        using var gathering = TextFlusher.Gather();
        foreach (var receiver in receivers)
            receiver.Hear(happened, shared);
    }

    public void UnfollowAll(long roomId) => _rooms.TryRemove(roomId, out _);

    private sealed class Followers
    {
        public readonly Lock Lock = new();

        public readonly HashSet<TextConnection> All = [];
    }
}
