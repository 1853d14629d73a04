namespace Parlor.Cli.Chat;

/// <summary>What a session is continued with.</summary>
/// <param name="Username">Whose session it is; empty where only a token was given.</param>
/// <param name="AccessToken">Counts for 15 minutes.</param>
/// <param name="RefreshToken">Counts once, for the next two tokens; empty where only an access token was given.</param>
internal sealed record Credentials(string Username, string AccessToken, string RefreshToken);
