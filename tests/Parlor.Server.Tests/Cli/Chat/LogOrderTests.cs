using System.Text.Json;
using Parlor.Cli.Chat;

namespace Parlor.Server.Tests.Cli.Chat;

/// <summary>Each event of a log once, and in order.</summary>
public sealed class LogOrderTests
{
    private readonly LogOrder _order = new();

    [Fact]
    public void What_is_known_is_dropped_and_what_comes_too_early_waits()
    {
        _order.Begin("a", 3);
        Assert.Empty(Take(3));
        Assert.Empty(Take(6));
        Assert.True(_order.HasGap);
        Assert.Empty(Take(5));
        Assert.Equal([4, 5, 6], Take(4));
        Assert.Empty(Take(5));
        Assert.False(_order.HasGap);
        Assert.Equal(6, _order.Told["a"]);
    }

    [Fact]
    public void Before_the_rooms_are_known_everything_waits()
    {
        Assert.Empty(Take(5));
        Assert.Empty(Take(4));
        Assert.Equal([5], Seqs(_order.Begin("a", 4)));
        Assert.Empty(Seqs(_order.RoomsAreKnown()));
    }

    [Fact]
    public void A_room_that_is_new_is_told_from_its_first_event_on()
    {
        Assert.Empty(Seqs(_order.RoomsAreKnown()));
        Assert.Equal([7], Take(7));
        Assert.Equal([8], Take(8));
        _order.Forget("a");
        Assert.Equal([12], Take(12));
    }

    [Fact]
    public void A_room_that_came_while_the_rooms_were_asked_for_is_not_lost()
    {
        Assert.Empty(Take(7));
        Assert.Equal([7], Seqs(_order.RoomsAreKnown()));
    }

    [Fact]
    public void After_a_skip_it_goes_on_from_there()
    {
        _order.Begin("a", 3);
        Assert.Empty(Take(2_001));
        Assert.Equal([2_001], Seqs(_order.SkipTo("a", 2_000)));
    }

    private List<long> Take(long seq) => Seqs(_order.Take(JsonSerializer.SerializeToElement(new { room = "a", seq })));

    private static List<long> Seqs(IEnumerable<JsonElement> events) => [.. events.Select(happened => happened.GetProperty("seq").GetInt64())];
}
