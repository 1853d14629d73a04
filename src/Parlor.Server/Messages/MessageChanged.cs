using System.Globalization;
using System.Text.Json;
using Parlor.Server.Accounts;
using Parlor.Server.Audit;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Messages;

/// <summary>
/// Something became of a message. The log keeps its number and no text; read back, the event shows the message as it stands then, so
/// neither an earlier text nor a deleted one can be had from it.
/// </summary>
public abstract class MessageChanged : RoomEvent
{
    /// <summary>Who did it.</summary>
    public required Person By { get; init; }

    /// <summary>The message after it.</summary>
    public required Message Message { get; init; }

    internal override string StoredBody => Message.Seq.ToString(CultureInfo.InvariantCulture);

    protected override byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(
        new MessageChangedBody(Ids.Text(RoomId), Seq, At, Type, By, Message), MessagesJson.Wire.MessageChangedBody);
}

/// <summary>A message has another text.</summary>
public sealed class MessageEdited : MessageChanged
{
    public const string Name = "message_edited";

    public override string Type => Name;
}

/// <summary>A message was deleted, by its author or by somebody who may; a trace without its text stays.</summary>
public sealed class MessageDeleted : MessageChanged
{
    public const string Name = "message_deleted";

    public override string Type => Name;

    /// <summary>One's own is nobody's business.</summary>
    internal override AuditEntry? Audit => Message.DeletedBy is null
        ? null
        : Audited(AuditAction.MessageDeleted) with { SubjectId = Ids.Parse(Message.Author.Id) };
}

internal sealed record MessageChangedBody(string Room, long Seq, Timestamp At, string Type, Person By, Message Message);
