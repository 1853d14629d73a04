using System.Collections.Concurrent;

namespace Parlor.Server.Messages;

/// <summary>
/// A token bucket for each person: a burst at once after a pause, and so many a second in the long run. Full buckets are forgotten, so
/// memory holds only those who are posting now.
/// </summary>
/// <param name="rate">Both numbers as they are now; a lower burst counts at once.</param>
/// <param name="clock">The time.</param>
internal sealed class TokenBuckets(Func<(int PerSecond, int Burst)> rate, TimeProvider clock)
{
    private const int SweepAt = 10_000;

    private readonly ConcurrentDictionary<long, Bucket> _buckets = new();

    /// <summary>Takes one token.</summary>
    /// <exception cref="Problem"><c>rate_limited</c>, with the time until there is one again.</exception>
    public void Take(long userId)
    {
        var now = clock.GetTimestamp();
        var (perSecond, burst) = rate();
        if (_buckets.Count >= SweepAt)
            ForgetFull(now, perSecond, burst);
        var bucket = _buckets.GetOrAdd(userId, _ => new Bucket { Tokens = burst, At = now });
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

    private void ForgetFull(long now, int perSecond, int burst)
    {
        foreach (var (userId, bucket) in _buckets)
        {
            lock (bucket)
                Refill(bucket, now, perSecond, burst);
            if (bucket.Tokens >= burst)
                _buckets.TryRemove(userId, out _);
        }
    }

    private sealed class Bucket
    {
        public double Tokens;
        public long At;
    }
}
