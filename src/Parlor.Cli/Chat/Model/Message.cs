using System.Globalization;
using System.Text.Json;

namespace Parlor.Cli.Chat;

/// <summary>A message as it stands now; the text is harmless for a terminal.</summary>
/// <param name="Seq">Its number in the room; 0 as long as the server has not stored it.</param>
/// <param name="At">When it was stored, or typed; in UTC.</param>
/// <param name="Failure">Why it was not posted; null for what was or may still be.</param>
internal sealed record Message(long Seq, Person Author, string Text, DateTimeOffset At, string ClientId)
{
    public bool Edited { get; init; }

    public bool Deleted { get; init; }

    public long? ReplyTo { get; init; }

    public IReadOnlyList<Reaction> Reactions { get; init; } = [];

    public string? Failure { get; init; }

    public static Message From(JsonElement message) =>
        new(message.Number("seq"), Person.From(message.Member("author")), Harmless.Lines(message.Text("text")), Time(message.Text("at")), message.Text("clientId"))
        {
            Edited = message.Has("editedAt"),
            Deleted = message.Has("deletedAt"),
            ReplyTo = message.Has("replyTo") ? message.Number("replyTo") : null,
            Reactions = Reaction.All(message),
        };

    public static DateTimeOffset Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : default;
}

/// <summary>An emoji under a message, and how many people have put it there.</summary>
internal sealed record Reaction(string Emoji, long Count)
{
    public static IReadOnlyList<Reaction> All(JsonElement owner) =>
        [.. owner.Items("reactions").Select(reaction => new Reaction(Harmless.Line(reaction.Text("emoji")), reaction.Number("count")))];
}
