namespace Parlor.Server.Terminal.Irc;

/// <summary>
/// A message that came as a batch of lines (IRCv3 draft/multiline), some of which go on with the one before: to those who understand it,
/// it goes out in the same lines.
/// </summary>
internal static class MultilineText
{
    public const string Batch = "draft/multiline";

    public const string GoesOnTag = "draft/multiline-concat";

    public const int LongestBytes = 4_096;

    public const int MostLines = 32;

    // No line of IRC holds either of them.
    private const char NewLine = '\n';

    private const char GoesOn = '\r';

    /// <summary>The lines as one text, from which <see cref="Lines"/> has them again.</summary>
    public static string Kept(IEnumerable<(string Line, bool GoesOn)> lines) =>
        string.Concat(lines.Select((one, at) => at == 0 ? one.Line : (one.GoesOn ? GoesOn : NewLine) + one.Line));

    /// <summary>The message that lines make.</summary>
    public static string Posted(string kept) => kept.Replace(GoesOn.ToString(), "", StringComparison.Ordinal);

    /// <summary>The lines, cut further where they are too long.</summary>
    public static IEnumerable<(string Line, bool GoesOn)> Lines(string kept, int longest)
    {
        for (var start = 0; start <= kept.Length;)
        {
            var end = kept.AsSpan(start).IndexOfAny(NewLine, GoesOn) is >= 0 and var length ? start + length : kept.Length;
            var continues = start > 0 && kept[start - 1] == GoesOn;
            foreach (var (piece, goesOn) in MessageText.Pieces(kept[start..end], longest))
                yield return (piece, goesOn || continues);
            start = end + 1;
        }
    }
}
