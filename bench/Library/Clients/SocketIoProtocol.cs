using System.Text;
using Parlor.Bench.Net;

namespace Parlor.Bench.Library.Clients;

/// <summary>Socket.IO packets (protocol revision 5) in Engine.IO messages.</summary>
internal sealed class SocketIoProtocol : Protocol
{
    private const string Placeholder = """{"_placeholder":true,"num":0}""";

    public static string NamespacePrefix(int @namespace) => @namespace == Main ? "" : $"/n{@namespace},";

    public override IEventClient Connect(Endpoint server, int index, int namespaces, IEventReceiver receiver) =>
        new SocketIoEventClient(server, index, namespaces, receiver);

    public override Message Publish(in Content content, int @namespace) => Event("publish", content, NamespacePrefix(@namespace));

    public override Message News(in Content content, int @namespace) => Event("news", content, NamespacePrefix(@namespace));

    public override Message Echo(in Content content, int id) => Event("echo", content, $"{id}");

    public override Message EchoAnswer(in Content content, int id) => new(Join($"43{id}[", content.Json, "]"));

    private static Message Event(string name, in Content content, string prefix) => content.Binary.IsEmpty
        ? new(Join($"42{prefix}[\"{name}\",", content.Json, "]"))
        : new(Encoding.UTF8.GetBytes($"451-{prefix}[\"{name}\",{Placeholder}]"), content.Binary);

    private static byte[] Join(string before, ReadOnlyMemory<byte> json, string after) =>
        [.. Encoding.UTF8.GetBytes(before), .. json.Span, .. Encoding.UTF8.GetBytes(after)];
}
