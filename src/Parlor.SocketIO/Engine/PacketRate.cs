namespace Parlor.SocketIO.Engine;

/// <summary>How many packets a connection may send; shared by all connections of a server.</summary>
internal sealed class PacketLimit(int perSecond, int burst, TimeProvider time)
{
    private readonly double _ticksPerPacket = (double)time.TimestampFrequency / perSecond;

    /// <summary>How many packets may come since the last time that this was asked, and when that was.</summary>
    public int Refill(ref long since)
    {
        long now = time.GetTimestamp();
        double earned = since == 0 ? burst : Math.Floor((now - since) / _ticksPerPacket);
        // What is left of a packet is not lost, lest a client that keeps exactly to its rate be closed.
        since = earned >= burst ? now : since + (long)(earned * _ticksPerPacket);
        return (int)Math.Min(earned, burst);
    }
}

/// <summary>
/// The packets that one connection may still send: a token bucket that looks at the clock only when it is empty, so that
/// counting costs next to nothing. The price is that after a pause the bucket may be filled twice.
/// </summary>
internal struct PacketRate
{
    private int _left;
    private long _since;

    public bool TryTake(PacketLimit? limit)
    {
        if (limit is null || --_left >= 0)
            return true;
        _left = limit.Refill(ref _since) - 1;
        return _left >= 0;
    }
}
