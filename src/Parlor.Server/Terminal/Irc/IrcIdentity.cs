namespace Parlor.Server.Terminal.Irc;

/// <summary>Somebody, as IRC knows people.</summary>
/// <param name="UserId">The person.</param>
/// <param name="Nick">What they are called: their username, or what a guest has chosen.</param>
/// <param name="User">The user name.</param>
/// <param name="RealName">The name that people read.</param>
/// <param name="Account">The account's username; null for somebody without one.</param>
internal sealed record IrcIdentity(long UserId, string Nick, string User, string RealName, string? Account)
{
    /// <summary>In place of the addresses that people come from, which are nobody's business.</summary>
    public const string Host = "people.parlor";

    /// <summary>Nick, user and host: what a line that somebody caused begins with.</summary>
    public string Mask => $"{Nick}!{User}@{Host}";
}
