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
}
