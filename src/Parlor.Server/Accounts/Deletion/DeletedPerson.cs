using Parlor.Server.Data;

namespace Parlor.Server.Accounts.Deletion;

/// <summary>Whom others see where somebody was who has deleted their account. The id stays, for messages name it; all else is the same for all.</summary>
internal static class DeletedPerson
{
    public const string DisplayName = "Deleted person";

    /// <summary>What their usernames begin with; followed by their id, and so nobody else's.</summary>
    public const string UsernamePrefix = "deleted-";

    public static Person Of(long userId) => new(Ids.Text(userId), UsernamePrefix + Ids.Text(userId), DisplayName, AvatarUrl: null);
}
