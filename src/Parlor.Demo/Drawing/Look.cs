namespace Parlor.Demo.Drawing;

internal enum HairStyle
{
    Crop,
    Parted,
    Curls,
    Afro,
    Bob,
    Long,
    Waves,
    Bun,
    Bald,
    Scarf,
}

/// <summary>What somebody looks like in their drawing.</summary>
internal sealed record Look
{
    private static readonly string[] Skins = ["#f7d9c4", "#f0c4a2", "#e0aa80", "#c98d62", "#a9714a", "#84542f", "#5f3b24", "#472c1c"];

    private static readonly Dictionary<string, string> Hairs = new(StringComparer.Ordinal)
    {
        ["black"] = "#201c1f",
        ["dark"] = "#3a2a22",
        ["brown"] = "#6b4630",
        ["chestnut"] = "#8a4b2b",
        ["red"] = "#b4532a",
        ["blond"] = "#d8ab5c",
        ["grey"] = "#9a9a9e",
        ["white"] = "#dcdbd8",
    };

    private static readonly string[] Grounds =
        ["#c9dbe8", "#f1d6c2", "#d5e3cf", "#e6d5ea", "#f4e3b5", "#bfe0dc", "#f0cdd0", "#d3d6ee", "#b9cfe0", "#e3dccb"];

    private static readonly string[] Shirts =
        ["#2f4858", "#3b6e71", "#7a4a5b", "#c4643c", "#44546a", "#6d7f4f", "#8c5a86", "#d9a441", "#33658a", "#5c4b75", "#e9e4da", "#a23b3b"];

    public required Colour Skin { get; init; }

    public required Colour Hair { get; init; }

    public required HairStyle Style { get; init; }

    public required Colour Ground { get; init; }

    public required Colour Shirt { get; init; }

    public bool HasGlasses { get; init; }

    public bool HasBeard { get; init; }

    public bool HasFreckles { get; init; }

    /// <summary>From words such as <c>5 black afro glasses</c>: skin from light (1) to dark (8), hair, style, and what else is to be seen.</summary>
    public static Look Parse(string words, Dice dice)
    {
        var parts = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new Look
        {
            Skin = Colour.Parse(Skins[parts[0][0] - '1']),
            Hair = Colour.Parse(Hairs[parts[1]]),
            Style = Enum.Parse<HairStyle>(parts[2], ignoreCase: true),
            Ground = Colour.Parse(dice.Pick(Grounds)),
            Shirt = Colour.Parse(dice.Pick(Shirts)),
            HasGlasses = parts.Contains("glasses", StringComparer.Ordinal),
            HasBeard = parts.Contains("beard", StringComparer.Ordinal),
            HasFreckles = parts.Contains("freckles", StringComparer.Ordinal),
        };
    }
}
