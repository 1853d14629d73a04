namespace Parlor.Server.Terminal.Ports;

/// <summary>
/// What waits to be sent to one TCP client. Writing only queues; a flusher sends all that waits at once. It is bounded in bytes: who
/// reads more slowly than the room talks is cut off.
/// </summary>
internal sealed class TextOutbox(TcpTextClient client)
{
    /// <summary>Bytes that may wait.</summary>
    public const int MostBytes = 1024 * 1024;

    private readonly Lock _lock = new();

    // What waits: nothing, one piece, or several. Most clients have nothing most of the time, and one piece when something happens.
    private ReadOnlyMemory<byte> _piece;
    private List<ReadOnlyMemory<byte>>? _pieces;
    private int _waitingBytes;
    private bool _isScheduled;
    private bool _isEnding;
    private bool _isCut;
    private TaskCompletionSource? _ended;

    // From being taken until it is sent; meanwhile nothing else is.
    private volatile bool _isSending;

    public TcpTextClient Client => client;

    /// <summary>Whether what was taken last is still to be sent, or some of it.</summary>
    public bool IsSending => _isSending;

    public void Write(ReadOnlyMemory<byte> bytes)
    {
        bool overflows;
        lock (_lock)
        {
            if (_isCut || _isEnding || bytes.IsEmpty)
                return;
            overflows = bytes.Length > MostBytes - _waitingBytes;
            if (!overflows)
            {
                Add(bytes);
                if (_isScheduled)
                    return;
                _isScheduled = true;
            }
        }

        if (overflows)
            Cut("it reads too slowly");
        else
            client.Flusher.Add(this);
    }

    /// <summary>Nothing more is written; what waits is still sent.</summary>
    /// <returns>Completes when all is sent, or the connection is cut.</returns>
    public Task End()
    {
        TaskCompletionSource ended;
        lock (_lock)
        {
            ended = _ended ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_isCut)
                ended.TrySetResult();
            if (_isCut || _isEnding)
                return ended.Task;
            _isEnding = true;
        }

        // The flusher alone knows when what it has taken is sent.
        client.Flusher.Add(this);
        return ended.Task;
    }

    /// <summary>The connection is over.</summary>
    public void Cut(string why)
    {
        lock (_lock)
        {
            if (_isCut)
                return;
            _isCut = true;
            (_piece, _pieces, _waitingBytes) = (default, null, 0);
        }

        client.Abort(why);
        // Nobody makes one any more that is not complete.
        _ended?.TrySetResult();
    }

    /// <summary>Takes what waits: one piece, or several; by the flusher alone.</summary>
    /// <returns>False: nothing waits, or it has to wait longer, and comes to the flusher again by itself.</returns>
    internal bool Take(out ReadOnlyMemory<byte> piece, out List<ReadOnlyMemory<byte>>? pieces)
    {
        lock (_lock)
        {
            (piece, pieces) = (_piece, _pieces);
            if (_isSending)
                return false;
            (_piece, _pieces, _waitingBytes, _isScheduled) = (default, null, 0, false);
            _isSending = !piece.IsEmpty || pieces is not null;
            if (_isEnding && !_isSending)
                _ended!.TrySetResult();
            return _isSending;
        }
    }

    /// <summary>Some of what was taken is sent; by the flusher alone.</summary>
    /// <param name="bytes">All of it.</param>
    /// <param name="count">How many bytes are sent; negative: nobody is there to read them.</param>
    internal void Sent(ReadOnlySpan<byte> bytes, int count)
    {
        if (count >= 0 && count < bytes.Length)
        {
            _ = SendRest(bytes[count..].ToArray());
            return;
        }

        _isSending = false;
        if (count < 0)
            Cut("it is gone");
    }

    /// <summary>Sends what does not go at once, and has the flusher look again when it is done.</summary>
    internal async Task SendRest(ReadOnlyMemory<byte> rest)
    {
        lock (_lock)
            _waitingBytes += rest.Length;
        try
        {
            await client.Send(rest);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or InvalidOperationException)
        {
            Cut("it is gone");
        }

        lock (_lock)
            _waitingBytes = Math.Max(0, _waitingBytes - rest.Length);
        _isSending = false;
        client.Flusher.Add(this);
    }

    private void Add(ReadOnlyMemory<byte> bytes)
    {
        _waitingBytes += bytes.Length;
        if (_pieces is not null)
            _pieces.Add(bytes);
        else if (_piece.IsEmpty)
            _piece = bytes;
        else
            (_piece, _pieces) = (default, [_piece, bytes]);
    }
}
