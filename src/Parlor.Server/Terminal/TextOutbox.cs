namespace Parlor.Server.Terminal;

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

    // While something is being sent that did not go at once.
    private volatile bool _isStuck;

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
            TextFlusher.Shared.Add(this);
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
        TextFlusher.Shared.Add(this);
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

    /// <summary>Sends what waits; by the flusher alone, one call at a time.</summary>
    /// <param name="room">Where small pieces are put together.</param>
    internal void Flush(byte[] room)
    {
        // Whoever sends what is stuck has it flushed again.
        if (_isStuck)
            return;
        ReadOnlyMemory<byte> piece;
        List<ReadOnlyMemory<byte>>? pieces;
        bool isLast;
        lock (_lock)
        {
            (piece, pieces, isLast) = (_piece, _pieces, _isEnding);
            (_piece, _pieces, _waitingBytes, _isScheduled) = (default, null, 0, false);
        }

        var rest = pieces is null ? Send(piece) : Send(pieces, room);
        if (!rest.IsEmpty)
            _ = SendLater(rest);
        else if (isLast)
            _ended!.TrySetResult();
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

    /// <summary>Sends as much as can be sent at once.</summary>
    /// <returns>What is left.</returns>
    private ReadOnlyMemory<byte> Send(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
            return default;
        var sent = client.TrySend(bytes.Span);
        if (sent >= 0)
            return bytes[sent..];
        Cut("it is gone");
        return default;
    }

    /// <summary>The same, small pieces together.</summary>
    private ReadOnlyMemory<byte> Send(List<ReadOnlyMemory<byte>> pieces, byte[] room)
    {
        for (var next = 0; next < pieces.Count;)
        {
            var rest = Send(Gather(pieces, ref next, room));
            if (!rest.IsEmpty)
                return Together(rest, pieces, next);
        }

        return default;
    }

    private static ReadOnlyMemory<byte> Gather(List<ReadOnlyMemory<byte>> pieces, ref int next, byte[] room)
    {
        var first = pieces[next++];
        if (next == pieces.Count || first.Length + pieces[next].Length > room.Length)
            return first;
        first.CopyTo(room);
        var used = first.Length;
        for (; next < pieces.Count && used + pieces[next].Length <= room.Length; next++)
        {
            pieces[next].CopyTo(room.AsMemory(used));
            used += pieces[next].Length;
        }

        return room.AsMemory(0, used);
    }

    private static byte[] Together(ReadOnlyMemory<byte> first, List<ReadOnlyMemory<byte>> pieces, int from)
    {
        var rest = new byte[first.Length + pieces.Skip(from).Sum(piece => piece.Length)];
        first.CopyTo(rest);
        var at = first.Length;
        foreach (var piece in pieces.Skip(from))
        {
            piece.CopyTo(rest.AsMemory(at));
            at += piece.Length;
        }

        return rest;
    }

    private async Task SendLater(ReadOnlyMemory<byte> rest)
    {
        _isStuck = true;
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
        _isStuck = false;
        TextFlusher.Shared.Add(this);
    }
}
