using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Messages;

/// <summary>A message, known by its room and its number in the room's log.</summary>
public sealed record Message
{
    public required string Room { get; init; }

    public required long Seq { get; init; }

    public required Person Author { get; init; }

    /// <summary>Markdown as it was typed; empty once the message is deleted. HTML is neither stored nor sent.</summary>
    public required string Text { get; init; }

    public required Timestamp At { get; init; }

    /// <summary>The sender's own name for it, by which it is stored once however often it is sent.</summary>
    public string? ClientId { get; init; }

    public Timestamp? EditedAt { get; init; }

    public Timestamp? DeletedAt { get; init; }

    /// <summary>Who deleted it, when that was not its author.</summary>
    public Person? DeletedBy { get; init; }

    /// <summary>The number of the message that this one answers.</summary>
    public long? ReplyTo { get; init; }

    public IReadOnlyList<Reaction> Reactions { get; init; } = [];

    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>As it goes out to all at once: without what is true of one of them only.</summary>
    internal Message ForEveryone() => Reactions.Count == 0 ? this : this with { Reactions = Reaction.ForEveryone(Reactions) };

    /// <summary>What is left of it once it is deleted.</summary>
    internal Message AsDeleted(Timestamp at, Person by) =>
        this with { Text = "", DeletedAt = at, DeletedBy = string.Equals(by.Id, Author.Id, StringComparison.Ordinal) ? null : by, Reactions = [], Attachments = [] };
}

/// <summary>A file that belongs to a message.</summary>
public sealed record Attachment(string Id, string Name, string Type, long Size);

/// <summary>What somebody wants to say.</summary>
/// <param name="Text">Markdown.</param>
/// <param name="ClientId">The sender's own name for it; sent again under the same one, it is not stored again.</param>
/// <param name="ReplyTo">The number of the message it answers.</param>
/// <param name="Warned">The author knows that a filter warns, and sends it anyway.</param>
public sealed record Draft(string? Text, string? ClientId, long? ReplyTo, bool? Warned = null)
{
    /// <summary>Code points in a message at most.</summary>
    public const int LongestText = 16_000;

    private const int LongestClientId = 64;

    /// <exception cref="Problem"><c>invalid</c> or <c>too_large</c>, with the field.</exception>
    public (string Text, string ClientId) Check()
    {
        var text = CheckText(Text);
        var clientId = Input.Line("clientId", Input.Required("clientId", ClientId), LongestClientId);
        return clientId.Length == 0 ? throw Problem.Invalid("clientId", "clientId is empty.") : (text, clientId);
    }

    /// <exception cref="Problem"><c>invalid</c> or <c>too_large</c>, with the field.</exception>
    internal static string CheckText(string? text)
    {
        var checkedText = Input.Text("text", Input.Required("text", text), LongestText);
        return string.IsNullOrWhiteSpace(checkedText) ? throw Problem.Invalid("text", "The text is empty.") : checkedText;
    }
}
