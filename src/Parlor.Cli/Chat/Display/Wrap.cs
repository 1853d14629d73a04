using System.Text;

namespace Parlor.Cli.Chat;

/// <summary>Breaks text into lines of a width in cells, between words where it can.</summary>
internal static class Wrap
{
    public static List<string> Lines(string text, int width)
    {
        var lines = new List<string>();
        foreach (var line in text.Split('\n'))
            Break(line, Math.Max(2, width), lines);
        return lines;
    }

    private static void Break(string text, int width, List<string> lines)
    {
        var (line, taken) = (new StringBuilder(), 0);
        // Where the line can be broken: how much of it stays, and how wide that is with the space.
        var (breakAt, breakWidth) = (0, 0);
        foreach (var character in CellWidth.Characters(text))
        {
            var cells = CellWidth.OfCharacter(character);
            if (taken + cells > width && character is not " ")
            {
                // Without a space, the word is cut.
                var rest = breakAt > 0 ? line.ToString(breakAt, line.Length - breakAt) : "";
                lines.Add(line.ToString(0, breakAt > 0 ? breakAt : line.Length).TrimEnd());
                line.Clear().Append(rest);
                taken = breakAt > 0 ? taken - breakWidth : 0;
                (breakAt, breakWidth) = (0, 0);
            }

            line.Append(character);
            taken += cells;
            if (character is " ")
                (breakAt, breakWidth) = (line.Length, taken);
        }

        lines.Add(line.ToString().TrimEnd());
    }
}
