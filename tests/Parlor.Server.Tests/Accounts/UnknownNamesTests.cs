using Parlor.Server.Accounts;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Accounts;

public sealed class UnknownNamesTests
{
    private readonly FakeClock _clock = new();
    private readonly UnknownNames _names;

    public UnknownNamesTests() => _names = new UnknownNames(2, TimeSpan.FromMinutes(5), _clock);

    [Fact]
    public void The_failure_that_makes_the_limit_locks_the_name_for_a_while()
    {
        _names.CountFailure("ghost");
        Assert.Null(_names.LockedUntil("ghost"));
        _names.CountFailure("ghost");
        Assert.Equal(_clock.GetUtcNow().AddMinutes(5), _names.LockedUntil("ghost"));
        Assert.Null(_names.LockedUntil("spectre"));
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(_names.LockedUntil("ghost"));
    }

    [Fact]
    public void After_a_lockout_counting_begins_anew()
    {
        _names.CountFailure("ghost");
        _names.CountFailure("ghost");
        _clock.Advance(TimeSpan.FromMinutes(5));
        _names.CountFailure("ghost");
        Assert.Null(_names.LockedUntil("ghost"));
    }

    [Fact]
    public void Beyond_the_capacity_the_oldest_name_is_forgotten()
    {
        _names.CountFailure("ghost");
        _names.CountFailure("ghost");
        for (var i = 1; i < UnknownNames.Capacity; i++)
            _names.CountFailure($"name-{i}");
        Assert.NotNull(_names.LockedUntil("ghost"));
        _names.CountFailure("one-more");
        Assert.Null(_names.LockedUntil("ghost"));
    }
}
