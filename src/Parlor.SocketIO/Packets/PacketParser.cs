using System.Text.Json.Serialization.Metadata;

namespace Parlor.SocketIO;

/// <summary>
/// How Socket.IO packets become Engine.IO messages and back; set by <see cref="SocketIOOptions.Parser"/>. The one that is used
/// otherwise speaks the JSON of the Socket.IO protocol, revision 5, "Packet encoding". Clients must use the same. All members
/// may be called from any thread at once.
/// </summary>
public abstract class PacketParser
{
    /// <summary>Encodes an event, with a number if an acknowledgement is asked for.</summary>
    /// <exception cref="NotSupportedException">An argument cannot be written.</exception>
    public abstract EncodedPacket EncodeEvent(string @namespace, string eventName, ReadOnlySpan<object?> args, long? id);

    /// <summary>Encodes an acknowledgement.</summary>
    /// <exception cref="NotSupportedException">An argument cannot be written.</exception>
    public abstract EncodedPacket EncodeAck(string @namespace, ReadOnlySpan<object?> args, long id);

    /// <summary>Encodes the answer to CONNECT: an object with <c>sid</c> and, unless it is null, <c>pid</c>.</summary>
    public abstract EncodedPacket EncodeConnect(string @namespace, string sid, string? pid);

    /// <summary>Encodes the refusal of CONNECT: an object with <c>message</c> and, unless it is null, <c>data</c>.</summary>
    /// <exception cref="NotSupportedException">The data cannot be written.</exception>
    public abstract EncodedPacket EncodeConnectError(string @namespace, string message, object? data);

    /// <summary>Encodes DISCONNECT.</summary>
    public abstract EncodedPacket EncodeDisconnect(string @namespace);

    /// <summary>A decoder for the messages of one connection.</summary>
    public abstract PacketDecoder CreateDecoder();

    /// <summary>An Engine.IO text message and the binary messages that follow it.</summary>
    protected static EncodedPacket TextMessage(ReadOnlySpan<byte> utf8, IReadOnlyList<ReadOnlyMemory<byte>>? attachments = null) =>
        EncodedPacket.FromText("4"u8, utf8, attachments);

    /// <summary>A binary Engine.IO message.</summary>
    protected static EncodedPacket BinaryMessage(ReadOnlySpan<byte> data) => EncodedPacket.FromBinary(data);
}

/// <summary>Decodes the messages of one connection, one after the other.</summary>
public abstract class PacketDecoder
{
    /// <summary>Takes a message. It may be kept.</summary>
    /// <returns>The packet that is complete now; null when more has to come.</returns>
    /// <exception cref="PacketException">It is no packet: the connection ends with <see cref="DisconnectReason.ParseError"/>.</exception>
    public abstract Packet? Add(ReadOnlyMemory<byte> message, bool isBinary);
}

/// <summary>A packet that a client sent.</summary>
/// <param name="Type">Its type; whether it came with binary data makes no difference here.</param>
/// <param name="Namespace">The namespace that it is for.</param>
/// <param name="Id">The number of the acknowledgement that is asked for or given.</param>
/// <param name="EventName">The name of an event.</param>
/// <param name="Payload">The arguments of an event, those of an acknowledgement, or one: what was given as <c>auth</c> to CONNECT.</param>
public readonly record struct Packet(PacketType Type, string Namespace, long? Id, string? EventName, PacketArguments Payload);

/// <summary>What a packet carries, still encoded.</summary>
public abstract class PacketArguments
{
    /// <summary>The number of arguments.</summary>
    public abstract int Count { get; }

    /// <summary>The binary data that came along, in order.</summary>
    public abstract IReadOnlyList<ReadOnlyMemory<byte>> Attachments { get; }

    /// <summary>Decodes an argument.</summary>
    /// <exception cref="System.Text.Json.JsonException">It does not fit the type.</exception>
    public abstract T? Get<T>(int index, JsonTypeInfo<T>? type);

    /// <summary>An argument as it came.</summary>
    public abstract ReadOnlyMemory<byte> Raw(int index);

    /// <summary>An argument in a form that can be emitted again.</summary>
    public abstract object? Forward(int index);

    /// <summary>All arguments in JSON, for other servers.</summary>
    public abstract EventPayload ToPayload();
}

/// <summary>Thrown by a <see cref="PacketDecoder"/>: the client's message breaks the protocol.</summary>
public sealed class PacketException : Exception
{
    /// <summary>Without saying why.</summary>
    public PacketException()
        : this("not a packet")
    {
    }

    /// <summary>Says why, to the log.</summary>
    public PacketException(string message)
        : base(message)
    {
    }

    /// <summary>Says why, with the cause.</summary>
    public PacketException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
