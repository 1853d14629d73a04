using BenchmarkDotNet.Attributes;
using Parlor.SocketIO;

namespace Parlor.Bench.Micro;

/// <summary>From arguments to finished frames, once per emit or broadcast.</summary>
public class Encoding
{
    private readonly object?[] _text = [Samples.Text];
    private readonly object?[] _binary = [new byte[1024]];
    private readonly object?[] _record = [new Message(42, "general", Samples.Text)];

    [Benchmark(Baseline = true, Description = "event, 200 characters")]
    public EncodedPacket Event() => Samples.Encoder.Event(Samples.Main, "news", _text);

    [Benchmark(Description = "the same, acknowledgement wanted")]
    public EncodedPacket EventWithId() => Samples.Encoder.Event(Samples.Main, "news", _text, id: 1234);

    [Benchmark(Description = "the same, in a namespace")]
    public EncodedPacket EventInNamespace() => Samples.Encoder.Event("/rooms", "news", _text);

    [Benchmark(Description = "event, an object")]
    public EncodedPacket Record() => Samples.Encoder.Event(Samples.Main, "news", _record);

    [Benchmark(Description = "event, 1 KiB of binary data")]
    public EncodedPacket Binary() => Samples.Encoder.Event(Samples.Main, "news", _binary);

    [Benchmark(Description = "acknowledgement, 200 characters")]
    public EncodedPacket Ack() => Samples.Encoder.Ack(Samples.Main, _text, id: 1234);

    private sealed record Message(int Seq, string Room, string Text);
}
