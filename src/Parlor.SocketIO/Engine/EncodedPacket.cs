using Parlor.SocketIO.Engine;
using Parlor.SocketIO.Engine.WebSockets;
using Parlor.SocketIO.Packets;

namespace Parlor.SocketIO;

/// <summary>
/// A message encoded once and shared by every receiver. It is kept as finished WebSocket frames, back to back: a text
/// frame and then its attachments. A server's frames are unmasked (RFC 6455, 5.1), so one array serves all connections;
/// polling takes the payloads out of the same array.
/// </summary>
public sealed class EncodedPacket
{
    internal static readonly EncodedPacket Ping = FromText("2"u8, []);
    internal static readonly EncodedPacket Noop = FromText("6"u8, []);
    internal static readonly EncodedPacket Close = FromText("1"u8, []);
    internal static readonly EncodedPacket ProbeAnswer = FromText("3probe"u8, []);

    private readonly FramePart[]? _attachments;
    private byte[]? _compressed;

    private EncodedPacket(byte[] frames, FramePart main, FramePart[]? attachments)
    {
        Frames = frames;
        Main = main;
        _attachments = attachments;
    }

    /// <summary>Everything, as it goes over a WebSocket.</summary>
    internal byte[] Frames { get; }

    /// <summary>Where the payload of the first frame lies.</summary>
    internal FramePart Main { get; }

    /// <summary>Where the payloads of the attachments lie.</summary>
    internal ReadOnlySpan<FramePart> AttachmentParts => _attachments;

    /// <summary>The text of the packet in UTF-8, as Engine.IO carries it.</summary>
    public ReadOnlyMemory<byte> Text => Frames.AsMemory(Main.Start, Main.Length);

    /// <summary>The binary attachments, in order.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Attachments =>
        [.. (_attachments ?? []).Select(part => (ReadOnlyMemory<byte>)Frames.AsMemory(part.Start, part.Length))];

    /// <summary>What it was made from, if a parser of the application's made it.</summary>
    internal EventSource? Source { get; set; }

    /// <summary>Whether a WebSocket writes this alone and then pauses for a moment.</summary>
    internal bool StandsAlone { get; init; }

    /// <summary>Whether it gives way to others where room is short; set, for good, when it is first queued.</summary>
    internal bool IsVolatile { get; set; }

    /// <summary>Whether compressing it is worth a try; see <see cref="PerMessageDeflateOptions"/>.</summary>
    internal bool IsCompressible { get; set; } = true;

    /// <summary>Makes the compressed form, once for all receivers, if there is to be one.</summary>
    internal void Compress(PerMessageDeflateOptions options)
    {
        if (IsCompressible && _compressed is null && Frames.Length > options.Threshold)
            Volatile.Write(ref _compressed, Deflation.Compress(this, options));
    }

    /// <summary>Everything, as it goes over a WebSocket on which compression was agreed, as far as it is compressed already.</summary>
    internal byte[] CompressedFrames => Volatile.Read(ref _compressed) ?? Frames;

    internal ReadOnlySpan<byte> Frame(in FramePart part)
    {
        int header = FrameHeader.SizeFor(part.Length);
        return Frames.AsSpan(part.Start - header, header + part.Length);
    }

    internal ReadOnlySpan<byte> Payload(in FramePart part) => Frames.AsSpan(part.Start, part.Length);

    /// <summary>Encodes a text message whose payload is <paramref name="prefix"/> followed by <paramref name="body"/>.</summary>
    internal static EncodedPacket FromText(
        ReadOnlySpan<byte> prefix,
        ReadOnlySpan<byte> body,
        IReadOnlyList<ReadOnlyMemory<byte>>? attachments = null,
        bool standsAlone = false)
    {
        int length = prefix.Length + body.Length;
        int headerSize = FrameHeader.SizeFor(length);
        int total = headerSize + length;
        int count = attachments?.Count ?? 0;
        for (int i = 0; i < count; i++)
            total += FrameHeader.SizeFor(attachments![i].Length) + attachments[i].Length;

        byte[] frames = GC.AllocateUninitializedArray<byte>(total);
        FrameHeader.Write(frames, Opcode.Text, length);
        prefix.CopyTo(frames.AsSpan(headerSize));
        body.CopyTo(frames.AsSpan(headerSize + prefix.Length));

        FramePart[]? parts = count == 0 ? null : new FramePart[count];
        int at = headerSize + length;
        for (int i = 0; i < count; i++)
            at = WriteBinary(frames, at, attachments![i].Span, out parts![i]);

        return new EncodedPacket(frames, new FramePart(headerSize, length, IsBinary: false), parts)
        {
            StandsAlone = standsAlone,
        };
    }

    internal static EncodedPacket FromBinary(ReadOnlySpan<byte> data)
    {
        byte[] frames = GC.AllocateUninitializedArray<byte>(FrameHeader.SizeFor(data.Length) + data.Length);
        WriteBinary(frames, 0, data, out FramePart part);
        return new EncodedPacket(frames, part, attachments: null);
    }

    /// <summary>A control frame; only ever queued on a WebSocket.</summary>
    internal static EncodedPacket FromControl(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        byte[] frame = new byte[FrameHeader.SizeFor(payload.Length) + payload.Length];
        int headerSize = FrameHeader.Write(frame, opcode, payload.Length);
        payload.CopyTo(frame.AsSpan(headerSize));
        return new EncodedPacket(frame, new FramePart(headerSize, payload.Length, IsBinary: true), attachments: null)
        {
            IsCompressible = false,
        };
    }

    private static int WriteBinary(byte[] frames, int at, ReadOnlySpan<byte> data, out FramePart part)
    {
        int start = at + FrameHeader.Write(frames.AsSpan(at), Opcode.Binary, data.Length);
        data.CopyTo(frames.AsSpan(start));
        part = new FramePart(start, data.Length, IsBinary: true);
        return start + data.Length;
    }
}
