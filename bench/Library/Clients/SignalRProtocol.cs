using System.Text;
using Parlor.Bench.Net;

namespace Parlor.Bench.Library.Clients;

/// <summary>SignalR's JSON hub protocol: records of JSON, each ended by a record separator. It has no namespaces.</summary>
internal sealed class SignalRProtocol : Protocol
{
    public const byte Separator = 0x1e;

    public override IEventClient Connect(Endpoint server, int index, int namespaces, IEventReceiver receiver) =>
        new SignalREventClient(server, index, receiver);

    public override Message Publish(in Content content, int @namespace) =>
        Invocation(content.Binary.IsEmpty ? "Publish" : "PublishBytes", content, id: "");

    public override Message News(in Content content, int @namespace) => Invocation("news", content, id: "");

    public override Message Echo(in Content content, int id) => Invocation("Echo", content, $"\"invocationId\":\"{id}\",");

    public override Message EchoAnswer(in Content content, int id) =>
        new([.. Encoding.UTF8.GetBytes($"{{\"type\":3,\"invocationId\":\"{id}\",\"result\":"), .. content.Json.Span, (byte)'}', Separator]);

    private static Message Invocation(string target, in Content content, string id)
    {
        var argument = content.Binary.IsEmpty
            ? content.Json.Span
            : Encoding.UTF8.GetBytes($"\"{Convert.ToBase64String(content.Binary.Span)}\"");
        var head = Encoding.UTF8.GetBytes($"{{\"type\":1,{id}\"target\":\"{target}\",\"arguments\":[");
        return new([.. head, .. argument, .. "]}"u8, Separator]);
    }
}
