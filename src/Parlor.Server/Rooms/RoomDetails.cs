using System.Globalization;
using System.Text.Json.Serialization;
using Parlor.Server.Audit;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>What can be changed of a room.</summary>
/// <param name="Name">The handle.</param>
/// <param name="Title">The name for reading; the handle when empty.</param>
/// <param name="Topic">What is talked of, in one line.</param>
/// <param name="Visibility">Who may find it.</param>
/// <param name="Description">What it is for: Markdown.</param>
/// <param name="AnnounceOnly">Only those who may post announcements post.</param>
/// <param name="SlowModeSeconds">Seconds between two messages of one person; 0 for no slow mode.</param>
/// <param name="ArchivedAt">Since when nothing is written there; null for a room in use.</param>
public sealed record RoomDetails(
    string Name,
    string Title,
    string Topic,
    Visibility Visibility,
    string Description = "",
    bool AnnounceOnly = false,
    int SlowModeSeconds = 0,
    Timestamp? ArchivedAt = null)
{
    public const int LongestTitle = 100;

    public const int LongestTopic = 500;

    public const int LongestDescription = 2_000;

    /// <summary>Six hours.</summary>
    public const int SlowestMode = 21_600;

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
        return texts with
        {
            Name = name,
            Title = texts.Title.Length == 0 ? name : texts.Title,
            SlowModeSeconds = Input.Between("slowModeSeconds", SlowModeSeconds, 0, SlowestMode, 0),
        };
    }

    /// <summary>The details of a group, whose name nobody chose and which needs no title.</summary>
    /// <exception cref="Problem"><c>invalid</c> or <c>too_large</c>, with the field.</exception>
    public RoomDetails CheckTexts() => this with
    {
        Title = Input.Line("title", Title, LongestTitle),
        Topic = Input.Line("topic", Topic, LongestTopic),
        Description = Input.Text("description", Description.Trim(), LongestDescription),
    };

    /// <summary>What is another than before, as the audit log says it.</summary>
    internal IReadOnlyList<AuditChange> ChangesFrom(RoomDetails before) =>
    [
        .. before.Said().Zip(Said())
            .Where(pair => !string.Equals(pair.First.Value, pair.Second.Value, StringComparison.Ordinal))
            .Select(pair => AuditChange.Of(pair.First.What, pair.First.Value, pair.Second.Value)),
    ];

    private IEnumerable<(string What, string? Value)> Said() =>
    [
        ("name", Name),
        ("title", Title),
        ("topic", Topic),
        ("description", Description),
        ("visibility", Wire.Text(Visibility)),
        ("announceOnly", AnnounceOnly ? "true" : "false"),
        ("slowModeSeconds", SlowModeSeconds.ToString(CultureInfo.InvariantCulture)),
        ("archivedAt", ArchivedAt?.ToString()),
        ("avatarUrl", AvatarUrl),
    ];

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_';
}
