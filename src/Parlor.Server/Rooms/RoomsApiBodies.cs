using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

internal sealed record CreateRoomRequest(string? Name, string? Title, string? Topic, string? Description, Visibility? Visibility)
{
    public RoomDetails Details() => new(
        Input.Required("name", Name),
        Title ?? "",
        Topic ?? "",
        Visibility ?? throw Problem.Invalid("visibility", "visibility is missing: public or private."),
        Description ?? "");
}

/// <summary>What to change of a room; what is left out stays.</summary>
public sealed record UpdateRoomRequest
{
    public string? Name { get; init; }

    public string? Title { get; init; }

    public string? Topic { get; init; }

    public string? Description { get; init; }

    public Visibility? Visibility { get; init; }

    public bool? AnnounceOnly { get; init; }

    /// <summary>0 to 21,600; 0 for no slow mode.</summary>
    public int? SlowModeSeconds { get; init; }

    /// <summary>Into the archive, or out of it.</summary>
    public bool? Archived { get; init; }

    /// <summary>Whether something of what is said of the room is to change.</summary>
    internal bool Edits => (Title ?? Topic ?? Description) is not null;

    /// <summary>Whether nothing but the topic is to change.</summary>
    internal bool IsTopicAlone => Topic is not null && (Title ?? Description) is null && !Manages;

    /// <summary>Whether something of how the room is found and used is to change.</summary>
    internal bool Manages => Name is not null || Visibility is not null || AnnounceOnly is not null || SlowModeSeconds is not null || Archived is not null;

    internal RoomDetails Apply(RoomDetails old, Timestamp now) => old with
    {
        Name = Name ?? old.Name,
        Title = Title ?? old.Title,
        Topic = Topic ?? old.Topic,
        Visibility = Visibility ?? old.Visibility,
        Description = Description ?? old.Description,
        AnnounceOnly = AnnounceOnly ?? old.AnnounceOnly,
        SlowModeSeconds = SlowModeSeconds ?? old.SlowModeSeconds,
        ArchivedAt = Archived switch
        {
            null => old.ArchivedAt,
            true => old.ArchivedAt ?? now,
            false => null,
        },
    };
}

/// <param name="Role">A built-in role.</param>
/// <param name="CustomRole">The id of one of the room's own roles, in place of <paramref name="Role"/>.</param>
internal sealed record PutMemberRequest(RoomRole? Role, string? CustomRole);

/// <param name="User">The new owner: id or username.</param>
internal sealed record HandOverRequest(string? User);

internal sealed record RoomAnswer(Room Room);

/// <param name="Rooms">The rooms, by name.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
internal sealed record RoomsAnswer(IReadOnlyList<Room> Rooms, string? Next);

internal sealed record MemberAnswer(Member Member);

/// <param name="Members">The members, by username.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
internal sealed record MembersAnswer(IReadOnlyList<Member> Members, string? Next);

internal sealed record BuiltInRole(RoomRole Role, IReadOnlyList<RoomPermission> Permissions);

/// <param name="BuiltIn">The roles that every room has, lowest first.</param>
/// <param name="Custom">The room's own, by name.</param>
internal sealed record RolesAnswer(IReadOnlyList<BuiltInRole> BuiltIn, IReadOnlyList<CustomRole> Custom);

internal sealed record RoleAnswer(CustomRole Role);

internal sealed record AccessAnswer(ExplainedAccess Access);
