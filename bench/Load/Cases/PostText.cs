using System.Buffers.Text;
using System.Text.Unicode;

namespace Parlor.Bench.Load.Cases;

/// <summary>Texts that say who wrote them, so that whoever receives one can tell whether it is what was sent.</summary>
internal static class PostText
{
    /// <summary>Sender, number and the blank behind each.</summary>
    public const int MinLength = 14;

    private static readonly byte[] Filler = Enumerable.Range(0, 64 * 1024).Select(i => (byte)('a' + (i * 7 % 26))).ToArray();

    public static void Write(Span<byte> text, int sender, int number)
    {
        Utf8.TryWrite(text, $"{sender:D4} {number:D8} ", out _);
        // Each text has another part of the filler, so that two texts never differ in their numbers alone.
        Filler.AsSpan(number % 1000, text.Length - MinLength).CopyTo(text[MinLength..]);
    }

    /// <summary>Who sent the text; a failure if it is not, byte for byte, what that sender wrote.</summary>
    public static (int Sender, int Number) Read(ReadOnlySpan<byte> text, int length)
    {
        Span<byte> expected = stackalloc byte[length];
        if (text.Length == length
            && Utf8Parser.TryParse(text, out int sender, out _)
            && Utf8Parser.TryParse(text[5..], out int number, out _))
        {
            Write(expected, sender, number);
            if (expected.SequenceEqual(text))
                return (sender, number);
        }

        throw new BenchFailure($"a text came back changed: {System.Text.Encoding.UTF8.GetString(text)}");
    }
}
