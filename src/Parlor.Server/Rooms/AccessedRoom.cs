using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>A room, and what one person is in it: what <see cref="RoomAccess"/> hands out.</summary>
public sealed record AccessedRoom(long Id, string Name, Visibility Visibility, RoomKind Kind, RoomRole? Role)
{
    /// <summary>What the person is on the server.</summary>
    public required Role ServerRole { get; init; }

    /// <summary>Whether the person is here without an account, and looks around by themselves as other guests of the server do not.</summary>
    public required bool IsVisitor { get; init; }

    /// <summary>What the person may do here; null for somebody who may only look at the room's name.</summary>
    public required Standing? Standing { get; init; }

    public required bool AnnounceOnly { get; init; }

    /// <summary>Whether the person speaks here where others of their role do not.</summary>
    public bool IsVoiced { get; init; }

    public RoomOptions Options { get; init; }

    /// <inheritdoc cref="RoomOptions.Passing"/>
    public bool IsPassing => Options.HasFlag(RoomOptions.Passing);

    /// <summary>0 when there is no slow mode.</summary>
    public required int SlowModeSeconds { get; init; }

    public required bool IsArchived { get; init; }

    /// <summary>What keeps the person out, if anything.</summary>
    public required Restriction? Ban { get; init; }

    /// <summary>What keeps the person silent, if anything.</summary>
    public required Restriction? Timeout { get; init; }

    /// <summary>When one of the two ends by itself, and this is no longer how things are.</summary>
    public Timestamp? TrueUntil => Ban?.Until ?? Timeout?.Until;

    /// <summary>Whether the person may know of the room.</summary>
    public bool IsVisible => Role is not null || (Visibility == Visibility.Public && (ServerRole != Accounts.Role.Guest || IsVisitor));

    /// <summary>Seconds that the person has to leave between two messages; 0 for those whom slow mode does not slow down.</summary>
    public int SlowedBy => Standing?.May(RoomPermission.PostAnnouncements) is true ? 0 : SlowModeSeconds;

    /// <summary>
    /// Why the person may not do something here, by role and room; null when they may. <see cref="RoomAccess.Refusal"/> knows of blocks
    /// as well. The rules of who may do what are here, for those who do it and for those who ask why.
    /// </summary>
    internal AccessReason? Refusal(RoomPermission permission)
    {
        if (!IsVisible)
            return new AccessReason("hidden", "They are not a member, and may not know of the room.");
        if (Ban is not null)
            return AccessReason.Banned(Ban);
        if (!PostsFromOutside(permission) && RefusalByRole(permission) is { } refusal)
            return refusal;
        if (IsArchived && !PermissionTable.InArchive.Has(permission))
            return Archived;
        if (Timeout is not null && PermissionTable.Speaking.Has(permission))
            return AccessReason.TimedOut(Timeout);
        return permission == RoomPermission.Post && !IsVoiced && Standing?.May(RoomPermission.PostAnnouncements) is not true
            ? RefusalOfPlainPost()
            : null;
    }

    private bool PostsFromOutside(RoomPermission permission) =>
        permission == RoomPermission.Post && Role is null && Options.HasFlag(RoomOptions.OpenToOutsiders);

    private AccessReason? RefusalByRole(RoomPermission permission)
    {
        if (Standing is null || (Role is null && !Standing.May(permission)))
            return new AccessReason("not_member", "Only members can do that; join the room first.");
        if (!Standing.May(permission) && (Kind != RoomKind.Room || PermissionTable.OfGroupsOnly.Has(permission)))
            return new AccessReason("kind", NotOfThisKind);
        return Standing.May(permission)
            ? null
            : new AccessReason("role", $"That needs the permission {Wire.Text(permission)}, which the role {Standing.Name} does not have here.");
    }

    /// <summary>Why somebody does not post who has no voice here and may not post announcements.</summary>
    private AccessReason? RefusalOfPlainPost()
    {
        if (AnnounceOnly)
            return new AccessReason("announce_only", "Only those who may post announcements post in this room.");
        if (Options.HasFlag(RoomOptions.AccountsOnly) && IsVisitor)
            return new AccessReason("accounts_only", "Only people with an account post in this room.");
        return Options.HasFlag(RoomOptions.ToModerators)
            ? new AccessReason(ToModerators, "Only those who have a voice or may post announcements post in this room.")
            : null;
    }

    /// <exception cref="Problem"><c>forbidden</c>: the room is archived.</exception>
    public void RequireInUse()
    {
        if (IsArchived)
            throw Problem.Forbidden(Archived.Message);
    }

    /// <summary>The code of the reason that is the last to be found, so that with it nothing else is against posting.</summary>
    internal const string ToModerators = "to_moderators";

    private string NotOfThisKind => Kind switch
    {
        RoomKind.Direct => "A direct conversation is of its two people and stays as it is.",
        RoomKind.Group => "That is not done in a group; turn it into a room first.",
        _ => "That is for groups, and this is a room.",
    };

    internal static AccessReason Archived { get; } = new("archived", "The room is archived: nothing is written there any more.");
}

/// <summary>A rule that decides whether somebody may do something.</summary>
/// <param name="Code">
/// Stable, for clients. Against: <c>hidden</c>, <c>banned</c>, <c>not_member</c>, <c>kind</c>, <c>role</c>, <c>archived</c>,
/// <c>timed_out</c>, <c>announce_only</c>, <c>to_moderators</c>, <c>accounts_only</c>, <c>blocked</c>. For: <c>open</c>, <c>kind</c>, <c>role</c>, <c>custom_role</c>, <c>server_role</c>, <c>slow_mode</c>.
/// </param>
/// <param name="Message">The same in words.</param>
public sealed record AccessReason(string Code, string Message)
{
    /// <summary>Without the reason, which is not for everyone who may ask.</summary>
    internal static AccessReason Banned(Restriction ban) =>
        new("banned", ban.Until is { } until ? $"Banned from this room until {until}." : "Banned from this room.");

    /// <inheritdoc cref="Banned"/>
    internal static AccessReason TimedOut(Restriction timeout) => new("timed_out", $"Silenced in this room until {timeout.Until}.");
}
