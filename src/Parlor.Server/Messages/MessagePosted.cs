using System.Text.Json;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Messages;

/// <summary>
/// A message was posted. Its row in <c>messages</c> is the event; the log keeps no text of its own. Read back, the event shows the message as it stands now, so what was deleted
/// is deleted everywhere.
/// </summary>
public sealed class MessagePosted : RoomEvent
{
    public const string Name = "receive_message";

    public required Message Message { get; set; }

    public override string Type => Name;

    protected override byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(
        new MessagePostedBody(Message.Room, Seq, At, Type, Message), MessagesJson.Wire.MessagePostedBody);
}

internal sealed record MessagePostedBody(string Room, long Seq, Timestamp At, string Type, Message Message);
