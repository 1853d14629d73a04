using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using Parlor.SocketIO.Engine.WebSockets;

namespace Parlor.Bench.Micro;

/// <summary>From bytes off the network to messages.</summary>
public class Frames : IFrameReceiver
{
    private const uint Key = 0x5a17c3e9;

    private byte[] _payload = [];
    private byte[] _unmasked = [];
    private byte[] _frame = [];
    private FrameReader _reader = null!;
    private int _messages;

    [Params(200, 16 * 1024)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _payload = new byte[Bytes];
        _payload.AsSpan().Fill((byte)'x');
        _unmasked = new byte[Bytes];
        _reader = new FrameReader(this, maxMessageSize: 1_000_000);

        var masked = new byte[Bytes];
        Masking.Unmask(_payload, masked, Key, offset: 0);
        // RFC 6455, 5.2: final, text; masked, with a length of two bytes.
        _frame = [0x81, 0x80 | 126, 0, 0, 0, 0, 0, 0, .. masked];
        BinaryPrimitives.WriteUInt16BigEndian(_frame.AsSpan(2), (ushort)Bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(_frame.AsSpan(4), Key);
    }

    [Benchmark(Baseline = true, Description = "read, unmasked and checked")]
    public int Read()
    {
        _reader.Feed(_frame);
        return _messages;
    }

    [Benchmark(Description = "the same in two pieces")]
    public int ReadPieces()
    {
        _reader.Feed(_frame.AsSpan(0, 100));
        _reader.Feed(_frame.AsSpan(100));
        return _messages;
    }

    [Benchmark(Description = "unmasking alone")]
    public void Unmask() => Masking.Unmask(_payload, _unmasked, Key, offset: 0);

    void IFrameReceiver.OnText(byte[] message) => _messages++;

    void IFrameReceiver.OnBinary(byte[] message) => _messages++;

    void IFrameReceiver.OnPing(ReadOnlySpan<byte> payload)
    {
    }

    void IFrameReceiver.OnClose(CloseCode code)
    {
    }
}
