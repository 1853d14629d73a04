namespace Parlor.SocketIO.Engine;

/// <summary>An entry of a <see cref="DeadlineList{T}"/>.</summary>
internal sealed class DeadlineNode<T>(T owner)
{
    public T Owner { get; } = owner;

    public long Due;
    public DeadlineNode<T>? Previous;
    public DeadlineNode<T>? Next;
    public bool Listed;
}

/// <summary>
/// Deadlines that all lie the same span ahead, so that the order in which they are added is the order in which they fall
/// due: adding, removing and renewing cost the same for ten connections as for a hundred thousand, and one timer serves
/// all of them to the millisecond.
/// </summary>
internal sealed class DeadlineList<T> : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Action<T> _expired;
    private readonly long _span;
    private readonly ITimer _timer;
    private DeadlineNode<T>? _first;
    private DeadlineNode<T>? _last;
    private bool _armed;

    public DeadlineList(TimeProvider time, TimeSpan span, Action<T> expired)
    {
        _time = time;
        _expired = expired;
        _span = (long)(span.TotalSeconds * time.TimestampFrequency);
        _timer = time.CreateTimer(
            static state => ((DeadlineList<T>)state!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Adds the entry, or renews it, with a deadline one span after <paramref name="from"/> (a timestamp).</summary>
    public void Renew(DeadlineNode<T> node, long from)
    {
        lock (_gate)
        {
            Unlink(node);
            node.Due = from + _span;
            node.Previous = _last;
            node.Listed = true;
            if (_last is null)
                _first = node;
            else
                _last.Next = node;
            _last = node;
            if (!_armed)
                Arm();
        }
    }

    public void Remove(DeadlineNode<T> node)
    {
        lock (_gate)
            Unlink(node);
    }

    public void Dispose() => _timer.Dispose();

    private void Fire()
    {
        while (TakeExpired() is { } node)
            _expired(node.Owner);
    }

    private DeadlineNode<T>? TakeExpired()
    {
        lock (_gate)
        {
            _armed = false;
            if (_first is null)
                return null;
            if (_first.Due > _time.GetTimestamp())
            {
                Arm();
                return null;
            }

            DeadlineNode<T> node = _first;
            Unlink(node);
            return node;
        }
    }

    private void Arm()
    {
        long ticks = Math.Max(0, _first!.Due - _time.GetTimestamp());
        // Timers count whole milliseconds: rounding up spares a second wake-up just before the deadline.
        double milliseconds = Math.Ceiling(ticks * 1000.0 / _time.TimestampFrequency);
        _armed = true;
        _timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
    }

    private void Unlink(DeadlineNode<T> node)
    {
        if (!node.Listed)
            return;
        if (node.Previous is null)
            _first = node.Next;
        else
            node.Previous.Next = node.Next;
        if (node.Next is null)
            _last = node.Previous;
        else
            node.Next.Previous = node.Previous;
        node.Previous = node.Next = null;
        node.Listed = false;
    }
}
