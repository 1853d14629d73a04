namespace Parlor.Demo.Story;

internal enum PlaceKind
{
    Room,
    Direct,
    Group,
}

/// <summary>A room, a group or a direct conversation of the company, as it is in the files.</summary>
internal sealed record Place
{
    public required string Key { get; init; }

    public PlaceKind Kind { get; init; }

    public string Title { get; init; } = "";

    public string Topic { get; init; } = "";

    public string Description { get; init; } = "";

    public bool IsPrivate { get; init; }

    /// <summary>Who made it: a username.</summary>
    public required string Owner { get; init; }

    /// <summary>Who is in it: usernames and teams; <c>all</c> for everyone.</summary>
    public required IReadOnlyList<string> People { get; init; }

    /// <summary>What is talked of: names of scene files.</summary>
    public required IReadOnlyList<string> Themes { get; init; }

    /// <summary>Conversations on a working day, when everybody is there.</summary>
    public required double Pace { get; init; }

    /// <summary>The hour of the day that its conversations begin around; null for any time.</summary>
    public double? Hour { get; init; }

    /// <summary>Whether people come here on weekends, too.</summary>
    public bool IsSocial { get; init; }

    /// <summary>How much of the history had gone by when it was opened, and archived; 1 is the end.</summary>
    public double Opened { get; init; }

    public double Archived { get; init; } = 2;

    public bool IsForAnnouncements { get; init; }

    /// <summary>The picture's sign and colour; null for none.</summary>
    public (string Sign, string Colour)? Picture { get; init; }

    /// <summary>A role of the room's own, and who has it.</summary>
    public (string Name, IReadOnlyList<string> People)? Role { get; init; }

    public IReadOnlyList<string> Moderators { get; init; } = [];

    public bool Takes(CastMember person) =>
        People.Contains("all", StringComparer.Ordinal)
        || People.Contains(person.Username, StringComparer.Ordinal)
        || People.Contains(person.Team, StringComparer.Ordinal);

    public bool Equals(Place? other) => string.Equals(Key, other?.Key, StringComparison.Ordinal);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Key);
}
