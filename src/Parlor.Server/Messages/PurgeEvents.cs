using System.Globalization;
using System.Text.Json;
using Parlor.Server.Accounts;
using Parlor.Server.Audit;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Messages;

/// <summary>Something was done to many messages of one person; the log keeps their numbers.</summary>
public abstract class ManyMessagesChanged : RoomEvent
{
    public required Person By { get; init; }

    /// <summary>Whose messages they are.</summary>
    public required Person User { get; init; }

    /// <summary>The numbers of the messages.</summary>
    public required IReadOnlyList<long> MessageSeqs { get; init; }

    internal override long? SubjectId => Ids.Parse(User.Id);

    internal override string StoredBody => string.Join(' ', MessageSeqs.Select(seq => seq.ToString(CultureInfo.InvariantCulture)));

    private protected AuditEntry Counted(AuditAction action) => Audited(action) with
    {
        Changes = [AuditChange.Of("messages", null, MessageSeqs.Count.ToString(CultureInfo.InvariantCulture))],
    };

    /// <summary>Reads the body back.</summary>
    internal static IReadOnlyList<long> Parse(string body) =>
        [.. body.Split(' ').Select(number => long.Parse(number, CultureInfo.InvariantCulture))];
}

/// <summary>Messages of one person were deleted at once. Read back, the event names those that are deleted still.</summary>
public sealed class MessagesPurged : ManyMessagesChanged
{
    public const string Name = "messages_purged";

    public override string Type => Name;

    internal override AuditEntry? Audit => Counted(AuditAction.MessagesPurged);

    protected override byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(
        new MessagesPurgedBody(Ids.Text(RoomId), Seq, At, Type, By, User, MessageSeqs), MessagesJson.Wire.MessagesPurgedBody);
}

/// <summary>Messages that were deleted at once are back. The event carries them as they stand.</summary>
public sealed class MessagesRestored : ManyMessagesChanged
{
    public const string Name = "messages_restored";

    public required IReadOnlyList<Message> Messages { get; init; }

    public override string Type => Name;

    internal override AuditEntry? Audit => Counted(AuditAction.MessagesRestored);

    protected override byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(
        new MessagesRestoredBody(Ids.Text(RoomId), Seq, At, Type, By, User, Messages), MessagesJson.Wire.MessagesRestoredBody);
}

internal sealed record MessagesPurgedBody(
    string Room, long Seq, Timestamp At, string Type, Person By, Person User, IReadOnlyList<long> MessageSeqs);

internal sealed record MessagesRestoredBody(
    string Room, long Seq, Timestamp At, string Type, Person By, Person User, IReadOnlyList<Message> Messages);
