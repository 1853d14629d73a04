using System.Globalization;
using System.Text;
using Parlor.Server.Accounts.Deletion;
using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>What the names and addresses of an account may look like. Each rule returns what is stored, or refuses by field.</summary>
public static class AccountRules
{
    public const int ShortestUsername = 2;
    public const int LongestUsername = 32;

    /// <summary>In Unicode code points.</summary>
    public const int LongestDisplayName = 64;

    /// <summary>The longest address that fits SMTP's path (RFC 5321, section 4.5.3.1.3, less its two brackets).</summary>
    public const int LongestEmail = 254;

    /// <summary>The stored form of a username: lower case, and not to be taken for an id.</summary>
    /// <exception cref="Problem"><c>invalid</c>, field <c>username</c>.</exception>
    public static string Username(string? text)
    {
        if (TryUsername(text, out var username))
            return username;
        throw Problem.Invalid("username", string.IsNullOrEmpty(text)
            ? "A username is required."
            : $"A username has {ShortestUsername} to {LongestUsername} of a to z, 0 to 9, '-' and '_', and is no long number.");
    }

    /// <summary>As <see cref="Username"/>, for text that need not be one.</summary>
    public static bool TryUsername(string? text, out string username)
    {
        username = "";
        if (text is null || text.Length is < ShortestUsername or > LongestUsername)
            return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
                return false;
        }

        if (text.Length >= Ids.ShortestText && text.All(char.IsAsciiDigit))
            return false;
        if (text.StartsWith(DeletedPerson.UsernamePrefix, StringComparison.OrdinalIgnoreCase))
            return false;
        username = text.ToLowerInvariant();
        return true;
    }

    /// <summary>A display name, trimmed: something to see, and nothing that writes over what stands beside it.</summary>
    /// <exception cref="Problem"><c>invalid</c>, field <c>displayName</c>.</exception>
    public static string DisplayName(string text)
    {
        var name = text.Trim();
        var length = 0;
        var visible = false;
        foreach (var rune in name.EnumerateRunes())
        {
            if (IsForbidden(rune))
                throw Problem.Invalid("displayName", "A display name has no control characters.");
            length++;
            visible |= !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format;
        }

        if (!visible || length > LongestDisplayName)
            throw Problem.Invalid("displayName", $"A display name has 1 to {LongestDisplayName} characters.");
        return name;
    }

    /// <summary>An e-mail address, trimmed; null for none. Only a message that arrives proves one, so little is refused here.</summary>
    /// <exception cref="Problem"><c>invalid</c>, field <c>email</c>.</exception>
    public static string? Email(string? text)
    {
        var email = text?.Trim();
        if (string.IsNullOrEmpty(email))
            return null;
        var at = email.LastIndexOf('@');
        if (at < 1 || at == email.Length - 1 || email.Length > LongestEmail || email.EnumerateRunes().Any(NotInEmail))
            throw Problem.Invalid("email", "This is not an e-mail address.");
        return email;
    }

    /// <summary>How a name is found: people do not type capitals when they search.</summary>
    internal static string Folded(string name) => name.ToLowerInvariant();

    private static bool NotInEmail(Rune rune) => Rune.IsWhiteSpace(rune) || IsForbidden(rune);

    /// <summary>Controls, line ends, unpaired surrogates, and the bidirectional overrides that turn the text after a name around.</summary>
    internal static bool IsForbidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune == Rune.ReplacementChar
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
