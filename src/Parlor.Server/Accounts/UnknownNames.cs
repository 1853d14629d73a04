using System.Runtime.InteropServices;

namespace Parlor.Server.Accounts;

/// <summary>
/// Log-ins with names that nobody has, locked like those of accounts: were only real accounts locked, a lockout would tell that there is
/// one. Kept in memory, as it protects nothing but that.
/// </summary>
public sealed class UnknownNames(int limit, TimeSpan lockout, TimeProvider clock)
{
    /// <summary>Names kept; beyond it the one tried first is forgotten.</summary>
    public const int Capacity = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Attempts> _attempts = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Until when the name is locked; null if it is not.</summary>
    public DateTimeOffset? LockedUntil(string username)
    {
        lock (_lock)
        {
            var until = _attempts.GetValueOrDefault(username).LockedUntil;
            return until > clock.GetUtcNow() ? until : null;
        }
    }

    /// <summary>Counts a failure; the one that makes the limit locks the name, and counting begins anew.</summary>
    public void CountFailure(string username)
    {
        lock (_lock)
        {
            if (!_attempts.TryGetValue(username, out var attempts))
            {
                if (_order.Count >= Capacity)
                    _attempts.Remove(_order.Dequeue());
                _order.Enqueue(username);
            }

            _attempts[username] = attempts.Failures + 1 < limit
                ? attempts with { Failures = attempts.Failures + 1 }
                : new Attempts(0, clock.GetUtcNow() + lockout);
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Attempts(int Failures, DateTimeOffset? LockedUntil);
}
