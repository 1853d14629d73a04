using System.Globalization;
using Parlor.Demo.Drawing;

namespace Parlor.Demo.Story;

/// <summary>Reads who works at the company, and makes up more people where more are wanted.</summary>
internal static class Cast
{
    private static readonly string[] Teams = ["backend", "web", "firmware", "support", "ops", "product", "design"];

    private static readonly string[] Zones = ["Europe/Berlin", "Europe/Lisbon", "Europe/Athens", "Africa/Nairobi", "Asia/Kolkata", "America/Sao_Paulo"];

    public static IReadOnlyList<CastMember> Of(DemoOptions options)
    {
        var sections = Texts.Sections("people").ToDictionary(section => section.Title, section => section.Lines, StringComparer.Ordinal);
        var cast = new List<CastMember>();
        foreach (var line in sections["core"])
        {
            if (line.StartsWith("status ", StringComparison.Ordinal))
                cast[^1] = cast[^1] with { Status = line["status ".Length..] };
            else if (cast.Count == options.People)
                break;
            else
                cast.Add(Parse(line, options.Seed));
        }

        var dice = Dice.For(options.Seed, "more people");
        var given = Words(sections["given"], ' ');
        var family = Words(sections["family"], ' ');
        var looks = Words(sections["looks"], '|');
        while (cast.Count < options.People)
            cast.Add(MakeUp(cast.Count, options.Seed, dice, given, family, looks));
        return cast;
    }

    private static CastMember Parse(string line, int seed)
    {
        var fields = line.Split(" | ");
        return new CastMember
        {
            Username = fields[0],
            DisplayName = fields[1],
            Given = fields[2],
            Team = fields[3],
            Job = fields[4],
            Pronouns = fields[5],
            TimeZone = fields[6],
            Came = double.Parse(fields[7], CultureInfo.InvariantCulture),
            Look = Look.Parse(fields[8], Dice.For(seed, $"look {fields[0]}")),
        };
    }

    private static CastMember MakeUp(
        int number, int seed, Dice dice, IReadOnlyList<string> given, IReadOnlyList<string> family, IReadOnlyList<string> looks)
    {
        var (first, last, team) = (dice.Pick(given), dice.Pick(family), dice.Pick(Teams));
        return new CastMember
        {
            Username = string.Create(CultureInfo.InvariantCulture, $"person-{number:D3}"),
            DisplayName = $"{first} {last}",
            Given = first,
            Team = team,
            Job = $"Works in {team}",
            Pronouns = dice.Pick(["she/her", "he/him", "they/them"]),
            TimeZone = dice.Pick(Zones),
            Came = dice.Between(0, 0.9),
            Look = Look.Parse(dice.Pick(looks), Dice.For(seed, string.Create(CultureInfo.InvariantCulture, $"look {number}"))),
        };
    }

    private static string[] Words(IReadOnlyList<string> lines, char separator) =>
        string.Join(separator, lines).Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
