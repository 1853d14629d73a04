using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Parlor.Server.Accounts;

/// <summary>So many attempts a minute from one address: the minute begins with the first of them.</summary>
/// <param name="perMinute">How many, as it is set now.</param>
/// <param name="clock">The time.</param>
public sealed class AttemptLimit(Func<int> perMinute, TimeProvider clock)
{
    /// <summary>Addresses counted at once. While it is full of others, a new address is refused like one over its limit.</summary>
    public const int Capacity = 65_536;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Attempts> _attempts = [];

    /// <summary>Counts one attempt.</summary>
    /// <exception cref="Problem"><c>rate_limited</c>: this address has had its share of the minute.</exception>
    public void Count(IPAddress? address)
    {
        var key = Network(address ?? IPAddress.None);
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            if (!_attempts.TryGetValue(key, out var attempts) || attempts.Until <= now)
            {
                MakeRoom(now);
                _attempts[key] = new Attempts(1, now + Window);
            }
            else if (attempts.Count < perMinute())
            {
                _attempts[key] = attempts with { Count = attempts.Count + 1 };
            }
            else
            {
                throw Problem.RateLimited(attempts.Until - now);
            }
        }
    }

    private void MakeRoom(DateTimeOffset now)
    {
        if (_attempts.Count < Capacity)
            return;
        foreach (var (old, attempts) in _attempts)
        {
            if (attempts.Until <= now)
                _attempts.Remove(old);
        }

        if (_attempts.Count >= Capacity)
            throw Problem.RateLimited(Window);
    }

    /// <summary>An IPv6 customer has a whole /64 to come from (RFC 6177), so it counts as one address.</summary>
    internal static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Attempts(int Count, DateTimeOffset Until);
}
