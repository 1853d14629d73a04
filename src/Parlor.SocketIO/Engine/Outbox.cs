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
internal sealed class Outbox(OutboxLimits limits)
{
    // What is written in one go; enough that a send costs little per message, small enough to be copied cheaply.
    private const int BatchBytes = 64 * 1024;

    private readonly Lock _gate = new();
    private PacketRing _ring = new();
    private IOutboxWriter? _parked;
    private OutboxWatch? _watch;
    private bool _closed;

    /// <summary>Bytes that wait, frame headers included.</summary>
    public int BufferedBytes => Volatile.Read(ref _ring.Bytes);

    /// <summary>Packets that wait.</summary>
    public int BufferedMessages => Volatile.Read(ref _ring.Count);

    /// <summary>Whether so much waits that the client is not to be listened to until it has taken some of it.</summary>
    public bool HoldsReading => limits.HoldsReading && !_closed && limits.IsCrowded(_ring);

    /// <summary>Set when it is written to a WebSocket on which compression was agreed.</summary>
    public PerMessageDeflateOptions? Deflate { get; set; }

    /// <summary>
    /// Queues the packet and wakes a parked writer. True also when a volatile packet was dropped; false when too much waits.
    /// </summary>
    public bool TryAdd(EncodedPacket packet, bool isVolatile = false)
    {
        // Here rather than where it is written: outside of every lock, and where the other work of encoding is done.
        if (Deflate is { } deflate)
            packet.Compress(deflate);
        IOutboxWriter? writer;
        lock (_gate)
        {
            if (_closed || (isVolatile && _ring.Count > 0 && !limits.KeepsVolatile))
                return true;
            if (!limits.HasRoomFor(packet, _ring) && !TryMakeRoomFor(packet))
                return isVolatile;
            // All receivers of a packet have it as volatile, or none has.
            if (isVolatile && !packet.IsVolatile)
                packet.IsVolatile = true;
            _ring.Push(packet);
            writer = TakeParked();
        }

        writer?.Wake();
        return true;
    }

    /// <summary>Adds someone to be told each time that all is sent, in the order in which they were added.</summary>
    public void OnDrain(Action handler)
    {
        lock (_gate)
            (_watch ??= new OutboxWatch()).Drained += handler;
    }

    /// <summary>Completes when less than half of the bound waits, or nothing more is taken.</summary>
    public Task WaitForRoomAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return _closed || !limits.IsCrowded(_ring)
                ? Task.CompletedTask
                : (_watch ??= new OutboxWatch()).Room().WaitAsync(cancellation);
        }
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
                _ring.Clear();
            if (last is not null)
                _ring.Push(last);
            _watch?.EndWaiting();
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

    /// <summary>Parks the writer, unless something waits or another writer stands there.</summary>
    public bool TryPark(IOutboxWriter writer)
    {
        lock (_gate)
        {
            if (_ring.Count > 0 || (_parked is not null && !ReferenceEquals(_parked, writer)))
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
            if (_ring.Count == 0)
            {
                _parked = writer;
                _watch?.OnEmpty();
                return false;
            }

            Take(ref batch);
            _watch?.OnTaken(limits.IsCrowded(_ring));
            return true;
        }
    }

    /// <summary>Takes packets for a polling answer: at least one, then no more than fit the two limits.</summary>
    public List<EncodedPacket> TakeUpTo(int maxSize, int maxParts)
    {
        lock (_gate)
        {
            var taken = new List<EncodedPacket>(Math.Min(_ring.Count, maxParts));
            int size = 0, parts = 0;
            while (_ring.Count > 0)
            {
                EncodedPacket next = _ring.Peek();
                size += next.Frames.Length;
                parts += 1 + next.AttachmentParts.Length;
                if (taken.Count > 0 && (size > maxSize || parts > maxParts))
                    break;
                taken.Add(_ring.Pop());
            }

            if (taken.Count > 0)
                _watch?.OnTaken(limits.IsCrowded(_ring));
            if (_ring.Count == 0)
                _watch?.OnEmpty();
            return taken;
        }
    }

    /// <summary>Whether the outbox is closed and everything has been taken.</summary>
    public bool IsFinished
    {
        get
        {
            lock (_gate)
                return _closed && _ring.Count == 0;
        }
    }

    private IOutboxWriter? TakeParked()
    {
        IOutboxWriter? parked = _parked;
        _parked = null;
        return parked;
    }

    private bool TryMakeRoomFor(EncodedPacket packet)
    {
        if (!limits.KeepsVolatile)
            return false;
        limits.MakeRoomFor(packet, ref _ring);
        return limits.HasRoomFor(packet, _ring);
    }

    private void Take(ref Batch batch)
    {
        EncodedPacket first = _ring.Pop();
        byte[] frames = FramesOf(first);
        if (_ring.Count == 0 || first.StandsAlone || frames.Length >= BatchBytes)
        {
            batch.SetSingle(frames, first.StandsAlone);
            return;
        }

        batch.Start(Math.Min(BatchBytes, frames.Length + _ring.Bytes));
        batch.TryAppend(frames);
        while (_ring.Count > 0 && !_ring.Peek().StandsAlone && batch.TryAppend(FramesOf(_ring.Peek())))
            _ring.Pop();
    }

    private byte[] FramesOf(EncodedPacket packet) => Deflate is null ? packet.Frames : packet.CompressedFrames;
}
