using System.Globalization;
using System.Text;

namespace Parlor.Server.Messages;

/// <summary>
/// A word or phrase as filters compare it: without regard to capitals, to the width of letters, and to what cannot be seen.
/// A <c>*</c> at the beginning or end of a word stands for more of the word. Looking for it takes time in proportion to the text,
/// whatever the pattern.
/// </summary>
internal sealed class FilterPattern
{
    /// <summary>Code points.</summary>
    public const int Longest = 100;

    private const int FewestWithStar = 2;

    private readonly Part[] _parts;

    private FilterPattern(Part[] parts) => _parts = parts;

    /// <summary>The first word, when a text can be looked up by it; null where that begins or ends with a star.</summary>
    public string? FirstWord => _parts[0] is { Before: false, After: false } first ? first.Letters : null;

    /// <exception cref="Problem"><c>invalid</c> or <c>too_large</c>, field <c>pattern</c>.</exception>
    public static FilterPattern Parse(string? pattern)
    {
        var line = Input.Line("pattern", Input.Required("pattern", pattern), Longest);
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(ToParts).ToArray();
        return parts.Length == 0 ? throw Problem.Invalid("pattern", "pattern has no word in it.") : new FilterPattern(parts);
    }

    /// <summary>The words of a text, as patterns are compared with them.</summary>
    public static IReadOnlyList<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var typed in text.EnumerateRunes())
        {
            var rune = Narrow(typed);
            var category = Rune.GetUnicodeCategory(rune);
            if (category == UnicodeCategory.Format)
                continue;
            if (category <= UnicodeCategory.OtherNumber)
                word.Append(Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune)).ToString());
            else
                End();
        }

        End();
        return words;

        void End()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
    }

    /// <summary>Whether the pattern begins at this word.</summary>
    public bool IsAt(IReadOnlyList<string> words, int at)
    {
        if (words.Count - at < _parts.Length)
            return false;
        for (var i = 0; i < _parts.Length; i++)
        {
            if (!_parts[i].Fits(words[at + i]))
                return false;
        }

        return true;
    }

    // The wide forms of ASCII stand in the same order as the narrow ones (Unicode, "Halfwidth and Fullwidth Forms").
    private static Rune Narrow(Rune rune) => rune.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(rune.Value - 0xFEE0) : rune;

    private static IEnumerable<Part> ToParts(string typed)
    {
        var (before, after) = (typed.StartsWith('*'), typed.EndsWith('*'));
        var letters = typed.Trim('*');
        if (letters.Contains('*', StringComparison.Ordinal))
            throw Problem.Invalid("pattern", "A star stands at the beginning or the end of a word.");
        var words = Words(letters);
        if ((before || after) && (words.Count != 1 || words[0].Length < FewestWithStar))
            throw Problem.Invalid("pattern", "A star takes a word of two letters or more beside it.");
        return words.Select(word => new Part(word, before, after));
    }

    private sealed record Part(string Letters, bool Before, bool After)
    {
        public bool Fits(string word) => (Before, After) switch
        {
            (false, false) => string.Equals(word, Letters, StringComparison.Ordinal),
            (false, true) => word.StartsWith(Letters, StringComparison.Ordinal),
            (true, false) => word.EndsWith(Letters, StringComparison.Ordinal),
            _ => word.Contains(Letters, StringComparison.Ordinal),
        };
    }
}
