using System.Globalization;
using System.Text;

namespace Parlor.Cli.Chat;

/// <summary>
/// What others have written, made fit for a terminal: nothing in it moves the cursor, changes colours, answers for the user, or turns the
/// direction of what stands beside it.
/// </summary>
internal static class Harmless
{
    private const char Replacement = '\uFFFD';

    /// <summary>The text on as many lines as it has.</summary>
    public static string Lines(string text) => Cleaned(text, keepLines: true);

    /// <summary>The text on one line; breaks become spaces.</summary>
    public static string Line(string text) => Cleaned(text, keepLines: false);

    private static string Cleaned(string text, bool keepLines)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            if (rune.Value is '\n' or 0x2028 or 0x2029)
                clean.Append(keepLines ? '\n' : ' ');
            else if (rune.Value is '\t')
                clean.Append("    ");
            else if (IsHarmful(rune))
                clean.Append(Replacement);
            else if (!IsInvisible(rune))
                clean.Append(rune.ToString());
        }

        return clean.ToString();
    }

    private static bool IsHarmful(Rune rune) =>
        Rune.IsControl(rune)
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.PrivateUse;

    /// <summary>Marks of direction, and what has no width and joins nothing.</summary>
    private static bool IsInvisible(Rune rune) =>
        rune.Value is 0x061C or 0x200B or 0x200E or 0x200F or 0x2060 or 0xFEFF or 0x00AD or (>= 0xFFF9 and <= 0xFFFB);
}
