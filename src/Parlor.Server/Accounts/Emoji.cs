using System.Globalization;
using System.Text;

namespace Parlor.Server.Accounts;

/// <summary>One emoji, as people count them.</summary>
internal static class Emoji
{
    /// <summary>In UTF-16 units: a family of four with skin tones has 41 at most.</summary>
    private const int Longest = 48;

    /// <summary>One character as people count them, that is drawn as a picture or a flag.</summary>
    /// <exception cref="Problem"><c>invalid</c>, with the field.</exception>
    public static string Require(string field, string typed) =>
        typed.Length is > 0 and <= Longest
        && StringInfo.GetNextTextElementLength(typed) == typed.Length
        && typed.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol || rune.Value is 0xFE0F or 0x20E3)
            ? typed
            : throw Problem.Invalid(field, $"{field} is not an emoji.");
}
