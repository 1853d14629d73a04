using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Parlor.SocketIO.Engine.WebSockets;

/// <summary>
/// The pongs that wait. They are not queued with the messages, so that a flood of pings cannot fill the outbox: they gather
/// while something else is being written, and when too many have, only the last ping is answered (RFC 6455, 5.5.3).
/// </summary>
internal struct Pongs
{
    // More than a dozen of the largest.
    private const int MaxBytes = 2048;

    // Whoever works on it takes it out meanwhile: the reader adds, the writer sends.
    private ArrayBufferWriter<byte>? _frames;

    public readonly bool Any => _frames is not null;

    /// <summary>Only the reader may call it.</summary>
    public void Add(ReadOnlySpan<byte> payload)
    {
        ArrayBufferWriter<byte> frames = Interlocked.Exchange(ref _frames, null) ?? new ArrayBufferWriter<byte>(128);
        int size = FrameHeader.SizeFor(payload.Length) + payload.Length;
        if (frames.WrittenCount + size > MaxBytes)
            frames.ResetWrittenCount();
        Span<byte> frame = frames.GetSpan(size);
        payload.CopyTo(frame[FrameHeader.Write(frame, Opcode.Pong, payload.Length)..]);
        frames.Advance(size);
        Volatile.Write(ref _frames, frames);
    }

    /// <summary>Only the holder of the outbox's turn may call it.</summary>
    public bool TryTake([NotNullWhen(true)] out ArrayBufferWriter<byte>? frames)
    {
        frames = Any ? Interlocked.Exchange(ref _frames, null) : null;
        return frames is not null;
    }
}
