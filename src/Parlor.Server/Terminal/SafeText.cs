using System.Globalization;
using System.Text;

namespace Parlor.Server.Terminal;

/// <summary>
/// What others have written, made harmless: nothing of it moves a terminal's cursor, ends a line early, or turns the text around that
/// stands beside it.
/// </summary>
internal static class SafeText
{
    private static readonly char[] LineEnds = ['\n', '\r'];

    /// <summary>
    /// The text as one line: control characters (C0 but the tab, DEL, C1), separators of lines and the bidirectional overrides are each
    /// shown as U+FFFD.
    /// </summary>
    public static string Line(string text)
    {
        var first = FirstHarmful(text);
        if (first < 0)
            return text;
        var safe = new StringBuilder(text.Length).Append(text, 0, first);
        foreach (var c in text.AsSpan(first))
            safe.Append(IsHarmful(c) ? '\uFFFD' : c);
        return safe.ToString();
    }

    /// <summary>The text's lines, each as <see cref="Line"/> has it. Where they end, CR, LF or both, is not part of them.</summary>
    public static IEnumerable<string> Lines(string text) =>
        text.IndexOfAny(LineEnds) < 0 ? [Line(text)] : text.Replace("\r\n", "\n", StringComparison.Ordinal).Split(LineEnds).Select(Line);

    private static int FirstHarmful(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (IsHarmful(text[at]))
                return at;
        }

        return -1;
    }

    // All of them are single UTF-16 units.
    private static bool IsHarmful(char c) =>
        (c < ' ' && c != '\t')
        || (c >= '\u007F' && (char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')));
}
