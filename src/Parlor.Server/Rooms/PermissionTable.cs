using System.Text.Json.Serialization;

namespace Parlor.Server.Rooms;

/// <summary>What a member is in a room, lowest first. It says what they may do there, and to whom: each may do all that those before may.</summary>
[JsonConverter(typeof(WireEnum<RoomRole>))]
public enum RoomRole
{
    Guest,
    Member,
    Moderator,
    Admin,
    Owner,
}

/// <summary>A line of the table.</summary>
/// <param name="Permission">What may be done.</param>
/// <param name="From">The lowest role that may; null for what is done in groups alone.</param>
/// <param name="Meaning">What it lets people do, for documentation.</param>
public sealed record PermissionRow(RoomPermission Permission, RoomRole? From, string Meaning);

/// <summary>The one table of who may do what in a room; <c>docs/permissions.md</c> is made from it.</summary>
public static class PermissionTable
{
    public static IReadOnlyList<PermissionRow> Rows { get; } =
    [
        new(RoomPermission.Post, RoomRole.Guest, "Post messages, and show that one is typing"),
        new(RoomPermission.React, RoomRole.Guest, "React to messages"),
        new(RoomPermission.Call, RoomRole.Guest, "Start and join calls"),
        new(RoomPermission.Leave, RoomRole.Guest, "Leave"),
        new(RoomPermission.AddPeople, RoomRole.Member, "Add people by name"),
        new(RoomPermission.Invite, RoomRole.Member, "Make invitation links, and take them back"),
        new(RoomPermission.MentionEveryone, RoomRole.Moderator, "Mention everyone at once"),
        new(RoomPermission.Pin, RoomRole.Moderator, "Pin messages"),
        new(RoomPermission.PostAnnouncements, RoomRole.Moderator, "Post where only announcements are, and without waiting in slow mode"),
        new(RoomPermission.DeleteMessages, RoomRole.Moderator, "Delete other people's messages"),
        new(RoomPermission.Kick, RoomRole.Moderator, "Remove people"),
        new(RoomPermission.Timeout, RoomRole.Moderator, "Silence people for a time"),
        new(RoomPermission.Ban, RoomRole.Moderator, "Ban people"),
        new(RoomPermission.HandleReports, RoomRole.Moderator, "See reports of messages, and decide them"),
        new(RoomPermission.SeeAudit, RoomRole.Moderator, "See what moderators did"),
        new(RoomPermission.EditRoom, RoomRole.Admin, "Change title, topic, description and picture"),
        new(RoomPermission.ManageRoom, RoomRole.Admin, "Change name, visibility, announcements only, slow mode; archive, and take out of the archive"),
        new(RoomPermission.ManageFilters, RoomRole.Admin, "Say which words are warned about, held or refused"),
        new(RoomPermission.ManageRoles, RoomRole.Admin, "Give roles, and make roles"),
        new(RoomPermission.DeleteRoom, RoomRole.Owner, "Delete the room with all that was said in it"),
        new(RoomPermission.HandOver, RoomRole.Owner, "Hand the room over to another owner"),
        new(RoomPermission.ConvertGroup, null, "Turn the group into a room, and be its owner"),
    ];

    /// <summary>What only members do: somebody who keeps order from outside joins first.</summary>
    public static PermissionSet ForMembers { get; } = new(
    [
        RoomPermission.Post, RoomPermission.React, RoomPermission.Call, RoomPermission.MentionEveryone, RoomPermission.PostAnnouncements,
        RoomPermission.Invite, RoomPermission.Leave,
    ]);

    /// <summary>What every member of a room may, also with one of its own roles that does not name it.</summary>
    public static PermissionSet Always { get; } = new([RoomPermission.Leave]);

    /// <summary>What is done in groups alone.</summary>
    public static PermissionSet OfGroupsOnly { get; } = new(Rows.Where(row => row.From is null).Select(row => row.Permission));

    /// <summary>What both do in a direct conversation.</summary>
    public static PermissionSet InDirect { get; } = new([RoomPermission.Post, RoomPermission.React, RoomPermission.Call, RoomPermission.Pin]);

    /// <summary>What everyone does in a group, whose people have no roles.</summary>
    public static PermissionSet InGroup { get; } = new(
    [
        RoomPermission.Post, RoomPermission.React, RoomPermission.Call, RoomPermission.Pin, RoomPermission.MentionEveryone,
        RoomPermission.AddPeople, RoomPermission.EditRoom, RoomPermission.Leave, RoomPermission.ConvertGroup,
    ]);

    /// <summary>What can be done although a room is archived.</summary>
    public static PermissionSet InArchive { get; } = new(
        [RoomPermission.ManageRoom, RoomPermission.DeleteRoom, RoomPermission.SeeAudit, RoomPermission.HandleReports, RoomPermission.Leave]);

    /// <summary>What somebody with a timeout does not do.</summary>
    public static PermissionSet Speaking { get; } = new(
        [RoomPermission.Post, RoomPermission.React, RoomPermission.Call, RoomPermission.MentionEveryone, RoomPermission.PostAnnouncements]);

    private static readonly PermissionSet[] OfRoles =
        [.. Enum.GetValues<RoomRole>().Select(role => new PermissionSet(Rows.Where(row => row.From is { } from && role >= from).Select(row => row.Permission)))];

    private static readonly Dictionary<string, RoomPermission> ByName =
        Enum.GetValues<RoomPermission>().ToDictionary(permission => Wire.Text(permission), StringComparer.Ordinal);

    /// <summary>What a built-in role allows.</summary>
    public static PermissionSet Of(RoomRole role) => OfRoles[(int)role];

    /// <exception cref="Problem"><c>invalid</c>: there is no such permission.</exception>
    public static RoomPermission Named(string field, string name) => ByName.TryGetValue(name, out var permission)
        ? permission
        : throw Problem.Invalid(field, $"There is no permission of that name; there are {string.Join(", ", ByName.Keys)}.");
}
