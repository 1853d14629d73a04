using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Parlor.SocketIO.Engine;

namespace Parlor.SocketIO.Packets;

/// <summary>Encodes Socket.IO packets (protocol revision 5, "Packet encoding") into what all receivers share.</summary>
internal sealed class PacketEncoder(PacketJson json)
{
    private const byte EngineMessage = (byte)'4';

    [ThreadStatic]
    private static Scratch? _scratch;

    public EncodedPacket Event(string @namespace, string name, ReadOnlySpan<object?> arguments, long? id = null) =>
        Encode(PacketType.Event, @namespace, name, arguments, id);

    public EncodedPacket Ack(string @namespace, ReadOnlySpan<object?> arguments, long id) =>
        Encode(PacketType.Ack, @namespace, name: null, arguments, id);

    public EncodedPacket Connect(string @namespace, string sid, string? pid) => EncodeObject(
        PacketType.Connect,
        @namespace,
        writer =>
        {
            writer.WriteString("sid", sid);
            if (pid is not null)
                writer.WriteString("pid", pid);
        },
        standsAlone: true);

    public EncodedPacket ConnectError(string @namespace, string message, object? data) => EncodeObject(
        PacketType.ConnectError,
        @namespace,
        writer =>
        {
            writer.WriteString("message", message);
            if (data is null)
                return;
            writer.WritePropertyName("data");
            json.Write(writer, data);
        });

    public static EncodedPacket Disconnect(string @namespace)
    {
        Span<byte> prefix = stackalloc byte[Prefix.MaxSize(@namespace)];
        return EncodedPacket.FromText(prefix[..Prefix.Write(prefix, PacketType.Disconnect, @namespace, 0, id: null)], []);
    }

    private EncodedPacket Encode(PacketType type, string @namespace, string? name, ReadOnlySpan<object?> arguments, long? id)
    {
        // Null while in use: an argument's converter may itself emit.
        Scratch scratch = _scratch ?? new Scratch();
        _scratch = null;
        List<ReadOnlyMemory<byte>>? outer = Attachments.Writing;
        Attachments.Writing = scratch.Attachments;
        try
        {
            Utf8JsonWriter writer = scratch.WriterFor(json);
            writer.WriteStartArray();
            if (name is not null)
                writer.WriteStringValue(name);
            foreach (object? argument in arguments)
                json.Write(writer, argument);
            writer.WriteEndArray();
            writer.Flush();

            int attachments = scratch.Attachments.Count;
            if (attachments > 0)
                type = type == PacketType.Event ? PacketType.BinaryEvent : PacketType.BinaryAck;
            Span<byte> prefix = stackalloc byte[Prefix.MaxSize(@namespace)];
            int length = Prefix.Write(prefix, type, @namespace, attachments, id);
            return EncodedPacket.FromText(prefix[..length], scratch.Buffer.WrittenSpan, scratch.Attachments);
        }
        finally
        {
            Attachments.Writing = outer;
            _scratch = scratch.TryReset() ? scratch : null;
        }
    }

    private EncodedPacket EncodeObject(PacketType type, string @namespace, Action<Utf8JsonWriter> properties, bool standsAlone = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, json.WriterOptions))
        {
            writer.WriteStartObject();
            properties(writer);
            writer.WriteEndObject();
        }

        Span<byte> prefix = stackalloc byte[Prefix.MaxSize(@namespace)];
        int length = Prefix.Write(prefix, type, @namespace, 0, id: null);
        return EncodedPacket.FromText(prefix[..length], buffer.WrittenSpan, standsAlone: standsAlone);
    }

    /// <summary>What stands before the JSON: engine type, packet type, attachments, namespace, acknowledgement id.</summary>
    private static class Prefix
    {
        // Two digits of type, ten of attachments and a hyphen, the namespace and a comma, twenty of id.
        public static int MaxSize(string @namespace) => 34 + Encoding.UTF8.GetMaxByteCount(@namespace.Length);

        public static int Write(Span<byte> destination, PacketType type, string @namespace, int attachments, long? id)
        {
            destination[0] = EngineMessage;
            destination[1] = (byte)('0' + (int)type);
            int at = 2;
            if (type is PacketType.BinaryEvent or PacketType.BinaryAck)
            {
                Utf8Formatter.TryFormat(attachments, destination[at..], out int digits);
                at += digits;
                destination[at++] = (byte)'-';
            }

            if (@namespace is not "/")
            {
                at += Encoding.UTF8.GetBytes(@namespace, destination[at..]);
                destination[at++] = (byte)',';
            }

            if (id is { } number)
            {
                Utf8Formatter.TryFormat(number, destination[at..], out int digits);
                at += digits;
            }

            return at;
        }
    }

    private sealed class Scratch : IDisposable
    {
        private const int KeptCapacity = 64 * 1024;
        private Utf8JsonWriter? _writer;
        private PacketJson? _owner;

        public ArrayBufferWriter<byte> Buffer { get; } = new(512);

        public List<ReadOnlyMemory<byte>> Attachments { get; } = [];

        public Utf8JsonWriter WriterFor(PacketJson owner)
        {
            if (!ReferenceEquals(_owner, owner))
                _writer = new Utf8JsonWriter(Buffer, owner.WriterOptions);
            _owner = owner;
            return _writer!;
        }

        /// <summary>Makes it ready to be used again, unless it has grown too big to be kept.</summary>
        public bool TryReset()
        {
            if (Buffer.Capacity > KeptCapacity)
            {
                Dispose();
                return false;
            }

            Attachments.Clear();
            Buffer.ResetWrittenCount();
            _writer?.Reset(Buffer);
            return true;
        }

        public void Dispose() => _writer?.Dispose();
    }
}
