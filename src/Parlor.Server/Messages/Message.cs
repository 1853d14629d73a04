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

    /// <summary>The number of the message that this one answers.</summary>
    public long? ReplyTo { get; init; }

    public IReadOnlyList<Reaction> Reactions { get; init; } = [];

    public IReadOnlyList<Attachment> Attachments { get; init; } = [];
}

/// <summary>An emoji under a message, and who put it there.</summary>
public sealed record Reaction(string Emoji, IReadOnlyList<string> Users);

/// <summary>A file that belongs to a message.</summary>
public sealed record Attachment(string Id, string Name, string Type, long Size);

/// <summary>What somebody wants to say.</summary>
/// <param name="Text">Markdown.</param>
/// <param name="ClientId">The sender's own name for it; sent again under the same one, it is not stored again.</param>
/// <param name="ReplyTo">The number of the message it answers.</param>
public sealed record Draft(string? Text, string? ClientId, long? ReplyTo)
{
    /// <summary>Code points in a message at most.</summary>
    public const int LongestText = 16_000;

    private const int LongestClientId = 64;

    /// <exception cref="Problem"><c>invalid</c> or <c>too_large</c>, with the field.</exception>
    public (string Text, string ClientId) Check()
    {
        var text = Input.Text("text", Input.Required("text", Text), LongestText);
        if (string.IsNullOrWhiteSpace(text))
            throw Problem.Invalid("text", "The text is empty.");
        var clientId = Input.Line("clientId", Input.Required("clientId", ClientId), LongestClientId);
        return clientId.Length == 0 ? throw Problem.Invalid("clientId", "clientId is empty.") : (text, clientId);
    }
}
