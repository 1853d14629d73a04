using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Parlor.SocketIO.Engine.WebSockets;

/// <summary>RFC 6455, 5.3: every byte is XORed with a byte of the four-byte key.</summary>
internal static class Masking
{
    /// <summary>Copies and unmasks in one pass; <paramref name="offset"/> is how far into the payload the source begins.</summary>
    public static void Unmask(ReadOnlySpan<byte> source, Span<byte> destination, uint key, int offset)
    {
        // The key as it stands in memory, turned so that its first byte meets the source's first byte.
        uint turned = BitConverter.IsLittleEndian
            ? BitOperations.RotateRight(key, 8 * (offset & 3))
            : BitOperations.RotateLeft(key, 8 * (offset & 3));

        int at = 0;
        if (Vector.IsHardwareAccelerated && source.Length >= Vector<byte>.Count)
        {
            Vector<byte> mask = Vector.AsVectorByte(new Vector<uint>(turned));
            for (; at <= source.Length - Vector<byte>.Count; at += Vector<byte>.Count)
                (new Vector<byte>(source[at..]) ^ mask).CopyTo(destination[at..]);
        }

        Span<byte> bytes = stackalloc byte[4];
        MemoryMarshal.Write(bytes, turned);
        for (; at < source.Length; at++)
            destination[at] = (byte)(source[at] ^ bytes[at & 3]);
    }

    /// <summary>Reads the key so that its bytes keep their order in memory.</summary>
    public static uint ReadKey(ReadOnlySpan<byte> source) =>
        BitConverter.IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(source) : BinaryPrimitives.ReadUInt32BigEndian(source);
}
