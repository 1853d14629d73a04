using System.Text;

namespace Parlor.Cli.Chat;

/// <summary>
/// Makes keys of the bytes that a terminal sends: UTF-8, control characters, and the sequences of xterm and its kin. Characters and
/// sequences may be split over reads. An escape that nothing follows at once is the key itself: <see cref="Flush"/> says so.
/// </summary>
internal sealed class KeyDecoder
{
    /// <summary>A sequence that is longer is none of a key.</summary>
    private const int LongestSequence = 32;

    /// <summary>So much is taken of what is pasted at once, in characters; the rest is dropped.</summary>
    private const int LongestPaste = 64 * 1024;

    private const char Escape = '\e';
    private const string PasteBegins = "\e[200~";
    private const string PasteEnds = "\e[201~";

    private readonly Decoder _utf8 = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _rest = new();
    private StringBuilder? _paste;

    /// <summary>Whether something has begun that may go on.</summary>
    public bool IsWaiting => _rest.Length > 0 && _paste is null;

    public IReadOnlyList<Key> Decode(ReadOnlySpan<byte> bytes)
    {
        var characters = new char[_utf8.GetCharCount(bytes, flush: false)];
        _utf8.GetChars(bytes, characters, flush: false);
        _rest.Append(characters);
        return Take(final: false);
    }

    /// <summary>Nothing came for a moment: what waits is all there is.</summary>
    public IReadOnlyList<Key> Flush() => Take(final: true);

    private List<Key> Take(bool final)
    {
        var keys = new List<Key>();
        var text = _rest.ToString();
        var at = 0;
        while (at < text.Length && Next(text.AsSpan(at), final, keys) is > 0 and var taken)
            at += taken;
        _rest.Clear().Append(text.AsSpan(at));
        return keys;
    }

    /// <returns>How many characters the key took; 0 when more are needed.</returns>
    private int Next(ReadOnlySpan<char> text, bool final, List<Key> keys)
    {
        if (_paste is not null)
            return Paste(text, keys);
        if (text[0] != Escape)
            return Plain(text, final, alt: false, keys);
        if (text.Length == 1)
            return final ? Add(keys, new Key(KeyName.Escape), 1) : 0;
        if (text[1] is '[' or 'O')
            return Sequence(text, final, keys);
        if (text[1] == Escape)
            return Add(keys, new Key(KeyName.Escape), 1);
        var taken = Plain(text[1..], final, alt: true, keys);
        return taken == 0 ? 0 : taken + 1;
    }

    private static int Plain(ReadOnlySpan<char> text, bool final, bool alt, List<Key> keys)
    {
        switch (text[0])
        {
            case '\r' or '\n':
                return Add(keys, new Key(KeyName.Enter, Alt: alt), 1);
            case '\t':
                return Add(keys, new Key(KeyName.Tab, Alt: alt), 1);
            case '\b' or '\x7F':
                return Add(keys, new Key(KeyName.Backspace, Alt: alt), 1);
            case < ' ' and var control:
                return Add(keys, new Key(KeyName.Text, ((char)(control | 0x60)).ToString(), alt, Control: true), 1);
        }

        if (char.IsHighSurrogate(text[0]) && text.Length == 1 && !final)
            return 0;
        var length = char.IsHighSurrogate(text[0]) && text.Length > 1 ? 2 : 1;
        return Add(keys, new Key(KeyName.Text, text[..length].ToString(), alt), length);
    }

    /// <summary>CSI or SS3 (ECMA-48, 5.4): parameters, then one character that ends it.</summary>
    private int Sequence(ReadOnlySpan<char> text, bool final, List<Key> keys)
    {
        var end = 2;
        while (end < text.Length && text[end] is < '@' or > '~')
            end++;
        if (end >= LongestSequence)
            return Add(keys, new Key(KeyName.Other), end);
        if (end == text.Length)
            // Alt+[ and Alt+O are typed by people as well.
            return !final ? 0 : end == 2 ? Plain(text[1..], final, alt: true, keys) + 1 : Add(keys, new Key(KeyName.Other), end);

        if (text.StartsWith(PasteBegins, StringComparison.Ordinal))
        {
            _paste = new StringBuilder();
            return PasteBegins.Length;
        }

        keys.Add(Named(text[2..end].ToString().Split(';'), text[end]));
        return end + 1;
    }

    private static Key Named(string[] parameters, char final)
    {
        // Modifiers are the second parameter: one more than the sum of Shift 1, Alt 2, Control 4.
        var modifiers = parameters.Length > 1 && int.TryParse(parameters[1], out var sum) ? sum - 1 : 0;
        var name = (final, parameters[0]) switch
        {
            ('A', _) => KeyName.Up,
            ('B', _) => KeyName.Down,
            ('C', _) => KeyName.Right,
            ('D', _) => KeyName.Left,
            ('H', _) or ('~', "1" or "7") => KeyName.Home,
            ('F', _) or ('~', "4" or "8") => KeyName.End,
            ('~', "3") => KeyName.Delete,
            ('~', "5") => KeyName.PageUp,
            ('~', "6") => KeyName.PageDown,
            ('Z', _) => KeyName.BackTab,
            ('M', _) => KeyName.Enter,
            _ => KeyName.Other,
        };
        return new Key(name, "", (modifiers & 2) != 0, (modifiers & 4) != 0);
    }

    private int Paste(ReadOnlySpan<char> text, List<Key> keys)
    {
        var end = text.IndexOf(PasteEnds, StringComparison.Ordinal);
        // The mark of the end may be split over reads itself.
        var taken = end >= 0 ? end : Math.Max(0, text.Length - PasteEnds.Length + 1);
        _paste!.Append(text[..Math.Min(taken, LongestPaste - Math.Min(LongestPaste, _paste.Length))]);
        if (end < 0)
            return taken;
        Add(keys, new Key(KeyName.Paste, _paste.ToString().ReplaceLineEndings("\n")), 0);
        _paste = null;
        return end + PasteEnds.Length;
    }

    private static int Add(List<Key> keys, Key key, int taken)
    {
        keys.Add(key);
        return taken;
    }
}
