namespace Parlor.Cli.Chat;

/// <summary>What the server refused, or why it could not be asked; the message is for whoever sits at the terminal.</summary>
/// <param name="code">One of the server's codes (docs/protocol.md), or one of those below.</param>
/// <param name="retryAfter">When it may be tried again, if the server said so.</param>
internal sealed class ChatProblem(string code, string message, TimeSpan? retryAfter = null) : Exception(message)
{
    /// <summary>There is no connection now; nothing is known of what was asked.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>The session is over, and nothing short of a new log-in helps.</summary>
    public const string Unauthorized = "unauthorized";

    public string Code { get; } = code;

    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Whether the same may be tried again, unchanged, in a while.</summary>
    public bool IsPassing => Code is "rate_limited" or "unavailable";

    public static ChatProblem NoConnection() => new(Unreachable, "There is no connection to the server.");
}
