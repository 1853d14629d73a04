using System.Text;

namespace Parlor.Server.Terminal.Irc;

/// <summary>Messages have lines and any length; IRC has lines that are short.</summary>
internal static class MessageText
{
    private const string Action = "\u0001ACTION ";

    /// <summary>The text as IRC sends it: line by line, those that are too long in pieces that end between characters.</summary>
    /// <param name="text">What was posted.</param>
    /// <param name="longest">Bytes of a line.</param>
    /// <returns>Lines, and whether each goes on with the one before it.</returns>
    public static IEnumerable<(string Line, bool GoesOn)> Lines(string text, int longest)
    {
        var deed = ActionText.Find(text);
        var (isAction, shown) = (deed is not null, deed ?? text);
        var room = longest - (isAction ? Action.Length + 1 : 0);
        foreach (var line in shown.ReplaceLineEndings("\n").Split('\n'))
        {
            foreach (var (piece, goesOn) in Pieces(Harmless(line, isAction), room))
                yield return (isAction ? $"{Action}{piece}\u0001" : piece, goesOn);
        }
    }

    /// <summary>What a client sends as it is posted.</summary>
    public static string Posted(string text) =>
        text.StartsWith(Action, StringComparison.Ordinal) ? ActionText.Of(text[Action.Length..].TrimEnd('\u0001')) : text;

    /// <summary>Whether a text is a command of clients to each other (CTCP), and not what its author does.</summary>
    public static bool IsClientCommand(string text) =>
        text.StartsWith('\u0001') && !text.StartsWith(Action, StringComparison.Ordinal);

    /// <summary>Without what would begin a command of clients to each other (CTCP), and without NUL.</summary>
    private static string Harmless(string line, bool isAction) => isAction || line.Contains('\0', StringComparison.Ordinal)
        ? line.Replace("\u0001", "", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal)
        : line;

    /// <summary>As much of a text as has so many bytes, to the end of a character.</summary>
    public static string Beginning(string text, int longest) => Pieces(text, longest).First().Piece;

    /// <summary>A line in pieces that are short enough, and whether each goes on with the one before it.</summary>
    public static IEnumerable<(string Piece, bool GoesOn)> Pieces(string line, int longest)
    {
        if (Encoding.UTF8.GetByteCount(line) <= longest)
        {
            yield return (line, false);
            yield break;
        }

        var (start, bytes, at) = (0, 0, 0);
        foreach (var rune in line.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > longest)
            {
                yield return (line[start..at], start > 0);
                (start, bytes) = (at, 0);
            }

            bytes += rune.Utf8SequenceLength;
            at += rune.Utf16SequenceLength;
        }

        yield return (line[start..], start > 0);
    }
}
