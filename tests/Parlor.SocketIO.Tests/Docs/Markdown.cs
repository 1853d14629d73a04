using System.Text.RegularExpressions;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Docs;

/// <summary>The library's README and the pages of its guide.</summary>
internal static partial class Markdown
{
    public static string Readme { get; } = Repository.PathTo("src", "Parlor.SocketIO", "README.md");

    public static IEnumerable<string> Files =>
        Directory.GetFiles(Repository.PathTo("docs", "socketio"), "*.md").Order(StringComparer.Ordinal).Prepend(Readme);

    /// <summary>What stands between a heading of the second order and the next one.</summary>
    public static string Section(string text, string heading)
    {
        string[] parts = text.Split("\n## ").Where(part => part.StartsWith(heading + "\n", StringComparison.Ordinal)).ToArray();
        return Assert.Single(parts);
    }

    /// <summary>The blocks of code of one language.</summary>
    public static IEnumerable<string> Blocks(string text, string language) =>
        Fence().Matches(text)
            .Where(match => string.Equals(match.Groups["language"].Value, language, StringComparison.Ordinal))
            .Select(match => match.Groups["code"].Value);

    /// <summary>Blocks that are announced as the content of a file: its name in code marks and a colon, alone on a line.</summary>
    public static IEnumerable<(string Name, string Content)> FilesIn(string text) =>
        NamedFence().Matches(text).Select(match => (match.Groups["name"].Value, match.Groups["code"].Value));

    /// <summary>The cells of a table's rows, without its head.</summary>
    public static IEnumerable<string[]> Rows(string text) =>
        text.Split('\n').Where(line => line.StartsWith('|')).Select(Cells).Where(cells => !cells[0].StartsWith('-')).Skip(1);

    public static IEnumerable<string> Code(string text) => CodeSpan().Matches(text).Select(match => match.Groups["code"].Value);

    public static IEnumerable<string> Links(string text) =>
        Link().Matches(Fence().Replace(text, "")).Select(match => match.Groups["target"].Value);

    private static string[] Cells(string line) =>
        [.. Separator().Split(line).Skip(1).SkipLast(1).Select(cell => cell.Trim().Replace("\\|", "|", StringComparison.Ordinal))];

    [GeneratedRegex("^```(?<language>[a-z]*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fence();

    [GeneratedRegex("^`(?<name>[^`]+)`:\n\n```[a-z]+\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedFence();

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<!\\)\|", RegexOptions.None, 1000)]
    private static partial Regex Separator();
}
