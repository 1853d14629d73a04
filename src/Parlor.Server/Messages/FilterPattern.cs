using System.Globalization;
using System.Text;

namespace Parlor.Server.Messages;

/// <summary>
/// A word or phrase as filters compare it: without regard to capitals, to what cannot be seen, and to which of several signs that are read as
/// the same letter was typed. An accent in the pattern has to be there; a letter without one stands for the letter with any. A <c>*</c> at the beginning or end of a word stands for more of the word. Looking for it takes time in proportion to the text,
/// whatever the pattern.
/// </summary>
internal sealed class FilterPattern
{
    /// <summary>Code points.</summary>
    public const int Longest = 100;

    private const int FewestWithStar = 2;

    private readonly Part[] _parts;

    private FilterPattern(Part[] parts) => _parts = parts;

    /// <summary>
    /// The first word without its accents, when a text can be looked up by it; null where that begins or ends with a star.
    /// </summary>
    public string? FirstWord => _parts[0] is { Before: false, After: false } first ? first.Word.Plain : null;

    /// <exception cref="Problem"><c>invalid</c> or <c>too_large</c>, field <c>pattern</c>.</exception>
    public static FilterPattern Parse(string? pattern)
    {
        var line = Input.Line("pattern", Input.Required("pattern", pattern), Longest);
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(ToParts).ToArray();
        return parts.Length == 0 ? throw Problem.Invalid("pattern", "pattern has no word in it.") : new FilterPattern(parts);
    }

    /// <summary>The words of a text, as patterns are compared with them.</summary>
    public static IReadOnlyList<FilterWord> Words(string text)
    {
        var words = new List<FilterWord>();
        var (plain, accented) = (new StringBuilder(), new StringBuilder());
        foreach (var typed in text.EnumerateRunes())
        {
            var read = LookAlikes.Read(typed);
            var category = CharUnicodeInfo.GetUnicodeCategory(read, 0);
            if (category == UnicodeCategory.Format)
                continue;
            if (category <= UnicodeCategory.OtherNumber)
            {
                accented.Append(read);
                if (!LookAlikes.IsAccent(typed))
                    plain.Append(LookAlikes.WithoutAccents(read));
            }
            else
            {
                End();
            }
        }

        End();
        return words;

        void End()
        {
            if (plain.Length > 0)
                words.Add(new FilterWord(plain.ToString(), accented.ToString()));
            plain.Clear();
            accented.Clear();
        }
    }

    /// <summary>Whether the pattern begins at this word.</summary>
    public bool IsAt(IReadOnlyList<FilterWord> words, int at)
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

    private static IEnumerable<Part> ToParts(string typed)
    {
        var (before, after) = (typed.StartsWith('*'), typed.EndsWith('*'));
        var letters = typed.Trim('*');
        if (letters.Contains('*', StringComparison.Ordinal))
            throw Problem.Invalid("pattern", "A star stands at the beginning or the end of a word.");
        var words = Words(letters);
        if ((before || after) && (words.Count != 1 || words[0].Plain.Length < FewestWithStar))
            throw Problem.Invalid("pattern", "A star takes a word of two letters or more beside it.");
        return words.Select(word => new Part(word, before, after));
    }

    private sealed record Part(FilterWord Word, bool Before, bool After)
    {
        private readonly bool _hasAccents = !string.Equals(Word.Plain, Word.Accented, StringComparison.Ordinal);

        public bool Fits(FilterWord word)
        {
            var (letters, typed) = _hasAccents ? (Word.Accented, word.Accented) : (Word.Plain, word.Plain);
            return (Before, After) switch
            {
                (false, false) => string.Equals(typed, letters, StringComparison.Ordinal),
                (false, true) => typed.StartsWith(letters, StringComparison.Ordinal),
                (true, false) => typed.EndsWith(letters, StringComparison.Ordinal),
                _ => typed.Contains(letters, StringComparison.Ordinal),
            };
        }
    }
}

/// <summary>A word in small letters, whatever signs it was typed in.</summary>
/// <param name="Plain">Without its accents.</param>
/// <param name="Accented">With them.</param>
internal readonly record struct FilterWord(string Plain, string Accented);
