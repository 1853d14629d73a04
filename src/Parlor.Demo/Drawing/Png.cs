using System.Buffers.Binary;
using System.IO.Compression;

namespace Parlor.Demo.Drawing;

/// <summary>Writes a canvas as PNG (third edition): 8 bits each of red, green and blue, each row as the difference to the one above.</summary>
internal static class Png
{
    private const byte Up = 2;

    private static readonly uint[] Checksums = [.. Enumerable.Range(0, 256).Select(ChecksumOf)];

    public static byte[] Encode(Canvas canvas)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, canvas.Side);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], canvas.Side);
        (header[8], header[9]) = (8, 2);
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Compress(canvas));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Compress(Canvas canvas)
    {
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Optimal))
        {
            var width = canvas.Side * 3;
            var row = new byte[width + 1];
            row[0] = Up;
            for (var y = 0; y < canvas.Side; y++)
            {
                for (var x = 0; x < width; x++)
                    row[x + 1] = (byte)(canvas.Pixels[(y * width) + x] - (y == 0 ? 0 : canvas.Pixels[((y - 1) * width) + x]));
                zlib.Write(row);
            }
        }

        return data.ToArray();
    }

    private static void WriteChunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Checksum(Checksum(uint.MaxValue, type), data));
        file.Write(number);
    }

    private static uint Checksum(uint sum, ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
            sum = Checksums[(byte)(sum ^ one)] ^ (sum >> 8);
        return sum;
    }

    private static uint ChecksumOf(int value)
    {
        var sum = (uint)value;
        for (var bit = 0; bit < 8; bit++)
            sum = (sum & 1) == 0 ? sum >> 1 : 0xEDB8_8320 ^ (sum >> 1);
        return sum;
    }
}
