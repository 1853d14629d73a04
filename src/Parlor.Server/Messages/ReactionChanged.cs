using System.Globalization;
using System.Text.Json;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Messages;

/// <summary>
/// Somebody reacted to a message, or took that back. The event carries all of the message's reactions after it; read back, as they
/// stand then.
/// </summary>
public abstract class ReactionChanged : RoomEvent
{
    public required Person User { get; init; }

    /// <summary>The number of the message.</summary>
    public required long MessageSeq { get; init; }

    public required string Emoji { get; init; }

    public IReadOnlyList<Reaction> Reactions { get; set; } = [];

    internal override string StoredBody => string.Create(CultureInfo.InvariantCulture, $"{MessageSeq} {Emoji}");

    /// <summary>Reads the body back.</summary>
    internal static (long MessageSeq, string Emoji) Parse(string body)
    {
        var space = body.IndexOf(' ', StringComparison.Ordinal);
        return (long.Parse(body[..space], CultureInfo.InvariantCulture), body[(space + 1)..]);
    }

    protected override byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(
        new ReactionChangedBody(Ids.Text(RoomId), Seq, At, Type, User, MessageSeq, Emoji, Reactions), MessagesJson.Wire.ReactionChangedBody);
}

public sealed class ReactionAdded : ReactionChanged
{
    public const string Name = "reaction_added";

    public override string Type => Name;
}

public sealed class ReactionRemoved : ReactionChanged
{
    public const string Name = "reaction_removed";

    public override string Type => Name;
}

internal sealed record ReactionChangedBody(
    string Room, long Seq, Timestamp At, string Type, Person User, long MessageSeq, string Emoji, IReadOnlyList<Reaction> Reactions);
