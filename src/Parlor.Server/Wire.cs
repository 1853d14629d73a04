using System.Text.Json;

namespace Parlor.Server;

/// <summary>Enumerations as the database and every wire have them: their names in snake_case.</summary>
internal static class Wire
{
    public static string Text<T>(T value)
        where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static T Parse<T>(string text)
        where T : struct, Enum =>
        Enum.Parse<T>(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    /// <summary>Reads what somebody has sent.</summary>
    /// <exception cref="Problem"><c>invalid</c>: there is none of that name.</exception>
    public static T Parse<T>(string field, string text)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(Text(value), text, StringComparison.Ordinal))
                return value;
        }

        throw Problem.Invalid(field, $"{field} is one of {string.Join(", ", Enum.GetValues<T>().Select(Text))}.");
    }
}
