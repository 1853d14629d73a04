namespace Parlor.SocketIO.Engine;

/// <summary>Writes what waits in an <see cref="Outbox"/>.</summary>
internal interface IOutboxWriter
{
    /// <summary>Something waits, and it is this writer's turn. Must not block.</summary>
    void Wake();
}

/// <summary>
/// What waits for one connection, in order and bounded. At most one writer at a time has the turn; when it finds nothing
/// left it parks, and the next <see cref="TryAdd"/> wakes it. So a message to an idle connection is written at once,
/// messages to a busy one gather and leave together, and no thread ever waits.
/// </summary>
internal sealed class Outbox(int maxMessages, int maxBytes)
{
    // What is written in one go; enough that a send costs little per message, small enough to be copied cheaply.
    private const int BatchBytes = 64 * 1024;

    private readonly Lock _gate = new();
    private EncodedPacket?[] _ring = [];
    private int _head;
    private int _count;
    private int _bytes;
    private IOutboxWriter? _parked;
    private bool _closed;

    /// <summary>Bytes that wait.</summary>
    public int BufferedBytes => Volatile.Read(ref _bytes);

    /// <summary>Set when it is written to a WebSocket on which compression was agreed.</summary>
    public PerMessageDeflateOptions? Deflate { get; set; }

    /// <summary>Queues the packet and wakes a parked writer. False when too much waits already.</summary>
    public bool TryAdd(EncodedPacket packet, bool onlyWhenEmpty = false)
    {
        // Here rather than where it is written: outside of every lock, and where the other work of encoding is done.
        if (Deflate is { } deflate)
            packet.Compress(deflate);
        IOutboxWriter? writer;
        lock (_gate)
        {
            if (_closed || (onlyWhenEmpty && _count > 0))
                return true;
            if (_count >= maxMessages || (_count > 0 && _bytes > maxBytes - packet.Frames.Length))
                return false;
            Push(packet);
            writer = TakeParked();
        }

        writer?.Wake();
        return true;
    }

    /// <summary>Queues the last packet, if any, and takes no more after it.</summary>
    public void Close(EncodedPacket? last, bool dropRest)
    {
        IOutboxWriter? writer;
        lock (_gate)
        {
            if (_closed)
                return;
            _closed = true;
            if (dropRest)
                Clear();
            if (last is not null)
                Push(last);
            writer = TakeParked();
        }

        writer?.Wake();
    }

    /// <summary>Takes the turn if a writer is parked; that writer is not woken.</summary>
    public bool TryTakeTurn()
    {
        lock (_gate)
            return TakeParked() is not null;
    }

    /// <summary>Takes the writer off its parking place, if it still stands there.</summary>
    public void Unpark(IOutboxWriter writer)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_parked, writer))
                _parked = null;
        }
    }

    /// <summary>Parks the writer, unless something waits.</summary>
    public bool TryPark(IOutboxWriter writer)
    {
        lock (_gate)
        {
            if (_count > 0)
                return false;
            _parked = writer;
            return true;
        }
    }

    /// <summary>Takes what is to be written next in one go; when nothing waits, parks the writer and answers false.</summary>
    public bool TryTake(ref Batch batch, IOutboxWriter writer)
    {
        lock (_gate)
        {
            if (_count == 0)
            {
                _parked = writer;
                return false;
            }

            EncodedPacket first = Pop();
            byte[] frames = FramesOf(first);
            if (_count == 0 || first.StandsAlone || frames.Length >= BatchBytes)
            {
                batch.SetSingle(frames, first.StandsAlone);
                return true;
            }

            batch.Start(Math.Min(BatchBytes, frames.Length + _bytes));
            batch.TryAppend(frames);
            while (_count > 0 && !_ring[_head]!.StandsAlone && batch.TryAppend(FramesOf(_ring[_head]!)))
                Pop();
            return true;
        }
    }

    /// <summary>Takes packets for a polling answer: at least one, then no more than fit the two limits.</summary>
    public List<EncodedPacket> TakeUpTo(int maxSize, int maxParts)
    {
        lock (_gate)
        {
            var taken = new List<EncodedPacket>(_count);
            int size = 0, parts = 0;
            while (_count > 0)
            {
                EncodedPacket next = _ring[_head]!;
                size += next.Frames.Length;
                parts += 1 + next.AttachmentParts.Length;
                if (taken.Count > 0 && (size > maxSize || parts > maxParts))
                    break;
                taken.Add(Pop());
            }

            return taken;
        }
    }

    /// <summary>Whether the outbox is closed and everything has been taken.</summary>
    public bool IsFinished
    {
        get
        {
            lock (_gate)
                return _closed && _count == 0;
        }
    }

    private byte[] FramesOf(EncodedPacket packet) => Deflate is null ? packet.Frames : packet.CompressedFrames;

    private IOutboxWriter? TakeParked()
    {
        IOutboxWriter? parked = _parked;
        _parked = null;
        return parked;
    }

    private void Push(EncodedPacket packet)
    {
        if (_count == _ring.Length)
            Grow();
        _ring[(_head + _count) & (_ring.Length - 1)] = packet;
        _count++;
        _bytes += packet.Frames.Length;
    }

    private EncodedPacket Pop()
    {
        EncodedPacket packet = _ring[_head]!;
        _ring[_head] = null;
        _head = (_head + 1) & (_ring.Length - 1);
        _count--;
        _bytes -= packet.Frames.Length;
        // A burst must not leave its ring behind on a connection that is idle again.
        if (_count == 0 && _ring.Length > 64)
            Clear();
        return packet;
    }

    private void Grow()
    {
        var bigger = new EncodedPacket?[Math.Max(2, _ring.Length * 2)];
        for (int i = 0; i < _count; i++)
            bigger[i] = _ring[(_head + i) & (_ring.Length - 1)];
        _ring = bigger;
        _head = 0;
    }

    private void Clear()
    {
        _ring = [];
        _head = _count = _bytes = 0;
    }
}
