using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Parlor.SocketIO.Packets;

namespace Parlor.SocketIO;

/// <summary>What adapters do to packets that are encoded already. The packet itself never changes: each gives a new one.</summary>
public static class PacketEdits
{
    /// <summary>A packet as it came from another server.</summary>
    /// <param name="text">What <see cref="EncodedPacket.Text"/> was there.</param>
    /// <param name="attachments">What <see cref="EncodedPacket.Attachments"/> was there.</param>
    public static EncodedPacket FromWire(ReadOnlySpan<byte> text, IReadOnlyList<ReadOnlyMemory<byte>> attachments) =>
        EncodedPacket.FromText([], text, attachments);

    /// <summary>The event's packet, asking its receivers for an acknowledgement with this number.</summary>
    /// <param name="packet">An event without a number.</param>
    /// <param name="id">Not negative. Some clients keep it in 32 bits.</param>
    public static EncodedPacket WithAckId(this EncodedPacket packet, int id)
    {
        ArgumentNullException.ThrowIfNull(packet);
        if (packet.Source is { } source)
            return source.Encode(id, lastArgument: null);
        Span<byte> digits = stackalloc byte[11];
        Utf8Formatter.TryFormat(id, digits, out int length);
        return Insert(packet, JsonStart(packet.Text.Span), digits[..length]);
    }

    /// <summary>The event's packet with one more argument at its end.</summary>
    /// <param name="packet">An event.</param>
    /// <param name="text">The argument; of characters that JSON does not escape.</param>
    public static EncodedPacket WithLastArgument(this EncodedPacket packet, string text)
    {
        ArgumentNullException.ThrowIfNull(packet);
        return packet.Source is { } source
            ? source.Encode(id: null, text)
            : Insert(packet, packet.Text.Length - 1, Encoding.UTF8.GetBytes($",\"{text}\""));
    }

    /// <summary>Where the payload begins in the text of an event or an acknowledgement.</summary>
    internal static int JsonStart(ReadOnlySpan<byte> text)
    {
        // The engine's and the packet's type.
        int at = 2;
        if (text[1] - '0' is (int)PacketType.BinaryEvent or (int)PacketType.BinaryAck)
            at += text[at..].IndexOf((byte)'-') + 1;
        // A namespace may itself contain a bracket, but no comma.
        if (text[at] == '/')
            at += text[at..].IndexOf((byte)',') + 1;
        return at + text[at..].IndexOf((byte)'[');
    }

    private static EncodedPacket Insert(EncodedPacket packet, int at, ReadOnlySpan<byte> inserted)
    {
        ReadOnlySpan<byte> text = packet.Text.Span;
        int length = text.Length - at + inserted.Length;
        byte[] rest = ArrayPool<byte>.Shared.Rent(length);
        inserted.CopyTo(rest);
        text[at..].CopyTo(rest.AsSpan(inserted.Length));
        EncodedPacket edited = EncodedPacket.FromText(text[..at], rest.AsSpan(0, length), packet.Attachments);
        edited.IsCompressible = packet.IsCompressible;
        ArrayPool<byte>.Shared.Return(rest);
        return edited;
    }
}
