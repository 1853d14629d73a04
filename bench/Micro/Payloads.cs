using System.Buffers;
using BenchmarkDotNet.Attributes;
using Parlor.SocketIO;
using Parlor.SocketIO.Engine.Polling;

namespace Parlor.Bench.Micro;

/// <summary>From waiting packets to the answer of a poll.</summary>
public class Payloads
{
    private readonly ArrayBufferWriter<byte> _destination = new(64 * 1024);
    private readonly EncodedPacket[] _events = [.. Enumerable.Repeat(Samples.Event, 10)];
    private readonly EncodedPacket[] _binary = [Samples.Encoder.Event(Samples.Main, "news", [new byte[1024]])];

    [Benchmark(Baseline = true, Description = "ten events of 200 characters")]
    public int Events() => Write(_events);

    [Benchmark(Description = "an event with 1 KiB of binary data")]
    public int Binary() => Write(_binary);

    private int Write(EncodedPacket[] packets)
    {
        _destination.ResetWrittenCount();
        PayloadFormat.Write(_destination, packets);
        return _destination.WrittenCount;
    }
}
