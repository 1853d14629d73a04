using System.Data.Common;
using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Messages;

/// <summary>A message as it lies in the table.</summary>
internal sealed class MessageRow
{
    /// <summary>In the order in which <see cref="From"/> reads them.</summary>
    public const string Columns = "seq, author_id, client_id, text, at, reply_to, edited_at, deleted_at, deleted_by, room_id";

    public long RoomId { get; set; }

    public long Seq { get; set; }

    public long AuthorId { get; set; }

    public string ClientId { get; set; } = "";

    public string Text { get; set; } = "";

    public long At { get; set; }

    public long? ReplyTo { get; set; }

    public long? EditedAt { get; set; }

    public long? DeletedAt { get; set; }

    public long? DeletedBy { get; set; }

    /// <summary>Everyone whom the message names.</summary>
    public IEnumerable<long> Involved => DeletedBy is { } by ? [AuthorId, by] : [AuthorId];

    public static MessageRow From(DbDataReader row) => new()
    {
        Seq = row.GetInt64(0),
        AuthorId = row.GetInt64(1),
        ClientId = row.GetString(2),
        Text = row.GetString(3),
        At = row.GetInt64(4),
        ReplyTo = Number(row, 5),
        EditedAt = Number(row, 6),
        DeletedAt = Number(row, 7),
        DeletedBy = Number(row, 8),
        RoomId = row.GetInt64(9),
    };

    public Message ToMessage(IReadOnlyDictionary<long, Person> people, IReadOnlyList<Reaction> reactions) =>
        ToMessage(people[AuthorId], DeletedBy is { } by ? people[by] : null) with { Reactions = reactions };

    public Message ToMessage(Person author, Person? deletedBy = null) => new()
    {
        Room = Ids.Text(RoomId),
        Seq = Seq,
        Author = author,
        Text = Text,
        At = new Timestamp(At),
        ClientId = ClientId,
        ReplyTo = ReplyTo,
        EditedAt = EditedAt is { } edited ? new Timestamp(edited) : null,
        DeletedAt = DeletedAt is { } deleted ? new Timestamp(deleted) : null,
        DeletedBy = DeletedBy == AuthorId ? null : deletedBy,
    };

    private static long? Number(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
