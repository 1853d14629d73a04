using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Parlor.SocketIO.Tests.Packets;

/// <summary>A parser as an application would write one: a binary message with type, namespace, number and JSON on a line each.</summary>
internal sealed class LineParser : PacketParser
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public override EncodedPacket EncodeEvent(string @namespace, string eventName, ReadOnlySpan<object?> args, long? id) =>
        Encode(PacketType.Event, @namespace, id, new object?[] { eventName }.Concat(args.ToArray()).ToArray());

    public override EncodedPacket EncodeAck(string @namespace, ReadOnlySpan<object?> args, long id) =>
        Encode(PacketType.Ack, @namespace, id, args.ToArray());

    public override EncodedPacket EncodeConnect(string @namespace, string sid, string? pid) =>
        Encode(PacketType.Connect, @namespace, id: null, new { sid, pid });

    public override EncodedPacket EncodeConnectError(string @namespace, string message, object? data) =>
        Encode(PacketType.ConnectError, @namespace, id: null, data is null ? new { message } : new { message, data });

    public override EncodedPacket EncodeDisconnect(string @namespace) => Encode(PacketType.Disconnect, @namespace, id: null, payload: null);

    public override PacketDecoder CreateDecoder() => new Decoder();

    private static EncodedPacket Encode(PacketType type, string @namespace, long? id, object? payload) => BinaryMessage(
        Encoding.UTF8.GetBytes($"{(int)type}\n{@namespace}\n{id}\n{(payload is null ? "" : JsonSerializer.Serialize(payload, Plain))}"));

    private sealed class Decoder : PacketDecoder
    {
        public override Packet? Add(ReadOnlyMemory<byte> message, bool isBinary)
        {
            string[] lines = Encoding.UTF8.GetString(message.Span).Split('\n');
            if (lines.Length != 4 || !Enum.TryParse(lines[0], out PacketType type))
                throw new PacketException("not four lines");
            long? id = lines[2].Length == 0 ? null : long.Parse(lines[2], CultureInfo.InvariantCulture);
            using JsonDocument json = JsonDocument.Parse(lines[3].Length == 0 ? "[]" : lines[3]);
            JsonElement[] values = json.RootElement.ValueKind == JsonValueKind.Array
                ? [.. json.RootElement.EnumerateArray().Select(value => value.Clone())]
                : [json.RootElement.Clone()];
            string? name = type == PacketType.Event ? values[0].GetString() : null;
            return new Packet(type, lines[1], id, name, new Arguments(name is null ? values : values[1..]));
        }
    }

    private sealed class Arguments(JsonElement[] values) : PacketArguments
    {
        public override int Count => values.Length;

        public override IReadOnlyList<ReadOnlyMemory<byte>> Attachments => [];

        public override T? Get<T>(int index, JsonTypeInfo<T>? type)
            where T : default => values[index].Deserialize<T>(Plain);

        public override ReadOnlyMemory<byte> Raw(int index) => Encoding.UTF8.GetBytes(values[index].GetRawText());

        public override object? Forward(int index) => values[index];

        public override EventPayload ToPayload() => new(JsonSerializer.SerializeToUtf8Bytes(values), []);
    }
}
