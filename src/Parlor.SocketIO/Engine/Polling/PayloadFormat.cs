using System.Buffers;
using System.Buffers.Text;

namespace Parlor.SocketIO.Engine.Polling;

/// <summary>
/// The body of polling requests and answers (Engine.IO protocol, "Packet encoding"): packets separated by the record
/// separator, binary ones as <c>b</c> and base64.
/// </summary>
internal static class PayloadFormat
{
    public const byte Separator = 0x1E;

    public static void Write(IBufferWriter<byte> destination, IReadOnlyList<EncodedPacket> packets)
    {
        bool first = true;
        foreach (EncodedPacket packet in packets)
        {
            WritePart(destination, packet, packet.Main, ref first);
            foreach (FramePart attachment in packet.AttachmentParts)
                WritePart(destination, packet, attachment, ref first);
        }
    }

    public static bool TryDecodeBinary(ReadOnlySpan<byte> base64, out byte[] data)
    {
        data = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        if (Base64.DecodeFromUtf8(base64, data, out _, out int written) != OperationStatus.Done)
            return false;
        Array.Resize(ref data, written);
        return true;
    }

    private static void WritePart(IBufferWriter<byte> destination, EncodedPacket packet, in FramePart part, ref bool first)
    {
        if (!first)
            destination.Write([Separator]);
        first = false;
        ReadOnlySpan<byte> payload = packet.Payload(part);
        if (!part.IsBinary)
        {
            destination.Write(payload);
            return;
        }

        destination.Write("b"u8);
        Span<byte> space = destination.GetSpan(Base64.GetMaxEncodedToUtf8Length(payload.Length));
        Base64.EncodeToUtf8(payload, space, out _, out int written);
        destination.Advance(written);
    }
}
