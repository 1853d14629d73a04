using System.Text.Json.Serialization;
using Parlor.Server.Accounts.Deletion;
using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>An account as everyone may see it.</summary>
/// <param name="Id">The id, as text.</param>
/// <param name="Username">The unique name.</param>
/// <param name="DisplayName">The name that people read.</param>
/// <param name="AvatarUrl">Where the picture is, if there is one.</param>
/// <param name="Status">What they are up to, if they say.</param>
public sealed record Person(
    string Id,
    string Username,
    string DisplayName,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? AvatarUrl,
    ShownStatus? Status = null)
{
    /// <summary>Whether they have deleted their account; what they are called then, nobody else can be called.</summary>
    [JsonIgnore]
    public bool IsDeleted => Username.StartsWith(DeletedPerson.UsernamePrefix, StringComparison.Ordinal);
}

/// <summary>What others see of this account has changed.</summary>
public sealed class ProfileChanged(long userId) : CommittedEvent
{
    public long UserId { get; } = userId;

    /// <summary>When the status that was set ends by itself, if it does.</summary>
    public Timestamp? StatusUntil { get; init; }
}
