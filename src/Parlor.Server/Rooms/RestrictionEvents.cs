using System.Globalization;
using System.Text.Json;
using Parlor.Server.Accounts;
using Parlor.Server.Audit;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Rooms;

/// <summary>A ban or a timeout began or ended. Why is for the person and for those who keep order, and not told to the room.</summary>
public abstract class RestrictionEvent : RoomEvent
{
    public required Person User { get; init; }

    public required Person By { get; init; }

    internal override long? SubjectId => Ids.Parse(User.Id);

    internal override long? AccessChangedIn => RoomId;

    private protected virtual Timestamp? Until => null;

    protected override byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(
        new RestrictionBody(Ids.Text(RoomId), Seq, At, Type, User, By, Until), RoomsJson.Wire.RestrictionBody);
}

/// <summary>A restriction began.</summary>
public abstract class RestrictionBegun : RestrictionEvent
{
    public required Restriction Restriction { get; init; }

    internal override string? StoredBody => Restriction.Until?.Milliseconds.ToString(CultureInfo.InvariantCulture);

    private protected override Timestamp? Until => Restriction.Until;

    private protected AuditEntry Restricting(AuditAction action) => Audited(action) with
    {
        Reason = Restriction.Reason,
        Changes = Restriction.Until is { } until ? [AuditChange.Of("until", null, until.ToString())] : [],
    };

    /// <summary>What the log has kept; the reason is not in it.</summary>
    public static Restriction Read(string? body) =>
        new(body is null ? null : new Timestamp(long.Parse(body, CultureInfo.InvariantCulture)), Reason: null);
}

/// <summary>Somebody may not come (back) into the room.</summary>
public sealed class MemberBanned : RestrictionBegun
{
    public const string Name = "member_banned";

    public override string Type => Name;

    internal override AuditEntry? Audit => Restricting(AuditAction.MemberBanned);
}

/// <summary>Somebody who was banned may come back.</summary>
public sealed class MemberUnbanned : RestrictionEvent
{
    public const string Name = "member_unbanned";

    public override string Type => Name;

    internal override AuditEntry? Audit => Audited(AuditAction.MemberUnbanned);
}

/// <summary>Somebody is to be silent until a time.</summary>
public sealed class MemberTimedOut : RestrictionBegun
{
    public const string Name = "member_timed_out";

    public override string Type => Name;

    internal override AuditEntry? Audit => Restricting(AuditAction.MemberTimedOut);
}

/// <summary>Somebody ended a timeout before its time. When its time comes it ends without an event.</summary>
public sealed class TimeoutEnded : RestrictionEvent
{
    public const string Name = "timeout_ended";

    public override string Type => Name;

    internal override AuditEntry? Audit => Audited(AuditAction.TimeoutEnded);
}

/// <summary>Somebody was removed from the room, or banned: told to them alone, for the room is closed to them now. Not stored.</summary>
public sealed class RemovedFromRoom(long userId, RemovedFromRoomBody body) : OutgoingEvent
{
    public override string Type => "removed_from_room";

    internal override void DeliverTo(LiveConnections connections) => connections.ToUser(userId, this);

    protected override byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(body, RoomsJson.Wire.RemovedFromRoomBody);
}

internal sealed record RestrictionBody(string Room, long Seq, Timestamp At, string Type, Person User, Person By, Timestamp? Until);

/// <param name="Room">The room's id.</param>
/// <param name="Title">What it is called.</param>
/// <param name="By">Who did it.</param>
/// <param name="Banned">Whether they may not come back.</param>
/// <param name="Until">When they may; null for never, or at any time.</param>
/// <param name="Reason">Why, if anybody said.</param>
public sealed record RemovedFromRoomBody(string Room, string Title, Person By, bool Banned, Timestamp? Until, string? Reason);
