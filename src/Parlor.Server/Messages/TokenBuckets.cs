using System.Collections.Concurrent;

namespace Parlor.Server.Messages;

/// <summary>
/// A token bucket for each person: a burst at once after a pause, and so many a second in the long run. Full buckets are forgotten, so
/// memory holds those who are posting now, and at most as many others, or <see cref="SweepAt"/>.
/// </summary>
/// <param name="rate">Both numbers as they are now; a lower burst counts at once.</param>
/// <param name="clock">The time.</param>
internal sealed class TokenBuckets(Func<(int PerSecond, int Burst)> rate, TimeProvider clock)
{
    /// <summary>Buckets from which on those that are full are looked for.</summary>
    internal const int SweepAt = 500;

    private readonly ConcurrentDictionary<long, Bucket> _buckets = new();
    private int _sweepAt = SweepAt;

    internal int Count => _buckets.Count;

    /// <summary>Takes one token.</summary>
    /// <exception cref="Problem"><c>rate_limited</c>, with the time until there is one again.</exception>
    public void Take(long userId)
    {
        var now = clock.GetTimestamp();
        var (perSecond, burst) = rate();
        if (!_buckets.TryGetValue(userId, out var bucket))
            bucket = Add(userId, now, perSecond, burst);
        lock (bucket)
        {
            Refill(bucket, now, perSecond, burst);
            if (bucket.Tokens < 1)
                throw Problem.RateLimited(TimeSpan.FromSeconds((1 - bucket.Tokens) / perSecond));
            bucket.Tokens--;
        }
    }

    private void Refill(Bucket bucket, long now, int perSecond, int burst)
    {
        bucket.Tokens = Math.Min(burst, bucket.Tokens + (clock.GetElapsedTime(bucket.At, now).TotalSeconds * perSecond));
        bucket.At = now;
    }

    private Bucket Add(long userId, long now, int perSecond, int burst)
    {
        // Sweeping takes a while, so it is done by one of those who come, and again once there are twice as many.
        var count = _buckets.Count;
        var sweepAt = Volatile.Read(ref _sweepAt);
        if (count >= sweepAt && Interlocked.CompareExchange(ref _sweepAt, int.MaxValue, sweepAt) == sweepAt)
        {
            ForgetFull(now, perSecond, burst);
            Volatile.Write(ref _sweepAt, Math.Max(SweepAt, _buckets.Count * 2));
        }

        return _buckets.GetOrAdd(userId, static (_, full) => new Bucket { Tokens = full.burst, At = full.now }, (burst, now));
    }

    private void ForgetFull(long now, int perSecond, int burst)
    {
        foreach (var (userId, bucket) in _buckets)
        {
            lock (bucket)
            {
                Refill(bucket, now, perSecond, burst);
                if (bucket.Tokens >= burst)
                    _buckets.TryRemove(userId, out _);
            }
        }
    }

    private sealed class Bucket
    {
        public double Tokens;
        public long At;
    }
}
