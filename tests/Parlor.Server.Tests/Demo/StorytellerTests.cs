using Parlor.Demo;
using Parlor.Demo.Story;

namespace Parlor.Server.Tests.Demo;

/// <summary>The history of the demo's company, before any server has it.</summary>
public sealed class StorytellerTests
{
    private static readonly DemoOptions Options = new() { Until = new DateTimeOffset(2026, 11, 26, 15, 20, 0, TimeSpan.Zero), Password = "tide and time" };

    private static readonly Lazy<Storyteller> Whole = new(() => Storyteller.Tell(Options));

    [Fact]
    public void The_same_seed_tells_the_same_history()
    {
        Assert.Equal(Told(Whole.Value), Told(Storyteller.Tell(Options)));
        Assert.NotEqual(Told(Whole.Value), Told(Storyteller.Tell(Options with { Seed = 2 })));
    }

    [Fact]
    public void Four_months_are_as_many_messages_as_a_small_company_writes() =>
        Assert.InRange(Whole.Value.Acts.OfType<Says>().Count(), 12_000, 22_000);

    [Fact]
    public void Acts_are_in_order_and_none_is_after_the_end()
    {
        var times = Whole.Value.Acts.Select(act => act.At).ToList();
        Assert.Equal(times.Order(), times);
        Assert.True(times[^1] <= Options.Until);
        Assert.True(times[0] < Options.Until.AddMonths(-3));
    }

    [Fact]
    public void Nobody_speaks_where_they_are_not_and_answers_come_after_what_they_answer()
    {
        var there = new HashSet<(Place, CastMember)>();
        foreach (var act in Whole.Value.Acts)
        {
            if (act is Opens { Place: var opened })
                there.UnionWith(Whole.Value.Cast.Where(person => opened.Kind == PlaceKind.Room ? person.Is(opened.Owner) : opened.Takes(person)).Select(person => (opened, person)));
            else if (act is Joins joins)
                Assert.True(there.Add((joins.Place, joins.Person)));
            else if (act is Says says)
                Assert.True(there.Contains((says.Place, says.By)) && (says.ReplyTo is null || (says.ReplyTo.Place == says.Place && says.ReplyTo.At < says.At)), says.Text);
        }
    }

    [Fact]
    public void People_work_on_weekdays_and_by_day()
    {
        var said = Whole.Value.Acts.OfType<Says>().Where(says => says.Place.Kind == PlaceKind.Room && !says.Place.IsSocial).ToList();
        var office = said.ConvertAll(says => says.At.ToOffset(Hours.Office));
        Assert.True(office.Count(at => at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) < office.Count / 20);
        Assert.True(office.Count(at => at.Hour is >= 7 and < 20) > office.Count * 0.95);
    }

    [Fact]
    public void Messages_are_reacted_to_put_better_and_taken_back()
    {
        Assert.True(Whole.Value.Acts.OfType<Reacts>().Count() > 1_000);
        Assert.NotEmpty(Whole.Value.Acts.OfType<Edits>());
        Assert.NotEmpty(Whole.Value.Acts.OfType<Deletes>());
        Assert.All(Whole.Value.Acts.OfType<Reacts>(), reacts => Assert.True(reacts.At > reacts.Message.At));
    }

    [Fact]
    public void No_gap_is_left_open()
    {
        var texts = Whole.Value.Acts.OfType<Says>().Select(says => says.Text).ToList();
        Assert.All(texts, text => Assert.DoesNotContain("<<", text, StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("```", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("| --", StringComparison.Ordinal) || text.Contains("|--", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("@maren", StringComparison.Ordinal));
    }

    /// <summary>Also without the people and rooms that the scenes were written for.</summary>
    [Theory]
    [InlineData(6)]
    [InlineData(60)]
    public void Any_number_of_people_makes_a_company(int people)
    {
        var story = Storyteller.Tell(Options with { People = people, Months = 1 });
        Assert.Equal(people, story.Cast.Count);
        Assert.True(story.Acts.OfType<Says>().Count() > 500);
        Assert.All(
            story.Acts.OfType<Says>().Where(says => says.Place.IsForAnnouncements),
            says => Assert.True(says.By.Is(says.Place.Owner) || says.Place.Role!.Value.People.Contains(says.By.Username, StringComparer.Ordinal)));
    }

    private static List<string> Told(Storyteller story) => story.Acts.Select(act => act switch
    {
        Says says => $"{says.At:O} {says.Place.Key} {says.By.Username}: {says.Text}",
        Joins joins => $"{joins.At:O} {joins.Place.Key} + {joins.Person.Username}",
        Reads reads => $"{reads.At:O} {reads.Place.Key} {reads.By.Username} {reads.Until:O}",
        _ => $"{act.At:O} {act.GetType().Name}",
    }).ToList();
}
