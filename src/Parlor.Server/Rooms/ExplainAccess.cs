using System.Text.Json.Serialization;
using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>Whether somebody may do something in a room.</summary>
/// <param name="Action">What.</param>
/// <param name="Allowed">Whether they may, now.</param>
/// <param name="Reasons">Why, or why not; never empty.</param>
public sealed record ExplainedAction(RoomPermission Action, bool Allowed, IReadOnlyList<AccessReason> Reasons);

/// <summary>What somebody is in a room, and what they may do there.</summary>
/// <param name="User">Who.</param>
/// <param name="Role">Their rank; missing when they are not a member.</param>
/// <param name="CustomRole">The room's own role that they have, if any.</param>
/// <param name="Actions">What was asked for.</param>
public sealed record ExplainedAccess(Person User, RoomRole? Role, CustomRoleName? CustomRole, IReadOnlyList<ExplainedAction> Actions)
{
    /// <inheritdoc cref="Member.IsVoiced"/>
    [JsonPropertyName("voiced")]
    public bool IsVoiced { get; init; }
}

/// <summary>Says who may do what in a room, and why: by the very rules that are asked when somebody does it.</summary>
public sealed class ExplainAccess(RoomAccess access, People people)
{
    /// <summary>Everyone may ask about themselves; about others, who may see the room's members.</summary>
    /// <param name="askerId">Who asks.</param>
    /// <param name="room">The room's id or name.</param>
    /// <param name="person">About whom: id or username; null: oneself.</param>
    /// <param name="action">A permission's name; null: all.</param>
    /// <exception cref="Problem"><c>not_found</c> (room or person), <c>forbidden</c> or <c>invalid</c>.</exception>
    public ExplainedAccess Execute(long askerId, string? room, string? person, string? action)
    {
        var seen = access.RequireVisible(askerId, room);
        var subject = person is null ? people.Get(askerId) : people.Require(person);
        var subjectId = Ids.Parse(subject.Id);
        if (subjectId != askerId)
            access.RequireStanding(askerId, room);
        var asked = action is null ? Enum.GetValues<RoomPermission>() : [PermissionTable.Named("action", action)];
        var theirs = access.Of(subjectId, seen.Id);
        return new ExplainedAccess(
            subject, theirs.Role, theirs.Standing?.CustomRole, [.. asked.Select(permission => Explain(theirs, subjectId, permission))])
        {
            IsVoiced = theirs.IsVoiced,
        };
    }

    private ExplainedAction Explain(AccessedRoom theirs, long subjectId, RoomPermission permission)
    {
        if (access.Refusal(theirs, subjectId, permission) is { } refusal)
            return new ExplainedAction(permission, false, [refusal]);
        var reasons = new List<AccessReason> { Ground(theirs) };
        if (permission == RoomPermission.Post && theirs.SlowedBy > 0)
            reasons.Add(new AccessReason("slow_mode", $"Slow mode: one message in {theirs.SlowedBy} seconds."));
        return new ExplainedAction(permission, true, reasons);
    }

    private static AccessReason Ground(AccessedRoom theirs) => theirs switch
    {
        { Role: null, Standing: null } => new AccessReason("open", "Whoever sees the room may."),
        { Role: null } => new AccessReason("server_role", $"The server's role {Wire.Text(theirs.ServerRole)} allows it in public rooms."),
        { Standing.CustomRole: { } custom } => new AccessReason("custom_role", $"The room's role {custom.Name} allows it."),
        { Kind: not RoomKind.Room } => new AccessReason("kind", "Everyone in the conversation may."),
        _ => new AccessReason("role", $"The role {theirs.Standing!.Name} allows it."),
    };
}
