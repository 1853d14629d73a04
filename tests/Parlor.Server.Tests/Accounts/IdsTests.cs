using Parlor.Server.Data;

namespace Parlor.Server.Tests.Accounts;

public sealed class IdsTests
{
    [Fact]
    public void An_id_is_greater_than_the_one_before_it_also_when_the_clock_goes_back()
    {
        var first = Ids.Next(TimeProvider.System);
        var second = Ids.Next(new StoppedClock(DateTimeOffset.UnixEpoch));
        var third = Ids.Next(TimeProvider.System);
        Assert.True(first < second);
        Assert.True(second < third);
    }

    [Fact]
    public void Ids_made_on_many_threads_are_all_different()
    {
        var ids = new long[20_000];
        Parallel.For(0, ids.Length, i => ids[i] = Ids.Next(TimeProvider.System));
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void The_text_of_an_id_reads_back()
    {
        foreach (var id in new[] { 1, 42, 999_999_999_999_999, 1_000_000_000_000_000, long.MaxValue, Ids.Next(TimeProvider.System) })
        {
            Assert.True(Ids.Text(id).Length >= Ids.ShortestText);
            Assert.True(Ids.TryParse(Ids.Text(id), out var read));
            Assert.Equal(id, read);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("42")]
    [InlineData("000000000000000")]
    [InlineData("0000000000000042")]
    [InlineData("-00000000000042")]
    [InlineData(" 00000000000042")]
    [InlineData("9223372036854775808")]
    [InlineData("99999999999999999999")]
    [InlineData("00000000000004x")]
    [InlineData("٠٠٠٠٠٠٠٠٠٠٠٠٠٤٢")]
    public void What_is_not_an_id_is_refused(string text) => Assert.False(Ids.TryParse(text, out _));

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
