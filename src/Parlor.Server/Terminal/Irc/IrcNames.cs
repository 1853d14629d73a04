namespace Parlor.Server.Terminal.Irc;

/// <summary>What names in IRC look like.</summary>
internal static class IrcNames
{
    public const int LongestNick = 32;

    public const int LongestChannel = 65;

    private const string Special = "[]\\`_^{|}";

    /// <summary>Whether a guest can be called so (RFC 2812, section 2.3.1).</summary>
    public static bool IsNick(string nick) =>
        nick.Length is > 0 and <= LongestNick
        && (char.IsAsciiLetter(nick[0]) || Special.Contains(nick[0], StringComparison.Ordinal))
        && nick.All(c => char.IsAsciiLetterOrDigit(c) || c == '-' || Special.Contains(c, StringComparison.Ordinal));

    public static bool IsChannel(string name) => name is ['#', _, ..];

    /// <summary>The name of the room that a channel is.</summary>
    /// <exception cref="Problem"><c>not_found</c>: it is no channel's name.</exception>
    public static string Room(string channel) => IsChannel(channel) ? channel[1..].ToLowerInvariant() : throw Problem.NotFound("There is no such channel.");

    /// <summary>Whether a name fits a mask with <c>*</c> and <c>?</c>.</summary>
    public static bool Fits(string mask, string name) => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(mask, name);
}
