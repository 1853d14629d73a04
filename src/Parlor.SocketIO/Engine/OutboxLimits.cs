namespace Parlor.SocketIO.Engine;

/// <summary>How much may wait in an <see cref="Outbox"/>, and what gives way; shared by all connections of a server.</summary>
internal sealed class OutboxLimits(int maxMessages, int maxBytes, OverflowPolicy policy = OverflowPolicy.Disconnect)
{
    /// <summary>For a WebSocket that is not a session's transport yet: its answers to probes and pings.</summary>
    public static readonly OutboxLimits Probe = new(maxMessages: 16, maxBytes: 4096);

    /// <summary>Whether volatile packets may wait, and give way to others.</summary>
    public bool KeepsVolatile { get; } = policy == OverflowPolicy.DropVolatile;

    /// <summary>Whether a client is not listened to while much waits for it.</summary>
    public bool HoldsReading { get; } = policy == OverflowPolicy.Wait;

    /// <summary>One packet may always wait, whatever its size.</summary>
    public bool HasRoomFor(EncodedPacket packet, in PacketRing ring) =>
        ring.Count < maxMessages && (ring.Count == 0 || ring.Bytes <= maxBytes - packet.Frames.Length);

    public bool IsCrowded(in PacketRing ring) => ring.Count > maxMessages / 2 || ring.Bytes > maxBytes / 2;

    /// <summary>
    /// Has volatile packets thrown out in favour of this one: more than it takes, so that a client that stays slow does not
    /// have its queue looked through for every single packet.
    /// </summary>
    public void MakeRoomFor(EncodedPacket packet, ref PacketRing ring) => ring.DropVolatile(
        maxMessages - Math.Max(1, maxMessages / 8), maxBytes - Math.Max(packet.Frames.Length, maxBytes / 8));
}
