using BenchmarkDotNet.Attributes;
using Parlor.SocketIO.Packets;

namespace Parlor.Bench.Micro;

/// <summary>From a received message to its header and its arguments, which are found but not decoded.</summary>
public class Decoding
{
    private readonly NameCache _names = new();
    private readonly byte[] _event = Packet("2", $"[\"news\",\"{Samples.Text}\"]");
    private readonly byte[] _withId = Packet("21234", $"[\"news\",\"{Samples.Text}\"]");
    private readonly byte[] _inNamespace = Packet("2/rooms,", $"[\"news\",\"{Samples.Text}\"]");
    private readonly byte[] _binary = Packet("51-", """["news",{"_placeholder":true,"num":0}]""");
    private readonly byte[] _ack = Packet("31234", $"[\"{Samples.Text}\"]");

    [Benchmark(Baseline = true, Description = "event, 200 characters")]
    public int Event() => Read(_event, isEvent: true);

    [Benchmark(Description = "the same, acknowledgement wanted")]
    public int EventWithId() => Read(_withId, isEvent: true);

    [Benchmark(Description = "the same, in a namespace")]
    public int EventInNamespace() => Read(_inNamespace, isEvent: true);

    [Benchmark(Description = "binary event, its text")]
    public int Binary() => Read(_binary, isEvent: true);

    [Benchmark(Description = "acknowledgement, 200 characters")]
    public int Ack() => Read(_ack, isEvent: false);

    private int Read(byte[] packet, bool isEvent)
    {
        var header = PacketHeader.Read(packet, _names);
        return ArgumentList.Read(packet.AsMemory(header.JsonStart), _names, isEvent, out _).Count;
    }

    private static byte[] Packet(string header, string json) => System.Text.Encoding.UTF8.GetBytes(header + json);
}
