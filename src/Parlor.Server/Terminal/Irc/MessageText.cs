using System.Text;

namespace Parlor.Server.Terminal.Irc;

/// <summary>Messages have lines and any length; IRC has lines that are short.</summary>
internal static class MessageText
{
    private const string Action = "\u0001ACTION ";

    /// <summary>The text as IRC sends it: line by line, those that are too long in pieces that end between characters.</summary>
    /// <param name="text">What was posted.</param>
    /// <param name="longest">Bytes of a line.</param>
    public static IEnumerable<string> Lines(string text, int longest)
    {
        var deed = ActionText.Find(text);
        var (isAction, shown) = (deed is not null, deed ?? text);
        var room = longest - (isAction ? Action.Length + 1 : 0);
        foreach (var line in shown.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.Length == 0)
                continue;
            foreach (var piece in Pieces(Harmless(line, isAction), room))
                yield return isAction ? $"{Action}{piece}\u0001" : piece;
        }
    }

    /// <summary>What a client sends as it is posted.</summary>
    public static string Posted(string text) =>
        text.StartsWith(Action, StringComparison.Ordinal) ? ActionText.Of(text[Action.Length..].TrimEnd('\u0001')) : text;

    /// <summary>Without what would begin a command of clients to each other (CTCP), and without NUL.</summary>
    private static string Harmless(string line, bool isAction) => isAction || line.Contains('\0', StringComparison.Ordinal)
        ? line.Replace("\u0001", "", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal)
        : line;

    private static IEnumerable<string> Pieces(string line, int longest)
    {
        if (Encoding.UTF8.GetByteCount(line) <= longest)
        {
            yield return line;
            yield break;
        }

        var (start, bytes, at) = (0, 0, 0);
        foreach (var rune in line.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > longest)
            {
                yield return line[start..at];
                (start, bytes) = (at, 0);
            }

            bytes += rune.Utf8SequenceLength;
            at += rune.Utf16SequenceLength;
        }

        yield return line[start..];
    }
}
