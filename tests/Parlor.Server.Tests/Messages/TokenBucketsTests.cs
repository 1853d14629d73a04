using Parlor.Server.Messages;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Messages;

/// <summary>How often somebody may do something, and what is kept of it.</summary>
public sealed class TokenBucketsTests
{
    private readonly FakeClock _clock = new();
    private readonly TokenBuckets _buckets;

    public TokenBucketsTests() => _buckets = new TokenBuckets(() => (PerSecond: 1, Burst: 2), _clock);

    [Fact]
    public void A_burst_at_once_and_then_so_many_a_second()
    {
        _buckets.Take(1);
        _buckets.Take(1);
        Assert.Equal(TimeSpan.FromSeconds(1), Assert.Throws<Problem>(() => _buckets.Take(1)).RetryAfter);
        _buckets.Take(2);
        _clock.Advance(TimeSpan.FromSeconds(1));
        _buckets.Take(1);
        Assert.Throws<Problem>(() => _buckets.Take(1));
    }

    [Fact]
    public void Those_who_are_silent_are_forgotten()
    {
        for (var person = 0; person < 20 * TokenBuckets.SweepAt; person++)
        {
            if (person % TokenBuckets.SweepAt == 0)
                _clock.Advance(TimeSpan.FromSeconds(2));
            _buckets.Take(person);
            Assert.InRange(_buckets.Count, 0, TokenBuckets.SweepAt + 1);
        }
    }

    [Fact]
    public void Nobody_who_has_used_theirs_up_is_forgotten()
    {
        for (var person = 0; person < 4 * TokenBuckets.SweepAt; person++)
        {
            _buckets.Take(person);
            _buckets.Take(person);
        }

        Assert.Equal(4 * TokenBuckets.SweepAt, _buckets.Count);
        Assert.Throws<Problem>(() => _buckets.Take(0));
    }
}
