using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>What everyone signed in may know of a person beside their name and picture.</summary>
/// <param name="About">What they say of themselves; null like all that is not given.</param>
/// <param name="Pronouns">How to speak of them.</param>
/// <param name="TimeZone">The IANA name of their time zone.</param>
/// <param name="Status">What they are up to.</param>
/// <param name="Role">What they are on this server.</param>
/// <param name="CreatedAt">When they signed up.</param>
public sealed record Profile(string? About, string? Pronouns, string? TimeZone, Status? Status, Role Role, Timestamp CreatedAt);

/// <summary>What to change of oneself: null leaves a thing as it is, an empty text takes it away.</summary>
public sealed record ProfileChange
{
    /// <summary>Another unique name; see <see cref="AccountRules.Username"/>. The one before it stays reserved.</summary>
    public string? Username { get; init; }

    /// <inheritdoc cref="AccountRules.DisplayName"/>
    public string? DisplayName { get; init; }

    public string? Email { get; init; }

    /// <summary>Up to <see cref="ProfileRules.LongestAbout"/> characters.</summary>
    public string? About { get; init; }

    /// <summary>Up to <see cref="ProfileRules.LongestPronouns"/> characters on one line.</summary>
    public string? Pronouns { get; init; }

    /// <summary>An IANA name, such as <c>Europe/Berlin</c>.</summary>
    public string? TimeZone { get; init; }

    /// <summary>One without emoji and text takes the status away.</summary>
    public Status? Status { get; init; }
}

/// <summary>What a profile may hold. Each rule returns what is stored, null for nothing, or refuses by field.</summary>
public static class ProfileRules
{
    /// <summary>In Unicode code points.</summary>
    public const int LongestAbout = 1_000;

    /// <inheritdoc cref="LongestAbout"/>
    public const int LongestPronouns = 40;

    private const int LongestTimeZone = 64;

    /// <exception cref="Problem"><c>invalid</c> or <c>too_large</c>, field <c>about</c>.</exception>
    internal static string? About(string? text) => NullIfEmpty(Input.Text("about", (text ?? "").Trim(), LongestAbout));

    /// <exception cref="Problem"><c>invalid</c> or <c>too_large</c>, field <c>pronouns</c>.</exception>
    internal static string? Pronouns(string? text) => Line("pronouns", text, LongestPronouns);

    /// <exception cref="Problem"><c>invalid</c> or <c>too_large</c>, field <c>timeZone</c>.</exception>
    internal static string? TimeZone(string? text)
    {
        if (Line("timeZone", text, LongestTimeZone) is not { } name)
            return null;
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId
            ? zone.Id
            : throw Problem.Invalid("timeZone", "timeZone is not the name of a time zone, such as Europe/Berlin.");
    }

    /// <summary>A line that can stand beside other text without turning it around.</summary>
    /// <exception cref="Problem"><c>invalid</c> or <c>too_large</c>, with the field.</exception>
    internal static string? Line(string field, string? text, int longest)
    {
        var line = Input.Line(field, text ?? "", longest);
        return line.EnumerateRunes().Any(AccountRules.IsForbidden)
            ? throw Problem.Invalid(field, $"{field} has characters that cannot stand in a line.")
            : NullIfEmpty(line);
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
