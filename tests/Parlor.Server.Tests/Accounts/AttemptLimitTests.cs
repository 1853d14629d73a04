using System.Net;
using Parlor.Server.Accounts;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Accounts;

public sealed class AttemptLimitTests
{
    private static readonly IPAddress Here = IPAddress.Parse("192.0.2.1");
    private readonly FakeClock _clock = new();
    private readonly AttemptLimit _limit;

    public AttemptLimitTests() => _limit = new AttemptLimit(() => 3, _clock);

    [Fact]
    public void One_more_than_the_limit_is_refused_and_told_how_long_to_wait()
    {
        Count(Here, 3);
        _clock.Advance(TimeSpan.FromSeconds(20));
        var problem = Assert.Throws<Problem>(() => _limit.Count(Here));
        Assert.Equal(ProblemCode.RateLimited, problem.Code);
        Assert.Equal(TimeSpan.FromSeconds(40), problem.RetryAfter);
    }

    [Fact]
    public void A_minute_after_the_first_attempt_counting_begins_anew()
    {
        Count(Here, 3);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Count(Here, 3);
        Assert.Throws<Problem>(() => _limit.Count(Here));
    }

    [Fact]
    public void Addresses_are_counted_apart()
    {
        Count(Here, 3);
        Count(IPAddress.Parse("192.0.2.2"), 3);
        Count(null, 3);
        Assert.Throws<Problem>(() => _limit.Count(null));
    }

    [Fact]
    public void An_address_is_the_same_in_its_IPv6_spelling()
    {
        Count(Here, 3);
        Assert.Throws<Problem>(() => _limit.Count(IPAddress.Parse("::ffff:192.0.2.1")));
    }

    [Fact]
    public void The_addresses_of_one_IPv6_network_count_as_one()
    {
        Count(IPAddress.Parse("2001:db8::1"), 3);
        Assert.Throws<Problem>(() => _limit.Count(IPAddress.Parse("2001:db8::ffff:2")));
        Count(IPAddress.Parse("2001:db8:0:1::1"), 1);
    }

    [Fact]
    public void A_full_table_refuses_newcomers_until_a_minute_has_passed()
    {
        for (var i = 0; i < AttemptLimit.Capacity; i++)
            _limit.Count(new IPAddress(i));
        Assert.Throws<Problem>(() => _limit.Count(Here));
        _limit.Count(new IPAddress(0));
        _clock.Advance(TimeSpan.FromMinutes(1));
        _limit.Count(Here);
    }

    private void Count(IPAddress? address, int times)
    {
        for (var i = 0; i < times; i++)
            _limit.Count(address);
    }
}
