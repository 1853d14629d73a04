using Parlor.SocketIO.Packets;

namespace Parlor.SocketIO;

/// <summary>
/// What an event or an acknowledgement carries, in the form in which it can travel between servers.
/// </summary>
/// <param name="Json">A JSON array in UTF-8; that of an event begins with the event's name. Placeholders stand for binary data.</param>
/// <param name="Attachments">The binary data.</param>
public readonly record struct EventPayload(ReadOnlyMemory<byte> Json, IReadOnlyList<ReadOnlyMemory<byte>> Attachments)
{
    /// <summary>What the packet of an event or an acknowledgement carries.</summary>
    internal static EventPayload Of(EncodedPacket packet) =>
        new(packet.Text[PacketEdits.JsonStart(packet.Text.Span)..], packet.Attachments);
}
