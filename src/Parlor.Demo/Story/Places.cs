using System.Globalization;

namespace Parlor.Demo.Story;

/// <summary>Reads where the company talks.</summary>
internal static class Places
{
    /// <summary>Rooms and groups as the file has them, and a direct conversation for each pair that has something to talk of.</summary>
    public static IReadOnlyList<Place> Of(IReadOnlyList<CastMember> cast, DemoOptions options)
    {
        var owner = cast[0].Username;
        var places = Texts.Sections("places").Select(section => Parse(section.Title, section.Lines)).ToList();
        // Of a small company, whoever made a room may not be there.
        var there = places.ConvertAll(place => cast.Any(person => person.Is(place.Owner) && person.Came <= place.Opened) ? place : place with { Owner = owner });
        there.RemoveAll(place => place.Kind != PlaceKind.Room && cast.Count(place.Takes) < (place.Kind == PlaceKind.Group ? 3 : 2));
        return [.. there, .. Pairs(cast, options).Where(pair => !there.Exists(place => place.Kind == PlaceKind.Direct && cast.Where(pair.Takes).All(place.Takes)))];
    }

    private static Place Parse(string title, IReadOnlyList<string> lines)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var description = lines.SkipWhile(line => line.Length > 0).SkipWhile(line => line.Length == 0);
        foreach (var line in lines.TakeWhile(line => line.Length > 0))
        {
            var field = line.Split(':', 2, StringSplitOptions.TrimEntries);
            fields.Add(field[0], field[1]);
        }

        var flags = Words(fields, "is");
        return new Place
        {
            Key = title,
            Kind = flags.Contains("group") ? PlaceKind.Group : flags.Contains("direct") ? PlaceKind.Direct : PlaceKind.Room,
            Title = fields.GetValueOrDefault("title", ""),
            Topic = fields.GetValueOrDefault("topic", ""),
            Description = string.Join('\n', description),
            IsPrivate = flags.Contains("private"),
            IsSocial = flags.Contains("social"),
            IsForAnnouncements = flags.Contains("announcements"),
            Owner = fields["owner"],
            People = Words(fields, "people"),
            Themes = Words(fields, "themes"),
            Pace = Number(fields, "pace", 0),
            Hour = fields.ContainsKey("hour") ? Number(fields, "hour", 0) : null,
            Opened = Number(fields, "opened", 0),
            Archived = Number(fields, "archived", 2),
            Moderators = Words(fields, "moderators"),
            Picture = Words(fields, "picture") is [var sign, var colour] ? (sign, colour) : null,
            Role = fields.TryGetValue("role", out var role) && role.Split(": ") is [var name, var people] ? (name, people.Split(' ')) : null,
        };
    }

    private static List<Place> Pairs(IReadOnlyList<CastMember> cast, DemoOptions options)
    {
        const int ForEach = 3;
        const double Pace = 0.12;
        var dice = Dice.For(options.Seed, "pairs");
        var pairs = new HashSet<(CastMember, CastMember)>();
        foreach (var one in cast)
        {
            // The owner talks with many; the others with those nearest to their work, and now and then with somebody else.
            var others = dice.Shuffled(cast.Where(other => other != one))
                .OrderBy(other => string.Equals(other.Team, one.Team, StringComparison.Ordinal) && !dice.Chance(0.25) ? 0 : 1)
                .Take(one == cast[0] ? ForEach * 3 : ForEach);
            foreach (var other in others.Where(other => !pairs.Contains((other, one))))
                pairs.Add((one, other));
        }

        return pairs.Select(pair => new Place
        {
            Key = $"{pair.Item1.Username}+{pair.Item2.Username}",
            Kind = PlaceKind.Direct,
            Owner = pair.Item1.Username,
            People = [pair.Item1.Username, pair.Item2.Username],
            Themes = ["direct"],
            Pace = Pace,
            Opened = dice.Between(0, 0.3),
        }).ToList();
    }

    private static double Number(Dictionary<string, string> fields, string name, double otherwise) =>
        fields.TryGetValue(name, out var value) ? double.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    private static string[] Words(Dictionary<string, string> fields, string name) =>
        fields.GetValueOrDefault(name, "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
