namespace Parlor.SocketIO;

/// <summary>The acknowledgements that a socket's client owes.</summary>
internal sealed class PendingAcknowledgements
{
    private const int FirstSweep = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, IAcknowledgementCollector> _pending = [];
    private int _sweepAt = FirstSweep;
    private bool _closed;

    public int Count
    {
        get
        {
            lock (_gate)
                return _pending.Count;
        }
    }

    /// <summary>Expects one answer. False, and nobody waits, when the socket has ended.</summary>
    public bool TryAdd(long id, IAcknowledgementCollector collector)
    {
        lock (_gate)
        {
            if (_closed)
                return false;
            if (_pending.Count >= _sweepAt)
                Sweep();
            _pending[id] = collector;
            return true;
        }
    }

    public void Complete(long id, EventPayload answer)
    {
        IAcknowledgementCollector? collector;
        lock (_gate)
            _pending.Remove(id, out collector);
        collector?.Answer(answer);
    }

    /// <summary>The socket has ended.</summary>
    public void Close()
    {
        IAcknowledgementCollector[] all;
        lock (_gate)
        {
            _closed = true;
            all = [.. _pending.Values];
            _pending.Clear();
        }

        foreach (IAcknowledgementCollector collector in all)
            collector.Gone();
    }

    // A client that never answers must not make the table grow for ever: what has run out of time goes now and then.
    private void Sweep()
    {
        foreach (long id in _pending.Where(entry => entry.Value.IsComplete).Select(entry => entry.Key).ToArray())
            _pending.Remove(id);
        _sweepAt = Math.Max(FirstSweep, _pending.Count * 2);
    }
}

/// <summary>The numbers of a namespace's questions; of 31 bits, since some clients keep no more.</summary>
internal sealed class AcknowledgementIds
{
    private int _last = -1;

    public int Next() => Interlocked.Increment(ref _last) & int.MaxValue;
}
