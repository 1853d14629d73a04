namespace Parlor.SocketIO.Engine;

/// <summary>Where a connection stands in the heartbeat.</summary>
internal sealed class HeartbeatState
{
    public HeartbeatState(EngineConnection connection)
    {
        Connection = connection;
        Ping = new DeadlineNode<HeartbeatState>(this);
        Pong = new DeadlineNode<HeartbeatState>(this);
    }

    public EngineConnection Connection { get; }

    public DeadlineNode<HeartbeatState> Ping { get; }

    public DeadlineNode<HeartbeatState> Pong { get; }

    /// <summary>The timestamp at which the connection is dead unless a pong comes.</summary>
    public long ExpiresAt;

    public bool Stopped;
}

/// <summary>
/// Pings every connection and closes those that do not answer (Engine.IO protocol, "Heartbeat"): a ping each
/// <c>pingInterval</c> after the last pong, and the end when no pong came within <c>pingTimeout</c>.
/// </summary>
internal sealed class Heartbeats : IDisposable
{
    // A request that arrives this shortly before the deadline finds the session expired: clients' clocks tick in
    // milliseconds and may run ahead of ours by one or two.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(3);

    private readonly TimeProvider _time;
    private readonly DeadlineList<HeartbeatState> _pings;
    private readonly DeadlineList<HeartbeatState> _pongs;
    private readonly long _interval;
    private readonly long _timeout;
    private readonly long _tolerance;
    private readonly long _lateness;

    public Heartbeats(TimeProvider time, TimeSpan interval, TimeSpan timeout)
    {
        _time = time;
        _interval = Ticks(interval);
        _timeout = Ticks(timeout);
        _tolerance = Ticks(Tolerance);
        // The deadline counts from when the ping was due, so that it is exact. But after a stall of the whole process the
        // clients, who are not to blame, keep at least half of their time.
        _lateness = _timeout / 2;
        _pings = new DeadlineList<HeartbeatState>(time, interval, PingIsDue);
        _pongs = new DeadlineList<HeartbeatState>(time, timeout, PongIsMissing);

        long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
    }

    public void Start(HeartbeatState state) => Rest(state);

    public void OnPong(HeartbeatState state)
    {
        _pongs.Remove(state.Pong);
        Rest(state);
    }

    public void Stop(HeartbeatState state)
    {
        Volatile.Write(ref state.Stopped, true);
        _pings.Remove(state.Ping);
        _pongs.Remove(state.Pong);
    }

    /// <summary>Whether the session is over by the clock, even if no timer has said so yet.</summary>
    public bool IsExpired(HeartbeatState state) => _time.GetTimestamp() >= Volatile.Read(ref state.ExpiresAt) - _tolerance;

    public void Dispose()
    {
        _pings.Dispose();
        _pongs.Dispose();
    }

    private void Rest(HeartbeatState state)
    {
        long now = _time.GetTimestamp();
        Volatile.Write(ref state.ExpiresAt, now + _interval + _timeout);
        _pings.Renew(state.Ping, now);
        if (Volatile.Read(ref state.Stopped))
            _pings.Remove(state.Ping);
    }

    private void PingIsDue(HeartbeatState state)
    {
        long from = Math.Max(state.Ping.Due, _time.GetTimestamp() - _lateness);
        Volatile.Write(ref state.ExpiresAt, from + _timeout);
        _pongs.Renew(state.Pong, from);
        if (Volatile.Read(ref state.Stopped))
            _pongs.Remove(state.Pong);
        else
            state.Connection.Send(EncodedPacket.Ping);
    }

    // Handlers of the connection's end must not hold up the pings of the others.
    private static void PongIsMissing(HeartbeatState state) => ThreadPool.UnsafeQueueUserWorkItem(
        static state => state.Connection.Close(DisconnectReason.PingTimeout, CloseKind.Broken), state, preferLocal: false);
}
