namespace Parlor.Server.Terminal;

/// <summary>What somebody does rather than says (<c>/me waves</c>): a message in italics, as which every client can show it.</summary>
internal static class ActionText
{
    /// <summary>The message that says that its author does this.</summary>
    public static string Of(string deed) => $"_{deed}_";

    /// <summary>What the author of a message does; null when it is an ordinary one.</summary>
    public static string? Find(string text) =>
        text is ['_', _, .., '_'] && !text.AsSpan(1, text.Length - 2).ContainsAny('_', '\n') ? text[1..^1] : null;
}
