namespace Parlor.SocketIO.Engine;

/// <summary>Packets in the order in which they came.</summary>
internal struct PacketRing()
{
    public int Count;
    public int Bytes;
    private EncodedPacket?[] _slots = [];
    private int _head;
    private bool _mayHoldVolatile;

    public readonly EncodedPacket Peek() => _slots[_head]!;

    public void Push(EncodedPacket packet)
    {
        if (Count == _slots.Length)
            Grow();
        _slots[At(Count)] = packet;
        Count++;
        Bytes += packet.Frames.Length;
        _mayHoldVolatile |= packet.IsVolatile;
    }

    public EncodedPacket Pop()
    {
        EncodedPacket packet = _slots[_head]!;
        _slots[_head] = null;
        _head = At(1);
        Count--;
        Bytes -= packet.Frames.Length;
        // A burst must not leave its ring behind on a connection that is idle again.
        if (Count == 0 && _slots.Length > 64)
            Clear();
        return packet;
    }

    public void Clear() => this = new PacketRing();

    /// <summary>Throws volatile packets out, the oldest first, until no more than this is left, or no volatile one.</summary>
    public void DropVolatile(int maxCount, int maxBytes)
    {
        if (!_mayHoldVolatile)
            return;
        _mayHoldVolatile = false;
        int before = Count, kept = 0;
        for (int i = 0; i < before; i++)
        {
            EncodedPacket packet = _slots[At(i)]!;
            _slots[At(i)] = null;
            if (packet.IsVolatile && (Count > maxCount || Bytes > maxBytes))
            {
                Count--;
                Bytes -= packet.Frames.Length;
                continue;
            }

            _mayHoldVolatile |= packet.IsVolatile;
            _slots[At(kept++)] = packet;
        }
    }

    private readonly int At(int index) => (_head + index) & (_slots.Length - 1);

    private void Grow()
    {
        var bigger = new EncodedPacket?[Math.Max(2, _slots.Length * 2)];
        for (int i = 0; i < Count; i++)
            bigger[i] = _slots[At(i)];
        _slots = bigger;
        _head = 0;
    }
}
