using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Messages;

/// <summary>A message as it lies in the table.</summary>
internal sealed class MessageRow
{
    public long Seq { get; set; }

    public long AuthorId { get; set; }

    public string ClientId { get; set; } = "";

    public string Text { get; set; } = "";

    public long At { get; set; }

    public long? ReplyTo { get; set; }

    public long? EditedAt { get; set; }

    public long? DeletedAt { get; set; }

    public Message ToMessage(long roomId, Person author) => new()
    {
        Room = Ids.Text(roomId),
        Seq = Seq,
        Author = author,
        Text = Text,
        At = new Timestamp(At),
        ClientId = ClientId,
        ReplyTo = ReplyTo,
        EditedAt = EditedAt is { } edited ? new Timestamp(edited) : null,
        DeletedAt = DeletedAt is { } deleted ? new Timestamp(deleted) : null,
    };
}
