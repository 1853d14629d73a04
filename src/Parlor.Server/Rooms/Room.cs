using System.Text.Json.Serialization;
using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>Who may find a room.</summary>
[JsonConverter(typeof(WireEnum<Visibility>))]
public enum Visibility
{
    /// <summary>Anyone with an account can find it and join.</summary>
    Public,

    /// <summary>For members alone; to everyone else it does not exist.</summary>
    Private,
}

/// <summary>What a room is to its people.</summary>
[JsonConverter(typeof(WireEnum<RoomKind>))]
public enum RoomKind
{
    /// <summary>Has a name and roles; people come and go.</summary>
    Room,

    /// <summary>Two people, for good.</summary>
    Direct,

    /// <summary>A few people, all with the same rights.</summary>
    Group,
}

/// <summary>A room as one person sees it.</summary>
public sealed record Room
{
    public required string Id { get; init; }

    /// <summary>The handle: 2–64 of a–z 0–9 - _, unique. That of a direct conversation or a group holds a colon.</summary>
    public required string Name { get; init; }

    /// <summary>For reading; empty in a direct conversation, and in a group that nobody named: they are called by their people.</summary>
    public required string Title { get; init; }

    public required string Topic { get; init; }

    /// <summary>What the room is for, at length: Markdown, empty when nobody has written any.</summary>
    public required string Description { get; init; }

    /// <summary>Where the room's picture is, if it has one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? AvatarUrl { get; init; }

    public required Visibility Visibility { get; init; }

    public required RoomKind Kind { get; init; }

    /// <summary>The others in a direct conversation or a group, in the order they came; null in a room.</summary>
    public IReadOnlyList<Person>? People { get; init; }

    public required Timestamp CreatedAt { get; init; }

    /// <summary>Only those who may post announcements post here.</summary>
    public required bool AnnounceOnly { get; init; }

    /// <summary>Seconds that must lie between two messages of one person; 0 when there is no slow mode.</summary>
    public required int SlowModeSeconds { get; init; }

    /// <summary>Since when nothing is written here any more; null for a room that is in use.</summary>
    public Timestamp? ArchivedAt { get; init; }

    /// <summary>The number of the newest event.</summary>
    public required long LastSeq { get; init; }

    public required long MemberCount { get; init; }

    /// <summary>How the room may be used, where that is not as usual; for gateways, and not on the wire.</summary>
    internal RoomOptions Options { get; init; }

    /// <summary>Who wrote the topic, and when; null where nobody has, or that was not kept. Not on the wire.</summary>
    internal (long ById, Timestamp At)? TopicSet { get; init; }

    /// <summary>Whether the person has a voice here: they post where others of their role do not.</summary>
    [JsonPropertyName("voiced")]
    public bool IsVoiced { get; init; }

    /// <summary>What the person is in the room; null for somebody who is not a member.</summary>
    public RoomRole? Role { get; init; }

    /// <summary>The room's own role that the person has, whose permissions stand in place of the role's.</summary>
    public CustomRoleName? CustomRole { get; init; }

    /// <summary>What the person's role lets them do here. Whether the room is archived or for announcements is said apart from it.</summary>
    public required IReadOnlyList<RoomPermission> Permissions { get; init; }

    /// <summary>The person may not come (back) in; null when nobody keeps them out.</summary>
    public Restriction? Ban { get; init; }

    /// <summary>The person is silenced here; null when they are not.</summary>
    public Restriction? Timeout { get; init; }

    /// <summary>The newest event that the person has read; null for somebody who is not a member.</summary>
    public long? LastReadSeq { get; init; }

    /// <summary>Messages of others since then.</summary>
    public required long Unread { get; init; }

    /// <summary>Those of them that name the person.</summary>
    public required long Mentions { get; init; }

    public Timestamp? LastMessageAt { get; init; }
}
