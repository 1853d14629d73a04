namespace Parlor.Server.Data;

/// <summary>Patterns for <c>LIKE … ESCAPE '\'</c> out of what a person typed, who means each character as it stands.</summary>
internal static class Like
{
    public static string Containing(string typed) => $"%{Escaped(typed)}%";

    public static string StartingWith(string typed) => $"{Escaped(typed)}%";

    private static string Escaped(string typed) => typed.Trim().ToLowerInvariant()
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal);
}
