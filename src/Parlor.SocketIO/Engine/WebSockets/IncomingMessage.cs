namespace Parlor.SocketIO.Engine.WebSockets;

/// <summary>A message as far as its frames have come (RFC 6455, 5.4).</summary>
internal struct IncomingMessage(int maxSize)
{
    /// <summary>
    /// The most frames that make up a message. They cost no memory, but a message of empty ones would never end otherwise.
    /// </summary>
    public const int MaxFragments = 65_536;

    // A message grows with what has arrived, never with what its header claims.
    private const int FirstAllocation = 16 * 1024;

    private byte[] _bytes = [];
    private int _length;
    private int _fragments;
    private Opcode _opcode;
    private bool _compressed;

    /// <summary>A data frame begins.</summary>
    /// <exception cref="FrameException">It may not stand here, or the message becomes too big with it.</exception>
    public void BeginFrame(Opcode opcode, ulong length, bool compressed)
    {
        bool begun = _opcode != Opcode.Continuation;
        if (begun && opcode != Opcode.Continuation)
            throw new FrameException(CloseCode.ProtocolError, "a message begins within another");
        if (!begun && opcode == Opcode.Continuation)
            throw new FrameException(CloseCode.ProtocolError, "a continuation without a beginning");
        if (length > (ulong)(maxSize - _length))
            throw new FrameException(CloseCode.TooBig, "the message is too big");
        if (++_fragments > MaxFragments)
            throw new FrameException(CloseCode.PolicyViolation, "the message has too many fragments");
        if (begun)
            return;
        _opcode = opcode;
        _compressed = compressed;
    }

    /// <summary>Adds bytes that are <paramref name="offset"/> bytes into their frame.</summary>
    public void Append(ReadOnlySpan<byte> masked, uint key, int offset, bool isLast)
    {
        int tail = _compressed && isLast ? Deflation.Tail.Length : 0;
        Reserve(masked.Length + tail, exact: isLast);
        Masking.Unmask(masked, _bytes.AsSpan(_length), key, offset);
        _length += masked.Length;
        if (tail > 0)
            Deflation.Tail.CopyTo(_bytes.AsSpan(_length));
    }

    /// <summary>Hands the whole message over and is ready for the next.</summary>
    /// <exception cref="FrameException">The message cannot be inflated.</exception>
    public byte[] Finish(out bool isText)
    {
        byte[] message = _compressed ? Deflation.Inflate(_bytes, maxSize) : _bytes;
        isText = _opcode == Opcode.Text;
        this = new IncomingMessage(maxSize);
        return message;
    }

    private void Reserve(int more, bool exact)
    {
        int needed = _length + more;
        if (needed <= _bytes.Length && !exact)
            return;
        int size = exact ? needed : Math.Min(maxSize, Math.Max(needed, Math.Max(FirstAllocation, _bytes.Length * 2)));
        if (size != _bytes.Length)
            Array.Resize(ref _bytes, size);
    }
}
