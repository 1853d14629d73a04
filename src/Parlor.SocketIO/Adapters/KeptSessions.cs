namespace Parlor.SocketIO;

/// <summary>A session, and what the log knows about it.</summary>
/// <param name="Session">The session.</param>
/// <param name="Start">The number of the last event before the client first came.</param>
/// <param name="Joins">Its rooms, each with the number of the last event before it joined.</param>
internal sealed record KeptSession(RecoverableSession Session, long Start, IReadOnlyDictionary<string, long> Joins)
    : RecoverableSession(Session)
{
    /// <summary>When the connection was lost, as a timestamp.</summary>
    public long LostAt { get; init; }

    /// <summary>The last event that the client has seen.</summary>
    public long Seen { get; init; }

    /// <summary>Whether the event was for this client.</summary>
    public bool IsFor(long number, BroadcastTarget target) =>
        (target.Rooms.Count == 0 || target.Rooms.Any(room => WasIn(room, number)))
        && !target.Except.Any(room => IsOwn(room) || Joins.ContainsKey(room));

    private bool IsOwn(string room) => string.Equals(room, Sid, StringComparison.Ordinal);

    private bool WasIn(string room, long number) => IsOwn(room) || (Joins.TryGetValue(room, out long joined) && joined < number);
}

/// <summary>Sessions in the order in which they were lost, for a limited time and in limited number.</summary>
internal sealed class KeptSessions(ConnectionStateRecoveryOptions options, TimeProvider time)
{
    private readonly Dictionary<string, KeptSession> _byPid = new(StringComparer.Ordinal);
    private readonly Queue<KeptSession> _order = new();

    public void Add(KeptSession session)
    {
        KeptSession lost = session with { LostAt = time.GetTimestamp() };
        _byPid[lost.Pid] = lost;
        _order.Enqueue(lost);
        Trim();
    }

    public KeptSession? Take(string pid)
    {
        Trim();
        return _byPid.Remove(pid, out KeptSession? session) ? session : null;
    }

    private void Trim()
    {
        while (_order.TryPeek(out KeptSession? oldest)
            && (_order.Count > options.MaxSessions || time.GetElapsedTime(oldest.LostAt) > options.MaxDisconnectionDuration))
        {
            _order.Dequeue();
            // The same client may have come back and been lost again since.
            if (_byPid.TryGetValue(oldest.Pid, out KeptSession? kept) && ReferenceEquals(kept, oldest))
                _byPid.Remove(oldest.Pid);
        }
    }
}
