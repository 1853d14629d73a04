namespace Parlor.Demo.Story;

/// <summary>
/// Tells the history of the company as acts in the order of their times: a function of the options, with no clock and no database.
/// </summary>
internal sealed class Storyteller
{
    private readonly DemoOptions _options;
    private readonly DateTimeOffset _start;
    private readonly List<Act> _acts = [];

    private Storyteller(DemoOptions options)
    {
        _options = options;
        var first = options.Until.ToOffset(Hours.Office).AddMonths(-options.Months);
        _start = new DateTimeOffset(first.Date.AddHours(8), Hours.Office);
        Cast = Story.Cast.Of(options);
        Places = Story.Places.Of(Cast, options);
    }

    public IReadOnlyList<CastMember> Cast { get; }

    public IReadOnlyList<Place> Places { get; }

    /// <summary>In the order of their times.</summary>
    public IReadOnlyList<Act> Acts => _acts;

    public static Storyteller Tell(DemoOptions options)
    {
        var teller = new Storyteller(options);
        teller.TellArrivals();
        foreach (var place in teller.Places)
            teller.TellOf(place);
        teller._acts.AddRange(Friendships.Of(teller.Cast, teller.After, Dice.For(options.Seed, "friends")));
        teller._acts.RemoveAll(act => act.At > options.Until);
        teller._acts.AddRange(ReadingMarks.Of(teller.Cast, teller.Places, teller.JoinedAt, options));
        var inOrder = teller._acts.OrderBy(act => act.At).ToList();
        teller._acts.Clear();
        teller._acts.AddRange(inOrder);
        return teller;
    }

    private void TellArrivals()
    {
        for (var i = 0; i < Cast.Count; i++)
            _acts.Add(new Arrives(CameAt(Cast[i]).AddSeconds(i), Cast[i]));
    }

    private void TellOf(Place place)
    {
        var dice = Dice.For(_options.Seed, place.Key);
        var people = Cast.Where(place.Takes).ToList();
        var isClosed = place.Kind != PlaceKind.Room;
        var opened = isClosed ? people.Max(CameAt).AddMinutes(20) : _start.AddMinutes(10);
        opened = After(place.Opened) > opened ? After(place.Opened).AddMinutes(dice.Between(0, 200)) : opened.AddSeconds(dice.Between(0, 600));
        _acts.Add(new Opens(opened, place));

        var owner = Cast.First(person => person.Is(place.Owner));
        var joined = people.ToDictionary(person => person, person => isClosed || person == owner ? opened : Later(opened, CameAt(person)).AddSeconds(dice.Between(60, 2_400)));
        joined[owner] = opened;
        if (!isClosed)
            _acts.AddRange(joined.Where(pair => pair.Key != owner).Select(pair => new Joins(pair.Value, place, pair.Key)));
        foreach (var (person, at) in joined)
            JoinedAt[(place, person)] = at;

        var end = place.Archived < 1 ? After(place.Archived) : _options.Until;
        TellTalk(place, opened.AddMinutes(50), Coda.Begins(place, end), joined, dice);
        _acts.AddRange(Coda.Of(place, _options.Until, [.. joined.Keys], dice));
        if (place.Archived < 1)
            _acts.Add(new Archives(end.AddMinutes(90), place));
        if (place is { Kind: PlaceKind.Room, IsPrivate: false, Archived: > 1, Picture: not null })
            _acts.Add(new Invites(_options.Until.AddDays(-dice.Between(0.5, 9)), place, owner));
    }

    private Dictionary<(Place, CastMember), DateTimeOffset> JoinedAt { get; } = [];

    private void TellTalk(Place place, DateTimeOffset begin, DateTimeOffset end, Dictionary<CastMember, DateTimeOffset> joined, Dice dice)
    {
        var deck = new Deck(place.Themes, dice);
        for (var day = new DateTimeOffset(begin.ToOffset(Hours.Office).Date, Hours.Office); day < end; day = day.AddDays(1))
        {
            // A room is livelier the more people are there.
            var there = joined.Count(pair => pair.Value < day.AddHours(12)) / (double)joined.Count;
            foreach (var at in Hours.Of(day, place, place.Pace * there, dice).Where(at => at >= begin && at < end))
            {
                var people = joined.Where(pair => pair.Value < at).Select(pair => pair.Key).ToList();
                if (deck.Deal(at, people) is { } scene)
                    _acts.AddRange(Player.Play(scene, place, at, people, dice, Hours.Pause).Where(act => act.At < end));
            }
        }
    }

    private DateTimeOffset CameAt(CastMember person) => person.Came == 0 ? _start : Later(_start, After(person.Came));

    private DateTimeOffset After(double share)
    {
        var at = (_start + ((_options.Until - _start) * share)).ToOffset(Hours.Office);
        return new DateTimeOffset(at.Date.AddHours(9), Hours.Office);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
