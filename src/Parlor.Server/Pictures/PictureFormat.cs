using System.Buffers.Binary;

namespace Parlor.Server.Pictures;

/// <summary>
/// Reads format and size out of a picture's bytes, and nothing more: decoding pixels is the browsers' business, who do it in a
/// sandbox. What does not hold together as far as it is read here is no picture.
/// </summary>
internal static class PictureFormat
{
    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The usual file extension, and the size in pixels; null when it is neither PNG, JPEG nor WebP.</summary>
    public static (string Extension, int Width, int Height)? Of(ReadOnlySpan<byte> bytes)
    {
        if (OfPng(bytes) is var (pngWidth, pngHeight))
            return ("png", pngWidth, pngHeight);
        if (OfJpeg(bytes) is var (jpegWidth, jpegHeight))
            return ("jpg", jpegWidth, jpegHeight);
        return OfWebp(bytes) is var (webpWidth, webpHeight) ? ("webp", webpWidth, webpHeight) : null;
    }

    /// <summary>PNG, third edition, section 5: the signature, IHDR, and chunk after chunk up to IEND.</summary>
    private static (int Width, int Height)? OfPng(ReadOnlySpan<byte> bytes)
    {
        // A chunk is its length, its type, as many bytes, and a checksum.
        const int Frame = 12;
        const int HeaderLength = 13;
        if (!bytes.StartsWith(PngSignature))
            return null;
        var rest = bytes[PngSignature.Length..];
        if (rest.Length < Frame + HeaderLength || !rest[4..].StartsWith("IHDR"u8))
            return null;
        var size = (BinaryPrimitives.ReadInt32BigEndian(rest[8..]), BinaryPrimitives.ReadInt32BigEndian(rest[12..]));
        while (rest.Length >= Frame)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (rest[4..].StartsWith("IEND"u8))
                return size;
            if (length > rest.Length - Frame)
                return null;
            rest = rest[(Frame + (int)length)..];
        }

        return null;
    }

    /// <summary>JPEG, ITU-T T.81, annex B: segment after segment up to the start of the scan; the frame header among them has the size.</summary>
    private static (int Width, int Height)? OfJpeg(ReadOnlySpan<byte> bytes)
    {
        const byte StartOfScan = 0xDA;
        if (!bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]))
            return null;
        (int, int)? size = null;
        var rest = bytes[2..];
        while (rest.Length >= 4 && rest[0] == 0xFF)
        {
            var marker = rest[1];
            // A marker may have any number of fill bytes before it.
            if (marker == 0xFF)
            {
                rest = rest[1..];
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (marker == StartOfScan)
                return size;
            if (length < 2 || length > rest.Length - 2)
                return null;
            if (IsFrameHeader(marker) && length >= 8)
                size = (BinaryPrimitives.ReadUInt16BigEndian(rest[7..]), BinaryPrimitives.ReadUInt16BigEndian(rest[5..]));
            rest = rest[(2 + length)..];
        }

        return null;
    }

    /// <summary>SOF0 to SOF15, but not the three markers between them that mean something else (DHT, JPG, DAC).</summary>
    private static bool IsFrameHeader(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    /// <summary>WebP, RFC 9649: a RIFF file whose first chunk says the size in one of three ways.</summary>
    private static (int Width, int Height)? OfWebp(ReadOnlySpan<byte> bytes)
    {
        const int ShortestFile = 30;
        if (bytes.Length < ShortestFile || !bytes.StartsWith("RIFF"u8) || !bytes[8..].StartsWith("WEBP"u8)
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) != (uint)bytes.Length - 8)
        {
            return null;
        }

        var type = bytes[12..16];
        var data = bytes[20..];
        if (type.SequenceEqual("VP8 "u8) && data[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]))
        {
            const int Size = (1 << 14) - 1;
            return (BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & Size, BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & Size);
        }

        if (type.SequenceEqual("VP8L"u8) && data[0] == 0x2F)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
            return ((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);
        }

        return type.SequenceEqual("VP8X"u8) ? (1 + ThreeBytes(data[4..]), 1 + ThreeBytes(data[7..])) : null;
    }

    private static int ThreeBytes(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
