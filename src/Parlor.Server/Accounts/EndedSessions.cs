using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Accounts;

/// <summary>A session is over: its person logged out, or a refresh token of it was used twice. Its connections end with it.</summary>
public sealed class SessionEnded(long userId, long sessionId) : LiveEvent
{
    public long UserId { get; } = userId;

    public long SessionId { get; } = sessionId;

    internal override void DeliverTo(LiveConnections connections) => connections.EndSession(UserId, SessionId);
}

/// <summary>
/// The sessions ended of late, in memory: their access tokens are refused at once, although nobody asks the database about a token. After
/// <see cref="AccessTokens.Lifetime"/> no token of theirs is left, and they are forgotten. What ended before this start only the database
/// knows; it is asked once about each session whose token is older than the start.
/// </summary>
public sealed class EndedSessions(Func<long, bool> isOpen, TimeProvider clock) : ICommitListener
{
    /// <summary>How many are remembered; beyond it the oldest are forgotten, and their tokens count until they expire.</summary>
    public const int Capacity = 100_000;

    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private readonly HashSet<long> _openAtStart = [];
    private readonly Lock _lock = new();
    private readonly HashSet<long> _ended = [];
    private readonly Queue<(long Session, DateTimeOffset At)> _order = new();

    public bool Contains(long sessionId, DateTimeOffset tokenIssuedAt)
    {
        lock (_lock)
        {
            if (_ended.Contains(sessionId))
                return true;
            if (tokenIssuedAt > _startedAt || _openAtStart.Contains(sessionId))
                return false;
        }

        if (!isOpen(sessionId))
        {
            Add(sessionId);
            return true;
        }

        lock (_lock)
        {
            if (_openAtStart.Count < Capacity)
                _openAtStart.Add(sessionId);
            return _ended.Contains(sessionId);
        }
    }

    public void Committed(IReadOnlyList<CommittedEvent> committed)
    {
        foreach (var ended in committed.OfType<SessionEnded>())
            Add(ended.SessionId);
    }

    private void Add(long sessionId)
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            while (_order.TryPeek(out var oldest) && (_order.Count >= Capacity || oldest.At + AccessTokens.Lifetime < now))
                _ended.Remove(_order.Dequeue().Session);
            if (_ended.Add(sessionId))
                _order.Enqueue((sessionId, now));
        }
    }
}
