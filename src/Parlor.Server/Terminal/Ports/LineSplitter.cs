namespace Parlor.Server.Terminal.Ports;

/// <summary>Takes lines out of bytes that come in pieces: they end with LF or CRLF, and are bounded.</summary>
/// <param name="longest">Bytes of a line, its end not counted.</param>
internal struct LineSplitter(int longest)
{
    // The beginning of a line whose end is still to come; null when there is none.
    private byte[]? _begun;
    private bool _isSkipping;

    /// <summary>The next line; null when its end has not come yet, and then all bytes are taken.</summary>
    /// <param name="bytes">What came; afterwards what is left of it.</param>
    public TextLine? Next(ref ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)'\n');
        if (end < 0)
        {
            Begin(bytes);
            bytes = default;
            return null;
        }

        var isTooLong = _isSkipping || (_begun?.Length ?? 0) + end > longest + 1;
        byte[] line = isTooLong ? [] : [.. _begun ?? [], .. bytes[..end]];
        (_begun, _isSkipping) = (null, false);
        bytes = bytes[(end + 1)..];
        var length = line is [.., (byte)'\r'] ? line.Length - 1 : line.Length;
        return isTooLong || length > longest ? TextLine.TooLong : new TextLine(line.AsMemory(0, length));
    }

    private void Begin(ReadOnlySpan<byte> bytes)
    {
        // Of a line that is too long nothing is kept, however long it is.
        _isSkipping |= (_begun?.Length ?? 0) + bytes.Length > longest + 1;
        if (_isSkipping)
            _begun = null;
        else if (!bytes.IsEmpty)
            _begun = [.. _begun ?? [], .. bytes];
    }
}

/// <summary>What a client sent.</summary>
/// <param name="Bytes">A line without its end.</param>
internal readonly record struct TextLine(ReadOnlyMemory<byte> Bytes)
{
    /// <summary>A line that was longer than it may be; nothing of it is kept.</summary>
    public static TextLine TooLong { get; } = new() { IsTooLong = true };

    public bool IsTooLong { get; private init; }
}
