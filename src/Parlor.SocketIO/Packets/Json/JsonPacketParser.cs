using System.Text.Json;

namespace Parlor.SocketIO.Packets;

/// <summary>The JSON of the Socket.IO protocol, revision 5.</summary>
internal sealed class JsonPacketParser(JsonSerializerOptions? options, int maxAttachments) : PacketParser
{
    private readonly PacketJson _json = new(options);
    private readonly NameCache _names = new();
    private PacketEncoder? _encoder;

    private PacketEncoder Encoder => _encoder ??= new PacketEncoder(_json);

    public override EncodedPacket EncodeEvent(string @namespace, string eventName, ReadOnlySpan<object?> args, long? id) =>
        Encoder.Event(@namespace, eventName, args, id);

    public override EncodedPacket EncodeAck(string @namespace, ReadOnlySpan<object?> args, long id) =>
        Encoder.Ack(@namespace, args, id);

    public override EncodedPacket EncodeConnect(string @namespace, string sid, string? pid) => Encoder.Connect(@namespace, sid, pid);

    public override EncodedPacket EncodeConnectError(string @namespace, string message, object? data) =>
        Encoder.ConnectError(@namespace, message, data);

    public override EncodedPacket EncodeDisconnect(string @namespace) => PacketEncoder.Disconnect(@namespace);

    public override PacketDecoder CreateDecoder() => new JsonPacketDecoder(_json, _names, maxAttachments);

    /// <summary>What another server sent.</summary>
    public (string? EventName, PacketArguments Arguments) Read(EventPayload payload, bool isEvent)
    {
        ArgumentList list = ArgumentList.Read(payload.Json, _names, isEvent, out string? name);
        return (name, new JsonArguments(list, payload.Attachments, _json));
    }
}
