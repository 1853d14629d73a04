using System.Collections.Concurrent;

namespace Parlor.Server.Realtime;

/// <summary>
/// Who is connected, by whichever gateway, and which rooms each connection follows. A connection follows every room that its user is a
/// member of, from the moment it connects. <see cref="Follow"/>, <see cref="Unfollow"/> and the deliveries are called by the feed alone,
/// in commit order.
/// </summary>
public sealed class LiveConnections(IEnumerable<IGateway> gateways)
{
    private readonly IGateway[] _gateways = [.. gateways];
    private readonly ConcurrentDictionary<long, UserConnections> _users = new();

    /// <summary>Adds a connection and lets it follow its user's rooms.</summary>
    /// <param name="memberships">Reads the rooms the user is a member of now; called again when they change meanwhile.</param>
    public void Add(Connection connection, Func<long, IReadOnlyList<long>> memberships)
    {
        var user = Enter(connection);
        while (true)
        {
            // The read is outside the lock: the feed must never wait for the database. A change that the feed delivers in between
            // makes the read old, whichever of the two saw it first, so it is done again.
            var version = Volatile.Read(ref user.Version);
            var rooms = memberships(connection.UserId);
            lock (user)
            {
                if (user.Version != version)
                    continue;
                foreach (var room in rooms)
                    connection.Follow(room);
                return;
            }
        }
    }

    /// <summary>Forgets a connection, and with the last one its user.</summary>
    public void Remove(Connection connection)
    {
        if (!_users.TryGetValue(connection.UserId, out var user))
            return;
        lock (user)
        {
            user.Connections = [.. user.Connections.Where(other => other != connection)];
            if (user.Connections.Length == 0)
                _users.TryRemove(KeyValuePair.Create(connection.UserId, user));
        }
    }

    /// <summary>How many connections there are, and of how many people.</summary>
    public (int Connections, int People) Count()
    {
        var (connections, people) = (0, 0);
        foreach (var (_, user) in _users)
        {
            connections += user.Connections.Length;
            people++;
        }

        return (connections, people);
    }

    /// <summary>Disconnects what a log-in that has ended still holds open.</summary>
    public void EndSession(long userId, long sessionId)
    {
        foreach (var connection in Of(userId).Where(connection => connection.SessionId == sessionId))
            connection.End();
    }

    /// <summary>Disconnects those that <paramref name="ends"/> picks.</summary>
    public void End(Func<Connection, bool> ends)
    {
        foreach (var connection in _users.Keys.SelectMany(Of).Where(ends))
            connection.End();
    }

    internal void Follow(long userId, long roomId) => ForEachOf(userId, connection => connection.Follow(roomId));

    internal void Unfollow(long userId, long roomId) => ForEachOf(userId, connection => connection.Unfollow(roomId));

    internal void UnfollowAll(long roomId)
    {
        foreach (var gateway in _gateways)
            gateway.UnfollowAll(roomId);
    }

    internal void ToRoom(long roomId, OutgoingEvent happened, Connection? except = null)
    {
        foreach (var gateway in _gateways)
            gateway.ToRoom(roomId, happened, except);
    }

    internal void ToUser(long userId, OutgoingEvent happened)
    {
        foreach (var connection in Of(userId))
            connection.Tell(happened);
    }

    /// <summary>Sends an event to all who follow these rooms, to all devices of these people and to these connections, once to each.</summary>
    internal void ToAll(
        IEnumerable<long> roomIds, IEnumerable<long> userIds, IEnumerable<Connection> connections, OutgoingEvent happened)
    {
        long[] rooms = [.. roomIds];
        Connection[] receivers = [.. userIds.SelectMany(Of), .. connections];
        foreach (var gateway in _gateways)
            gateway.ToAll(rooms, receivers, happened);
    }

    /// <summary>Tells everybody who is connected, once.</summary>
    internal void ToEverybody(OutgoingEvent happened) => ToAll([], _users.Keys, [], happened);

    internal void ToOthersOfUser(Connection one, OutgoingEvent happened)
    {
        foreach (var connection in Of(one.UserId).Where(connection => connection != one))
            connection.Tell(happened);
    }

    private UserConnections Enter(Connection connection)
    {
        while (true)
        {
            var user = _users.GetOrAdd(connection.UserId, static _ => new UserConnections());
            lock (user)
            {
                // Somebody's last connection may have gone since. A change of membership that found those who went was committed before
                // these came, so that they read it.
                if (!_users.TryGetValue(connection.UserId, out var known) || known != user)
                    continue;
                user.Connections = [.. user.Connections, connection];
                return user;
            }
        }
    }

    private void ForEachOf(long userId, Action<Connection> change)
    {
        if (!_users.TryGetValue(userId, out var user))
            return;
        lock (user)
        {
            user.Version++;
            foreach (var connection in user.Connections)
                change(connection);
        }
    }

    private Connection[] Of(long userId) => _users.TryGetValue(userId, out var user) ? user.Connections : [];

    /// <summary>Somebody who is connected. Changed under a lock on itself, which nobody else has; read without.</summary>
    private sealed class UserConnections
    {
        /// <summary>Replaced, never changed.</summary>
        public volatile Connection[] Connections = [];

        /// <summary>Counts the changes of membership that the feed has delivered.</summary>
        public int Version;
    }
}
