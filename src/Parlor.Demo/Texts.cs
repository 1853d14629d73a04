using System.Reflection;

namespace Parlor.Demo;

/// <summary>The files in <c>Texts</c>, which are part of the program.</summary>
internal static class Texts
{
    public static IReadOnlyList<string> Lines(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There is no text named {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n');
    }

    /// <summary>
    /// The sections of a file, in which <c>== title</c> begins each: the title and the lines under it, without empty ones at the end.
    /// Lines in front of the first section that begin with <c>#</c> explain the file.
    /// </summary>
    public static IEnumerable<(string Title, IReadOnlyList<string> Lines)> Sections(string name)
    {
        string? title = null;
        var lines = new List<string>();
        foreach (var line in Lines(name))
        {
            if (!line.StartsWith("== ", StringComparison.Ordinal))
            {
                lines.Add(line);
                continue;
            }

            if (title is not null)
                yield return (title, Trimmed(lines));
            (title, lines) = (line[3..].Trim(), []);
        }

        if (title is not null)
            yield return (title, Trimmed(lines));
    }

    private static List<string> Trimmed(List<string> lines) =>
        lines.Take(lines.FindLastIndex(line => line.Length > 0) + 1).ToList();
}
