using System.Buffers;
using System.IO.Compression;

namespace Parlor.SocketIO.Engine.WebSockets;

/// <summary>Compresses and decompresses messages, each by itself (RFC 7692, 7.2, without context takeover).</summary>
internal static class Deflation
{
    // Every compressed message would end with an empty stored block; its last four bytes are left out (7.2.1).
    private const int OmittedBytes = 4;

    /// <summary>
    /// What has to follow a compressed message before it is inflated: the bytes left out, and an empty final block, by which
    /// a message that breaks off is told from a whole one.
    /// </summary>
    public static ReadOnlySpan<byte> Tail => [0x00, 0x00, 0xFF, 0xFF, 0x01, 0x00, 0x00, 0xFF, 0xFF];

    /// <summary>The packet's frames, those compressed that get smaller by it; the packet's own array if none does.</summary>
    public static byte[] Compress(EncodedPacket packet, PerMessageDeflateOptions options)
    {
        byte[] frames = ArrayPool<byte>.Shared.Rent(packet.Frames.Length);
        try
        {
            using var deflated = new MemoryStream();
            int length = WriteFrame(packet, packet.Main, frames, deflated, options);
            foreach (FramePart attachment in packet.AttachmentParts)
                length += WriteFrame(packet, attachment, frames.AsSpan(length), deflated, options);
            return length < packet.Frames.Length ? frames.AsSpan(0, length).ToArray() : packet.Frames;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(frames);
        }
    }

    /// <summary>Inflates a message that has its <see cref="Tail"/>. Blocks after a final one are not looked at.</summary>
    /// <exception cref="FrameException">It is no deflate data, or inflates to more than <paramref name="maxSize"/> bytes.</exception>
    public static byte[] Inflate(byte[] message, int maxSize)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(1 + (int)Math.Min(maxSize, 4L * message.Length));
        try
        {
            using var inflated = new DeflateStream(new WholeStream(message), CompressionMode.Decompress);
            int length = 0;
            while (inflated.Read(buffer.AsSpan(length)) is > 0 and int read)
            {
                length += read;
                if (length > maxSize)
                    throw new FrameException(CloseCode.TooBig, "the message is too big when inflated");
                if (length == buffer.Length)
                    buffer = Grow(buffer);
            }

            return buffer.AsSpan(0, length).ToArray();
        }
        catch (InvalidDataException)
        {
            throw new FrameException(CloseCode.InvalidPayload, "a compressed message cannot be inflated");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Disposing of the stream would add a final block, so the length is taken before.
    private static int WriteFrame(
        EncodedPacket packet, in FramePart part, Span<byte> destination, MemoryStream deflated, PerMessageDeflateOptions options)
    {
        ReadOnlySpan<byte> payload = packet.Payload(part);
        if (payload.Length > 0 && payload.Length >= options.Threshold)
        {
            deflated.SetLength(0);
            using var stream = new DeflateStream(deflated, options.Level, leaveOpen: true);
            stream.Write(payload);
            stream.Flush();
            int length = (int)deflated.Length - OmittedBytes;
            if (length < payload.Length)
            {
                int header = FrameHeader.Write(destination, part.IsBinary ? Opcode.Binary : Opcode.Text, length, compressed: true);
                deflated.GetBuffer().AsSpan(0, length).CopyTo(destination[header..]);
                return header + length;
            }
        }

        ReadOnlySpan<byte> frame = packet.Frame(part);
        frame.CopyTo(destination);
        return frame.Length;
    }

    private static byte[] Grow(byte[] buffer)
    {
        byte[] bigger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, 2L * buffer.Length));
        buffer.CopyTo(bigger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return bigger;
    }

    /// <summary>Complains when read beyond its end, which happens only when no final block was met.</summary>
    private sealed class WholeStream(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = base.Read(buffer, offset, count);
            return read > 0 ? read : throw new InvalidDataException();
        }
    }
}
