using System.Text.Json;
using Parlor.Server.Accounts;
using Parlor.Server.Audit;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Rooms;

/// <summary>Somebody became a member, by themselves or added by another.</summary>
public sealed class MemberJoined : RoomEvent
{
    public const string Name = "join_room_announcement";

    public required Person User { get; init; }

    /// <summary>Who added them; null when they came by themselves.</summary>
    public Person? By { get; init; }

    public required GivenRole Given { get; init; }

    public override string Type => Name;

    internal override long? SubjectId => Ids.Parse(User.Id);

    internal override string StoredBody => Given.ToText();

    internal override long? Follower => SubjectId;

    internal override long? AccessChangedIn => RoomId;

    internal override AuditEntry? Audit => By is null ? null : Audited(AuditAction.MemberAdded) with { Changes = [Given.ChangeFrom(null)] };

    protected override byte[] Encode() => MembershipBody.Encode(this, User, By, Given);
}

/// <summary>Somebody is no longer a member, by themselves or removed by another.</summary>
public sealed class MemberLeft : RoomEvent
{
    public const string Name = "leave_room_announcement";

    public required Person User { get; init; }

    /// <summary>Who removed them; null when they left by themselves.</summary>
    public Person? By { get; init; }

    /// <summary>Why they were removed; for the audit log, and not told to the room.</summary>
    public string? Reason { get; init; }

    /// <summary>They were banned, which the audit log keeps as what it is.</summary>
    public bool IsBanned { get; init; }

    public override string Type => Name;

    internal override long? SubjectId => Ids.Parse(User.Id);

    internal override long? FormerFollower => SubjectId;

    internal override long? AccessChangedIn => RoomId;

    internal override AuditEntry? Audit => By is null || IsBanned ? null : Audited(AuditAction.MemberRemoved) with { Reason = Reason };

    protected override byte[] Encode() => MembershipBody.Encode(this, User, By);
}

/// <summary>A member's role is another.</summary>
public sealed class MemberUpdated : RoomEvent
{
    public const string Name = "member_updated";

    public required Person User { get; init; }

    public required Person By { get; init; }

    public required GivenRole Given { get; init; }

    /// <summary>What they were before; for the audit log.</summary>
    public GivenRole? Before { get; init; }

    /// <summary>Whether an owner gives the room to them.</summary>
    public bool HandsOver { get; init; }

    public override string Type => Name;

    internal override long? SubjectId => Ids.Parse(User.Id);

    internal override string StoredBody => Given.ToText();

    internal override long? AccessChangedIn => RoomId;

    internal override AuditEntry? Audit =>
        Audited(HandsOver ? AuditAction.RoomHandedOver : AuditAction.RoleGiven) with { Changes = [Given.ChangeFrom(Before)] };

    protected override byte[] Encode() => MembershipBody.Encode(this, User, By, Given);
}

/// <summary>Something of the room's details is another: its names, who may find it, or how it is used.</summary>
public class RoomUpdated : RoomEvent
{
    public const string Name = "room_updated";

    public required Person By { get; init; }

    public required RoomDetails Details { get; init; }

    /// <summary>What they were before; for the audit log.</summary>
    public RoomDetails? Before { get; init; }

    /// <summary>The settings before and after, where they were changed together with the details; not stored.</summary>
    public (ChannelSettings Before, ChannelSettings After)? Settings { get; init; }

    public override string Type => Name;

    internal override string StoredBody => JsonSerializer.Serialize(Details, RoomsJson.Wire.RoomDetails);

    internal override long? AccessChangedIn => RoomId;

    internal override AuditEntry? Audit => Audited(AuditAction.RoomChanged) with { Changes = Details.ChangesFrom(Before ?? Details) };

    protected override byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(
        new RoomUpdatedBody(Ids.Text(RoomId), Seq, At, Type, By, Details), RoomsJson.Wire.RoomUpdatedBody);
}

/// <summary>A group became a room, with these details.</summary>
public sealed class GroupConverted : RoomUpdated
{
    public new const string Name = "group_converted";

    public override string Type => Name;

    /// <summary>The room is made by it, and making a room is not an act of administration.</summary>
    internal override AuditEntry? Audit => null;
}

/// <summary>The room and its log are gone; told to those who followed it, and not stored.</summary>
public sealed class RoomDeleted(long roomId) : OutgoingEvent
{
    public long RoomId { get; } = roomId;

    public override string Type => "room_deleted";

    internal override long? AccessChangedIn => RoomId;

    internal override void DeliverTo(LiveConnections connections)
    {
        connections.ToRoom(RoomId, this);
        connections.UnfollowAll(RoomId);
    }

    protected override byte[] Encode() =>
        JsonSerializer.SerializeToUtf8Bytes(new RoomDeletedBody(Ids.Text(RoomId)), RoomsJson.Wire.RoomDeletedBody);
}

/// <summary>How far somebody has read; told to their other connections, so that reading on one device clears the others.</summary>
public sealed class RoomRead(Connection reader, long roomId, long seq) : OutgoingEvent
{
    public long RoomId { get; } = roomId;

    public long Seq { get; } = seq;

    public override string Type => "room_read";

    internal override void DeliverTo(LiveConnections connections) => connections.ToOthersOfUser(reader, this);

    protected override byte[] Encode() =>
        JsonSerializer.SerializeToUtf8Bytes(new RoomReadBody(Ids.Text(RoomId), Seq), RoomsJson.Wire.RoomReadBody);
}

internal sealed record MembershipBody(string Room, long Seq, Timestamp At, string Type, Person User, Person? By, RoomRole? Role, CustomRoleName? CustomRole)
{
    public static byte[] Encode(RoomEvent happened, Person user, Person? by, GivenRole? given = null) => JsonSerializer.SerializeToUtf8Bytes(
        new MembershipBody(Ids.Text(happened.RoomId), happened.Seq, happened.At, happened.Type, user, by, given?.Role, given?.Custom),
        RoomsJson.Wire.MembershipBody);
}

internal sealed record RoomUpdatedBody(string Room, long Seq, Timestamp At, string Type, Person By, RoomDetails Details);

internal sealed record RoomDeletedBody(string Room);

internal sealed record RoomReadBody(string Room, long Seq);
