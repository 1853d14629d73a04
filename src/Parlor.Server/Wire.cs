namespace Parlor.Server;

/// <summary>Enumerations as the database and messages for people have them: their names in lower case.</summary>
internal static class Wire
{
    public static string Text<T>(T value)
        where T : struct, Enum =>
        value.ToString().ToLowerInvariant();

    public static T Parse<T>(string text)
        where T : struct, Enum =>
        Enum.Parse<T>(text, ignoreCase: true);
}
