using System.Text.RegularExpressions;

namespace Parlor.Server.Messages;

/// <summary>Finds who a text names: <c>@username</c>, at the beginning of a word.</summary>
internal static partial class Mentions
{
    /// <summary>Names looked up in one message at most: a text of nothing but names must not cost thousands of look-ups.</summary>
    private const int Most = 50;

    public static IReadOnlyList<string> In(string text) => text.Contains('@', StringComparison.Ordinal)
        ? [.. Name().Matches(text).Select(match => match.Groups["name"].Value.ToLowerInvariant()).Distinct(StringComparer.Ordinal).Take(Most)]
        : [];

    [GeneratedRegex(@"(^|[^\w@])@(?<name>[A-Za-z0-9_-]{2,32})", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
