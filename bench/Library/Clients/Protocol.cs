using Parlor.Bench.Net;

namespace Parlor.Bench.Library.Clients;

/// <summary>What travels in an event.</summary>
/// <param name="Json">one JSON value, written as JSON.stringify writes it; empty if the event carries binary data</param>
/// <param name="Binary">the binary data; otherwise empty</param>
internal readonly record struct Content(ReadOnlyMemory<byte> Json, ReadOnlyMemory<byte> Binary);

/// <summary>An event as it goes over a connection.</summary>
/// <param name="Text">a text message</param>
/// <param name="Attachment">the binary message that follows it, unless empty</param>
internal readonly record struct Message(byte[] Text, ReadOnlyMemory<byte> Attachment = default);

/// <summary>
/// How the events of the hosts look on a kind of connection: both what is sent and, byte for byte, what must come back.
/// Namespaces are counted from 0; -1 is the main one.
/// </summary>
internal abstract class Protocol
{
    public const int Main = -1;

    /// <summary>Begins to connect a client, which then joins that many namespaces besides the main one.</summary>
    public abstract IEventClient Connect(Endpoint server, int index, int namespaces, IEventReceiver receiver);

    /// <summary>Asks the server to send the content to everyone in the namespace.</summary>
    public abstract Message Publish(in Content content, int @namespace);

    /// <summary>What everyone then receives.</summary>
    public abstract Message News(in Content content, int @namespace);

    /// <summary>Asks the server to acknowledge with the content.</summary>
    public abstract Message Echo(in Content content, int id);

    /// <summary>That acknowledgement.</summary>
    public abstract Message EchoAnswer(in Content content, int id);
}

/// <summary>One client of an event host.</summary>
internal interface IEventClient
{
    Connection Connection { get; }

    /// <summary>True once the server has taken it into all its namespaces.</summary>
    bool Ready { get; }

    void Send(in Message message);
}

/// <summary>Who gets what clients receive. All calls come on the loop's thread; spans are valid during the call only.</summary>
internal interface IEventReceiver
{
    void OnText(int client, ReadOnlySpan<byte> message, long now);

    void OnBinary(int client, ReadOnlySpan<byte> data, long now);

    /// <summary>A compressed message came to a client that does not decompress.</summary>
    void OnUnread(int client, long now);
}
