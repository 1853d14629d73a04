using System.Collections.Concurrent;

namespace Parlor.SocketIO.Engine;

/// <summary>The sessions of a server by their ids, and for a while those that their clients do not know to have ended.</summary>
internal sealed class Sessions : IDisposable
{
    // A session that the server closed is kept this long for the poll that fetches its last messages.
    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, EngineConnection> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, EngineConnection> _lingering = new(StringComparer.Ordinal);
    private readonly DeadlineList<EngineConnection> _lingerDeadlines;
    private readonly EngineServer _server;
    private int _places;

    public Sessions(EngineServer server)
    {
        _server = server;
        _lingerDeadlines = new DeadlineList<EngineConnection>(server.Time, LingerTime, EndLinger);
    }

    public int Count => _open.Count;

    public ICollection<EngineConnection> Open => _open.Values;

    /// <summary>Sets a place aside for one more session, unless <see cref="EngineOptions.MaxConnections"/> are taken.</summary>
    public bool TryReserve()
    {
        if (Interlocked.Increment(ref _places) <= (_server.Options.MaxConnections ?? int.MaxValue))
            return true;
        Release();
        return false;
    }

    /// <summary>Gives back a place that no session came to take.</summary>
    public void Release() => Interlocked.Decrement(ref _places);

    public bool Knows(string id) => _open.ContainsKey(id) || _lingering.ContainsKey(id);

    /// <summary>Adds a session, which takes the place that was reserved for it. False when its id is in use.</summary>
    public bool TryAdd(EngineConnection connection) => _open.TryAdd(connection.Id, connection);

    /// <summary>The session that a request belongs to.</summary>
    public EngineConnection? Find(string id, bool isPoll)
    {
        if (_open.TryGetValue(id, out EngineConnection? connection))
        {
            if (!_server.Heartbeats.IsExpired(connection.Heartbeat))
                return connection;
            connection.Close(DisconnectReason.PingTimeout, CloseKind.Broken);
            return null;
        }

        // A post, with a pong perhaps, was sent before the client could know.
        if (!_lingering.TryGetValue(id, out connection) || !isPoll || !connection.Outbox.IsFinished)
            return connection;
        EndLinger(connection);
        return null;
    }

    /// <returns>Whether it was there.</returns>
    public bool Remove(EngineConnection connection)
    {
        _server.Heartbeats.Stop(connection.Heartbeat);
        if (!_open.TryRemove(connection.Id, out _))
            return false;
        Release();
        return true;
    }

    /// <summary>Keeps a closed session for the polls that fetch what is left to tell, and for posts until then.</summary>
    public void Linger(EngineConnection connection)
    {
        _lingering[connection.Id] = connection;
        _lingerDeadlines.Renew(connection.LingerDeadline, _server.Time.GetTimestamp());
    }

    public void EndLinger(EngineConnection connection)
    {
        if (_lingering.TryRemove(connection.Id, out _))
            _lingerDeadlines.Remove(connection.LingerDeadline);
    }

    public void Dispose() => _lingerDeadlines.Dispose();
}
