using System.Text.RegularExpressions;

namespace Parlor.Demo.Story;

/// <summary>A conversation as it was written down: roles, not people, and gaps for what differs each time.</summary>
internal sealed partial record Scene
{
    private const int Noon = 12;

    /// <summary>Named for messages of what is wrong with a file.</summary>
    public required string Name { get; init; }

    public required IReadOnlyList<Line> Lines { get; init; }

    /// <summary>Days and times that it belongs to (<c>mon</c> … <c>fri</c>, <c>morning</c>, <c>afternoon</c>), or <c>once</c>.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>For a role the team or the username of whoever should have it; behind an @, of whoever must.</summary>
    public required IReadOnlyDictionary<char, string> Wanted { get; init; }

    public IEnumerable<char> Roles => Lines.SelectMany(line => line.Reactions.SelectMany(reaction => reaction.By).Prepend(line.By)).Distinct().Order();

    /// <summary>Whether it can be played at that time by these people.</summary>
    public bool Fits(DateTimeOffset at, IReadOnlyCollection<CastMember> people) =>
        Roles.Count() <= people.Count
        && Wanted.Values.Where(wanted => wanted[0] == '@').All(wanted => people.Any(person => person.Is(wanted[1..])))
        && (!Tags.Any(IsDay) || Tags.Contains(at.DayOfWeek.ToString()[..3].ToLowerInvariant(), StringComparer.Ordinal))
        && (at.Hour < Noon || !Tags.Contains("morning", StringComparer.Ordinal))
        && (at.Hour >= Noon || !Tags.Contains("afternoon", StringComparer.Ordinal));

    private static bool IsDay(string tag) => tag is "mon" or "tue" or "wed" or "thu" or "fri" or "sat" or "sun";

    /// <summary>Reads the scenes of a theme. <c>Texts/README.md</c> explains how they are written.</summary>
    public static IReadOnlyList<Scene> Read(string theme) => [.. Texts.Sections($"scenes/{theme}").Select(section => Parse(section.Title, section.Lines))];

    private static Scene Parse(string title, IReadOnlyList<string> lines)
    {
        var parts = title.Split(" | ");
        var words = parts.Length > 1 ? parts[1].Split(' ') : [];
        var parsed = new List<Line>();
        foreach (var line in lines)
            Read(line, parsed);
        return new Scene
        {
            Name = parts[0],
            Tags = [.. words.Where(word => !word.Contains(':', StringComparison.Ordinal))],
            Wanted = words.Where(word => word.Contains(':', StringComparison.Ordinal)).ToDictionary(word => word[0], word => word[2..]),
            Lines = parsed,
        };
    }

    private static void Read(string text, List<Line> lines)
    {
        if (Said().Match(text) is { Success: true } said)
        {
            lines.Add(new Line(said.Groups["by"].Value[0], said.Groups["text"].Value)
            {
                IsMaybe = said.Groups["maybe"].Success,
                ReplyTo = !said.Groups["reply"].Success ? null
                    : said.Groups["to"].Value is { Length: > 0 } number ? int.Parse(number) - 1
                    : lines.Count - 1,
            });
        }
        else if (text.StartsWith("+ ", StringComparison.Ordinal))
        {
            var parts = text.Split(' ');
            lines[^1] = lines[^1] with { Reactions = [.. lines[^1].Reactions, (parts[1], parts[2])] };
        }
        else if (text.StartsWith("~ ", StringComparison.Ordinal))
        {
            lines[^1] = lines[^1] with { EditedTo = text[2..] };
        }
        else if (text is "x")
        {
            lines[^1] = lines[^1] with { IsDeleted = true };
        }
        else
        {
            // A message goes on over lines that are indented, or empty.
            lines[^1] = lines[^1] with { Text = $"{lines[^1].Text}\n{(text.StartsWith("  ", StringComparison.Ordinal) ? text[2..] : text)}" };
        }
    }

    [GeneratedRegex(@"^(?<by>[a-h])(?<reply>>(?<to>\d*))?(?<maybe>\?)?: (?<text>.*)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Said();
}

/// <summary>What one of the roles says.</summary>
/// <param name="By">The role.</param>
/// <param name="Text">The message, with gaps.</param>
internal sealed record Line(char By, string Text)
{
    /// <summary>The place of the line that this one answers.</summary>
    public int? ReplyTo { get; init; }

    /// <summary>Said now and then.</summary>
    public bool IsMaybe { get; init; }

    /// <summary>Emoji, and the roles who put them there, such as <c>bc</c>.</summary>
    public IReadOnlyList<(string Emoji, string By)> Reactions { get; init; } = [];

    /// <summary>What its author makes of it soon after; null for as it was.</summary>
    public string? EditedTo { get; init; }

    public bool IsDeleted { get; init; }
}
