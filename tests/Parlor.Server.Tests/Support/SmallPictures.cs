using System.Buffers.Binary;

namespace Parlor.Server.Tests.Support;

/// <summary>The smallest bytes that are pictures of a size.</summary>
internal static class SmallPictures
{
    public static byte[] Png(int width, int height) =>
    [
        0x89, .. "PNG\r\n\x1a\n"u8,
        .. Big(13), .. "IHDR"u8, .. Big(width), .. Big(height), 8, 6, 0, 0, 0, .. Big(0),
        .. Big(2), .. "IDAT"u8, 1, 2, .. Big(0),
        .. Big(0), .. "IEND"u8, .. Big(0),
    ];

    public static byte[] Jpeg(int width, int height) =>
    [
        0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, 0xC4, 0, 3, 9,
        0xFF, 0xC2, 0, 8, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 3,
        0xFF, 0xDA, 0, 2, 1, 2, 3, 0xFF, 0xD9,
    ];

    public static byte[] Webp(int width, int height) =>
        Riff([.. "VP8 "u8, .. Little(10), 0, 0, 0, 0x9D, 0x01, 0x2A, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8)]);

    public static byte[] LosslessWebp(int width, int height) =>
        Riff([.. "VP8L"u8, .. Little(5), 0x2F, .. Little((width - 1) | ((height - 1) << 14)), 0, 0, 0, 0, 0]);

    public static byte[] ExtendedWebp(int width, int height) =>
        Riff([.. "VP8X"u8, .. Little(10), 0, 0, 0, 0, .. Little(width - 1)[..3], .. Little(height - 1)[..3]]);

    private static byte[] Riff(byte[] chunks) => [.. "RIFF"u8, .. Little(chunks.Length + 4), .. "WEBP"u8, .. chunks];

    private static byte[] Big(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Little(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
