using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace Parlor.SocketIO.Packets;

/// <summary>
/// Escapes what <c>JSON.stringify</c> escapes and nothing else: quotes, backslashes and control characters. The relaxed
/// encoder of .NET would also escape everything beyond the basic plane, such as emoji, at three times the size.
/// </summary>
internal sealed unsafe class StringifyEncoder : JavaScriptEncoder
{
    public static readonly StringifyEncoder Instance = new();

    private static readonly SearchValues<char> EscapedChars = SearchValues.Create([.. ControlCodes.Select(b => (char)b), '"', '\\']);
    private static readonly SearchValues<byte> EscapedBytes = SearchValues.Create([.. ControlCodes, (byte)'"', (byte)'\\']);

    private static IEnumerable<byte> ControlCodes => Enumerable.Range(0, 0x20).Select(code => (byte)code);

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override int FindFirstCharacterToEncode(char* text, int textLength) =>
        new ReadOnlySpan<char>(text, textLength).IndexOfAny(EscapedChars);

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text) => utf8Text.IndexOfAny(EscapedBytes);

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var destination = new Span<char>(buffer, bufferLength);
        char? letter = unicodeScalar switch
        {
            '"' => '"',
            '\\' => '\\',
            '\b' => 'b',
            '\f' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            _ => null,
        };
        if (letter is { } one)
        {
            numberOfCharactersWritten = 2;
            return bufferLength >= 2 && ((ReadOnlySpan<char>)['\\', one]).TryCopyTo(destination);
        }

        if (unicodeScalar >= 0x20)
            return new Rune(unicodeScalar).TryEncodeToUtf16(destination, out numberOfCharactersWritten);

        numberOfCharactersWritten = 6;
        return bufferLength >= 6 && destination.TryWrite($"\\u{unicodeScalar:x4}", out _);
    }
}
