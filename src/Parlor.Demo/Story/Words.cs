using System.Globalization;
using System.Text.RegularExpressions;

namespace Parlor.Demo.Story;

/// <summary>
/// Fills the gaps of one conversation: <c>&lt;&lt;service&gt;&gt;</c> from the list of that name, the same throughout;
/// <c>&lt;&lt;service*&gt;&gt;</c> another each time; <c>&lt;&lt;3..20&gt;&gt;</c> a number; <c>&lt;&lt;n=3..20&gt;&gt;</c> one that is
/// remembered as <c>n</c>; <c>&lt;&lt;yes|sure&gt;&gt;</c> one of these; <c>&lt;&lt;b&gt;&gt;</c> the name of who has that role, and
/// <c>&lt;&lt;@b&gt;&gt;</c> a mention of them.
/// </summary>
internal sealed partial class Words(IReadOnlyDictionary<char, CastMember> roles, Dice dice)
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Lists = Texts.Sections("words").ToDictionary(
        section => section.Title, section => section.Lines, StringComparer.Ordinal);

    private readonly Dictionary<string, string> _remembered = new(StringComparer.Ordinal);

    public string Fill(string text)
    {
        // What is put into a gap may have gaps itself.
        while (Gap().IsMatch(text))
            text = Gap().Replace(text, match => Value(match.Groups["what"].Value));
        return text;
    }

    private string Value(string what)
    {
        if (what.Split('=') is [var name, var source])
            return _remembered.TryGetValue(name, out var before) ? before : _remembered[name] = Value(source);
        if (_remembered.TryGetValue(what, out var known))
            return known;
        if (what is [var role])
            return roles[role].Given;
        if (what is ['@', var named])
            return $"@{roles[named].Username}";
        if (what.Contains('|', StringComparison.Ordinal))
            return dice.Pick(what.Split('|'));
        if (Range().Match(what) is { Success: true } range)
            return dice.Between(Number(range, "from"), Number(range, "to")).ToString(CultureInfo.InvariantCulture);
        return what.EndsWith('*') ? dice.Pick(Lists[what[..^1]]) : _remembered[what] = dice.Pick(Lists[what]);
    }

    private static int Number(Match range, string name) => int.Parse(range.Groups[name].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("<<(?<what>[^<>\n]*)>>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Gap();

    [GeneratedRegex(@"^(?<from>\d+)\.\.(?<to>\d+)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Range();
}
