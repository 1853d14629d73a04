using System.Text;

namespace Parlor.Server.Terminal.Irc;

/// <summary>A line of IRC, taken apart (RFC 1459, section 2.3.1; IRCv3 message-tags).</summary>
/// <param name="Tags">Tags with their values unescaped; a tag that stands twice has its last value.</param>
/// <param name="Command">The command, in capitals.</param>
/// <param name="Parameters">Its parameters; the last may hold spaces.</param>
internal sealed record IrcMessage(IReadOnlyDictionary<string, string> Tags, string Command, IReadOnlyList<string> Parameters)
{
    /// <summary>Bytes of a line without its tags and its end.</summary>
    public const int LongestBody = 510;

    /// <summary>Bytes of the tags that a client sends, from the at sign to the space behind them.</summary>
    public const int LongestTags = 4096;

    private const int MostParameters = 64;

    private static readonly Dictionary<string, string> NoTags = new(StringComparer.Ordinal);

    /// <summary>Reads a line without its end; null where there is nothing in it. Who it says it is from is not asked.</summary>
    public static IrcMessage? Parse(string line)
    {
        var rest = line.AsSpan().TrimStart(' ');
        var tags = NoTags;
        if (rest is ['@', ..])
            tags = ParseTags(Word(ref rest)[1..]);
        if (rest is [':', ..])
            Word(ref rest);
        var command = Word(ref rest);
        if (command.IsEmpty)
            return null;

        var parameters = new List<string>();
        while (!rest.IsEmpty && parameters.Count < MostParameters)
        {
            if (rest is [':', ..])
            {
                parameters.Add(rest[1..].ToString());
                break;
            }

            parameters.Add(Word(ref rest).ToString());
        }

        return new IrcMessage(tags, command.ToString().ToUpperInvariant(), parameters);
    }

    /// <summary>Whether tags and the rest are no longer than each may be.</summary>
    public static bool Fits(ReadOnlySpan<byte> line)
    {
        if (line is not [(byte)'@', ..])
            return line.Length <= LongestBody;
        var space = line.IndexOf((byte)' ');
        return space >= 0 && space + 1 <= LongestTags && line.Length - space - 1 <= LongestBody;
    }

    /// <summary>A parameter as it stands last in a line.</summary>
    public static string Last(string text) =>
        text.Length == 0 || text[0] == ':' || text.Contains(' ', StringComparison.Ordinal) ? ":" + text : text;

    /// <summary>A parameter as it stands before others; what cannot stand there is a star.</summary>
    public static string Middle(string text) =>
        text.Length == 0 || text[0] == ':' || text.Contains(' ', StringComparison.Ordinal) ? "*" : text;

    /// <summary>The value of a tag as it stands on the wire.</summary>
    public static string Escaped(string value)
    {
        var escaped = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            _ = c switch
            {
                ';' => escaped.Append(@"\:"),
                ' ' => escaped.Append(@"\s"),
                '\\' => escaped.Append(@"\\"),
                '\r' => escaped.Append(@"\r"),
                '\n' => escaped.Append(@"\n"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    private static Dictionary<string, string> ParseTags(ReadOnlySpan<char> text)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var range in text.Split(';'))
        {
            var tag = text[range];
            var equals = tag.IndexOf('=');
            var key = equals < 0 ? tag : tag[..equals];
            if (!key.IsEmpty)
                tags[key.ToString()] = equals < 0 ? "" : Unescaped(tag[(equals + 1)..]);
        }

        return tags;
    }

    private static string Unescaped(ReadOnlySpan<char> value)
    {
        if (!value.Contains('\\'))
            return value.ToString();
        var plain = new StringBuilder(value.Length);
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] != '\\')
                plain.Append(value[at]);
            else if (++at < value.Length)
                plain.Append(value[at] switch { ':' => ';', 's' => ' ', 'r' => '\r', 'n' => '\n', var other => other });
        }

        return plain.ToString();
    }

    private static ReadOnlySpan<char> Word(ref ReadOnlySpan<char> rest)
    {
        var space = rest.IndexOf(' ');
        var word = space < 0 ? rest : rest[..space];
        rest = space < 0 ? [] : rest[space..].TrimStart(' ');
        return word;
    }
}
