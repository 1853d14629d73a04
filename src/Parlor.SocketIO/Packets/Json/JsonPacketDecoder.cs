using System.Text.Json;

namespace Parlor.SocketIO.Packets;

/// <summary>Puts packets together from text and the attachments that follow it.</summary>
internal sealed class JsonPacketDecoder(PacketJson json, NameCache names, int maxAttachments) : PacketDecoder
{
    private PendingPacket? _pending;

    public override Packet? Add(ReadOnlyMemory<byte> message, bool isBinary)
    {
        try
        {
            return isBinary ? AddAttachment(message) : AddText(message);
        }
        catch (JsonException error)
        {
            throw new PacketException(error.Message, error);
        }
    }

    private Packet? AddText(ReadOnlyMemory<byte> message)
    {
        if (_pending is not null)
            throw new PacketException("text where an attachment was expected");
        PacketHeader header = PacketHeader.Read(message.Span, names);
        ReadOnlyMemory<byte> payload = message[header.JsonStart..];
        if (header.Attachments == 0)
            return Read(header, payload, []);

        if (header.Attachments > maxAttachments)
            throw new PacketException("too many attachments");
        if (!Placeholders.AreValid(payload.Span, header.Attachments))
            throw new PacketException("illegal attachments");
        _pending = new PendingPacket(header, payload);
        return null;
    }

    private Packet? AddAttachment(ReadOnlyMemory<byte> data)
    {
        if (_pending is not { } pending)
            throw new PacketException("an attachment without a packet");
        pending.Attachments.Add(data);
        if (pending.Attachments.Count < pending.Header.Attachments)
            return null;
        _pending = null;
        return Read(pending.Header, pending.Json, pending.Attachments);
    }

    private Packet Read(in PacketHeader header, ReadOnlyMemory<byte> payload, IReadOnlyList<ReadOnlyMemory<byte>> attachments)
    {
        string? name = null;
        ArgumentList list = header.Type switch
        {
            PacketType.Event or PacketType.BinaryEvent => ArgumentList.Read(payload, names, isEvent: true, out name),
            PacketType.Ack or PacketType.BinaryAck => ArgumentList.Read(payload, names, isEvent: false, out _),
            PacketType.Connect => ReadAuth(payload),
            PacketType.Disconnect when !payload.IsEmpty => throw new PacketException("a disconnect with a payload"),
            _ => default,
        };
        PacketType type = header.Type switch
        {
            PacketType.BinaryEvent => PacketType.Event,
            PacketType.BinaryAck => PacketType.Ack,
            var same => same,
        };
        return new Packet(type, header.Namespace, header.Id, name, new JsonArguments(list, attachments, json));
    }

    private static ArgumentList ReadAuth(ReadOnlyMemory<byte> payload)
    {
        if (payload.IsEmpty)
            return default;
        var reader = new Utf8JsonReader(payload.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new PacketException("auth is no object");
        reader.Skip();
        // Throws when something follows.
        reader.Read();
        return ArgumentList.One(payload);
    }

    private sealed record PendingPacket(PacketHeader Header, ReadOnlyMemory<byte> Json)
    {
        public List<ReadOnlyMemory<byte>> Attachments { get; } = new(Header.Attachments);
    }
}
