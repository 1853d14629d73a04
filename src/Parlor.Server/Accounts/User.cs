using System.Text.Json.Serialization;
using Parlor.Server.Accounts.Providers;

namespace Parlor.Server.Accounts;

/// <summary>What an account may do on the whole server.</summary>
[JsonConverter(typeof(WireEnum<Role>))]
public enum Role
{
    /// <summary>
    /// Knows the rooms that somebody has added them to, and the people there. One without an account (<see cref="GuestEntrance"/>) finds
    /// and joins public rooms as well.
    /// </summary>
    Guest,

    /// <summary>Finds and joins public rooms, and makes rooms.</summary>
    Member,

    /// <summary>Keeps order among people, and in the public rooms.</summary>
    Admin,

    /// <summary>Whom the server belongs to: the first account, and those whom an owner makes one.</summary>
    Owner,
}

/// <summary>An account as ASP.NET Core Identity handles it. Secrets are in it: it never leaves the server, nor this folder.</summary>
public sealed class User
{
    public long Id { get; init; }

    /// <summary>The unique name, lower case (<see cref="AccountRules.Username"/>).</summary>
    public required string Username { get; init; }

    /// <summary>The name that people read (<see cref="AccountRules.DisplayName"/>).</summary>
    public required string DisplayName { get; init; }

    public string? AvatarUrl { get; init; }

    public string? Email { get; init; }

    public string? PasswordHash { get; set; }

    /// <summary>Changes with every change of the credentials.</summary>
    public string SecurityStamp { get; set; } = "";

    /// <summary>The security stamp that is stored: credentials are changed by whoever has seen them as they are.</summary>
    internal string StoredStamp { get; set; } = "";

    /// <summary>The key of the authenticator app, encrypted; one that is not confirmed yet, too.</summary>
    public string? AuthenticatorKey { get; set; }

    /// <summary>Whether signing in takes a second factor.</summary>
    public bool HasTwoFactor { get; set; }

    /// <summary>Wrong passwords and codes since the last right one or the last lockout.</summary>
    public int FailedLogIns { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    public Role Role { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The invitation that this person signs up with; not stored with the account.</summary>
    public string? Invite { get; init; }

    /// <summary>The account elsewhere that this person signs up with; stored with it, and not read back.</summary>
    public ExternalAccount? Elsewhere { get; init; }
}
