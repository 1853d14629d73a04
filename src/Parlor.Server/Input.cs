using System.Globalization;
using System.Text;
using Parlor.Server.Data;

namespace Parlor.Server;

/// <summary>Checks that every feature makes of what people send. Each names the field it refuses.</summary>
internal static class Input
{
    public static string Required(string field, string? value) =>
        value ?? throw Problem.Invalid(field, $"{field} is missing.");

    /// <summary>A line or text of at most <paramref name="longest"/> Unicode code points, which both databases can store as it is.</summary>
    public static string Text(string field, string value, int longest)
    {
        if (IsLonger(value, longest))
            throw Problem.TooLarge(field, $"{field} is longer than {longest:N0} characters.");
        if (!IsStorable(value))
            throw Problem.Invalid(field, $"{field} holds characters that are not text.");
        return value;
    }

    /// <summary>Whether <see cref="Text"/> takes it.</summary>
    public static bool IsText(string value, int longest) => !IsLonger(value, longest) && IsStorable(value);

    /// <summary>A text of one line, without the white space around it.</summary>
    public static string Line(string field, string value, int longest)
    {
        var line = Text(field, value.Trim(), longest);
        return line.Any(char.IsControl) ? throw Problem.Invalid(field, $"{field} must be one line without control characters.") : line;
    }

    /// <summary>A number between two others, or its default when none is given.</summary>
    public static int Between(string field, int? value, int smallest, int largest, int otherwise) =>
        value is null ? otherwise
        : value >= smallest && value <= largest ? value.Value
        : throw Problem.Invalid(field, $"{field} must be between {smallest} and {largest}.");

    /// <summary>A moment in ISO 8601; one without an offset is in UTC.</summary>
    public static Timestamp? Time(string field, string? value) =>
        value is null ? null
        : DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? new Timestamp(time.ToUnixTimeMilliseconds())
            : throw Problem.Invalid(field, $"{field} is no time such as 2026-03-01T12:00:00Z.");

    // A code point takes one or two UTF-16 units, so most texts need no counting.
    private static bool IsLonger(string value, int longest) => value.Length > longest && value.EnumerateRunes().Count() > longest;

    private static bool IsStorable(string value) => !value.Contains('\0', StringComparison.Ordinal) && !HasLoneSurrogate(value);

    private static bool HasLoneSurrogate(string value)
    {
        var rest = value.AsSpan();
        while (rest.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var at)
        {
            if (Rune.DecodeFromUtf16(rest[at..], out _, out _) != System.Buffers.OperationStatus.Done)
                return true;
            rest = rest[(at + 2)..];
        }

        return false;
    }
}
