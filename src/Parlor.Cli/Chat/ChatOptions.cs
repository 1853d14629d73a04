namespace Parlor.Cli.Chat;

/// <summary>What <c>parlor chat</c> was asked to do.</summary>
/// <param name="Room">The room to begin in; null for the first one that is unread.</param>
/// <param name="Token">An access token in place of a log-in; nothing is kept then.</param>
/// <param name="History">How many messages to print before what comes.</param>
internal sealed record ChatOptions(Uri Server, string? Room, string? User, string? Token, bool Json, int History);
