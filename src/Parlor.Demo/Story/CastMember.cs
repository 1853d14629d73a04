using Parlor.Demo.Drawing;

namespace Parlor.Demo.Story;

/// <summary>Somebody who works at the company.</summary>
internal sealed record CastMember
{
    public required string Username { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>What colleagues call them.</summary>
    public required string Given { get; init; }

    public required string Team { get; init; }

    public required string Job { get; init; }

    public required string Pronouns { get; init; }

    /// <summary>The IANA name.</summary>
    public required string TimeZone { get; init; }

    /// <summary>How much of the history had gone by when they came: 0 for those who were there from the beginning.</summary>
    public required double Came { get; init; }

    public required Look Look { get; init; }

    /// <summary>An emoji and a text, if they say what they are up to.</summary>
    public string? Status { get; init; }

    /// <summary>Whether the person is likely to be at work at that time, where they live.</summary>
    public bool IsAwake(DateTimeOffset at)
    {
        var hour = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).TimeOfDay.TotalHours;
        return hour is >= 7.5 and < 20.5;
    }

    /// <summary>Whether this is the person of that username.</summary>
    public bool Is(string? username) => string.Equals(Username, username, StringComparison.Ordinal);

    public bool Equals(CastMember? other) => Is(other?.Username);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Username);
}
