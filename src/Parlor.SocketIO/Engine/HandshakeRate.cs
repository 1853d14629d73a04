using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Parlor.SocketIO.Engine;

/// <summary>
/// How often one address may open a session: <paramref name="perSecond"/> on average, <paramref name="burst"/> at once. IPv6
/// addresses count by their first 64 bits, since whoever has one address has all of those (RFC 6177).
/// </summary>
internal sealed class HandshakeRate(int perSecond, int burst, TimeProvider time)
{
    /// <summary>
    /// The most addresses that are remembered. When there are more that were here just now, newcomers are let in unseen:
    /// those who have many addresses shall not be able to keep out everybody else.
    /// </summary>
    public const int MaxAddresses = 65_536;

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, long> _dueAt = [];
    private readonly long _interval = time.TimestampFrequency / perSecond;
    private long _nextSweep;

    /// <summary>Counts a handshake, and answers how long its sender has to wait: not at all, or it is to be refused.</summary>
    // The generic cell rate algorithm (ITU-T I.371): each handshake moves the time at which the address is even again.
    public TimeSpan Take(IPAddress address)
    {
        lock (_gate)
        {
            long now = time.GetTimestamp();
            IPAddress key = KeyOf(address);
            if (!_dueAt.ContainsKey(key) && !HasRoom(now))
                return TimeSpan.Zero;
            ref long due = ref CollectionsMarshal.GetValueRefOrAddDefault(_dueAt, key, out _);
            long from = Math.Max(due, now);
            long wait = from - now - (burst - 1) * _interval;
            if (wait > 0)
                return time.GetElapsedTime(0, wait);
            due = from + _interval;
            return TimeSpan.Zero;
        }
    }

    private bool HasRoom(long now)
    {
        if (_dueAt.Count < MaxAddresses)
            return true;
        if (now < _nextSweep)
            return false;
        // An address that is even again is as good as one that was never here. To look for those takes a while.
        _nextSweep = now + time.TimestampFrequency;
        foreach ((IPAddress key, long due) in _dueAt)
        {
            if (due <= now)
                _dueAt.Remove(key);
        }

        return _dueAt.Count < MaxAddresses;
    }

    private static IPAddress KeyOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes);
    }
}
