using System.Text.Json.Serialization;
using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>Who may find a room.</summary>
[JsonConverter(typeof(WireEnum<Visibility>))]
public enum Visibility
{
    /// <summary>Anyone with an account can find it and join.</summary>
    [JsonStringEnumMemberName("public")]
    Public,

    /// <summary>For members alone; to everyone else it does not exist.</summary>
    [JsonStringEnumMemberName("private")]
    Private,
}

/// <summary>What a room is to its people.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RoomKind>))]
public enum RoomKind
{
    /// <summary>Has a name and roles; people come and go.</summary>
    [JsonStringEnumMemberName("room")]
    Room,

    /// <summary>Two people, for good.</summary>
    [JsonStringEnumMemberName("direct")]
    Direct,

    /// <summary>A few people, all with the same rights.</summary>
    [JsonStringEnumMemberName("group")]
    Group,
}

/// <summary>What a member is in a room. Each may do all that those before may.</summary>
[JsonConverter(typeof(WireEnum<RoomRole>))]
public enum RoomRole
{
    [JsonStringEnumMemberName("member")]
    Member,

    [JsonStringEnumMemberName("moderator")]
    Moderator,

    [JsonStringEnumMemberName("admin")]
    Admin,

    [JsonStringEnumMemberName("owner")]
    Owner,
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

    /// <summary>Where the room's picture is, if it has one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? AvatarUrl { get; init; }

    public required Visibility Visibility { get; init; }

    public required RoomKind Kind { get; init; }

    /// <summary>The others in a direct conversation or a group, in the order they came; null in a room.</summary>
    public IReadOnlyList<Person>? People { get; init; }

    public required Timestamp CreatedAt { get; init; }

    /// <summary>The number of the newest event.</summary>
    public required long LastSeq { get; init; }

    public required long MemberCount { get; init; }

    /// <summary>What the person is in the room; null for somebody who is not a member.</summary>
    public RoomRole? Role { get; init; }

    /// <summary>The newest event that the person has read; null for somebody who is not a member.</summary>
    public long? LastReadSeq { get; init; }

    /// <summary>Messages of others since then.</summary>
    public required long Unread { get; init; }

    /// <summary>Those of them that name the person.</summary>
    public required long Mentions { get; init; }

    public Timestamp? LastMessageAt { get; init; }
}

/// <summary>What can be changed of a room.</summary>
public sealed record RoomDetails(string Name, string Title, string Topic, Visibility Visibility)
{
    public const int LongestTitle = 100;

    public const int LongestTopic = 500;

    private const int ShortestName = 2;

    private const int LongestName = 64;

    /// <summary>Where the picture is, if there is one; changed by <see cref="ChangeRoom.SetAvatar"/> alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? AvatarUrl { get; init; }

    /// <summary>The details after the checks that every room's have to pass.</summary>
    /// <exception cref="Problem"><c>invalid</c> or <c>too_large</c>, with the field.</exception>
    public RoomDetails Check()
    {
        var name = Name.Trim().ToLowerInvariant();
        if (name.Length is < ShortestName or > LongestName || !name.All(IsNameCharacter))
            throw Problem.Invalid("name", "A room's name is 2 to 64 of the characters a-z, 0-9, - and _.");
        if (Ids.TryParse(name, out _))
            throw Problem.Invalid("name", "A name of digits alone must be shorter: it looks like an id.");
        var texts = CheckTexts();
        return texts with { Name = name, Title = texts.Title.Length == 0 ? name : texts.Title };
    }

    /// <summary>The details of a group, whose name nobody chose and which needs no title.</summary>
    /// <exception cref="Problem"><c>invalid</c> or <c>too_large</c>, with the field.</exception>
    public RoomDetails CheckTexts() =>
        this with { Title = Input.Line("title", Title, LongestTitle), Topic = Input.Line("topic", Topic, LongestTopic) };

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_';
}
