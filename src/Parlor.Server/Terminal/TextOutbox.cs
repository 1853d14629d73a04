using System.IO.Pipelines;
using System.Net.Sockets;

namespace Parlor.Server.Terminal;

/// <summary>
/// What waits to be sent to one TCP client. Writing only queues; a flusher sends all that waits at once. It is bounded in bytes: who
/// reads more slowly than the room talks is cut off.
/// </summary>
internal sealed class TextOutbox
{
    /// <summary>Bytes that may wait.</summary>
    public const int MostBytes = 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly PipeWriter _output;
    private readonly Socket? _socket;
    private readonly Action<string> _cut;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<ReadOnlyMemory<byte>> _waiting = [];
    private List<ReadOnlyMemory<byte>> _spare = [];
    private int _waitingBytes;
    private bool _isScheduled;
    private bool _isEnding;
    private bool _isCut;

    /// <param name="output">Where it goes.</param>
    /// <param name="socket">The socket behind that, if nothing lies between the two and nothing was written yet; else null.</param>
    /// <param name="cut">Cuts the connection off, and is told why; called once at most.</param>
    public TextOutbox(PipeWriter output, Socket? socket, Action<string> cut)
    {
        (_output, _socket, _cut) = (output, socket, cut);
        // Asynchronous operations, such as the reads of the transport, do not mind.
        if (socket is not null)
            socket.Blocking = false;
    }

    /// <summary>Completes when <see cref="End"/> has been called and all is sent, or the connection is cut.</summary>
    public Task Ended => _ended.Task;

    public void Write(ReadOnlyMemory<byte> bytes)
    {
        bool overflows;
        lock (_lock)
        {
            if (_isCut || _isEnding)
                return;
            overflows = bytes.Length > MostBytes - _waitingBytes;
            if (!overflows)
            {
                _waiting.Add(bytes);
                _waitingBytes += bytes.Length;
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
    public void End()
    {
        lock (_lock)
        {
            if (_isCut || _isEnding)
                return;
            _isEnding = true;
            if (_isScheduled)
                return;
        }

        _ended.TrySetResult();
    }

    /// <summary>The connection is over.</summary>
    public void Cut(string why)
    {
        lock (_lock)
        {
            if (_isCut)
                return;
            _isCut = true;
            _waiting.Clear();
            _waitingBytes = 0;
        }

        _cut(why);
        _ended.TrySetResult();
    }

    /// <summary>Sends what waits; by the flusher alone, one call at a time.</summary>
    /// <param name="room">Where small pieces are put together.</param>
    internal void Flush(byte[] room)
    {
        while (Take() is { } pieces)
        {
            var rest = Send(pieces, room);
            pieces.Clear();
            if (rest.IsEmpty)
                continue;
            _ = SendLater(rest);
            return;
        }
    }

    private List<ReadOnlyMemory<byte>>? Take()
    {
        lock (_lock)
        {
            if (_waiting.Count > 0)
            {
                (_waiting, _spare) = (_spare, _waiting);
                _waitingBytes = 0;
                return _spare;
            }

            _isScheduled = false;
            if (!_isEnding)
                return null;
        }

        _ended.TrySetResult();
        return null;
    }

    /// <summary>Sends as much as can be sent at once, small pieces together.</summary>
    /// <returns>What is left.</returns>
    private ReadOnlyMemory<byte> Send(List<ReadOnlyMemory<byte>> pieces, byte[] room)
    {
        for (var next = 0; next < pieces.Count;)
        {
            var bytes = Gather(pieces, ref next, room);
            var sent = _socket is null ? 0 : SendNow(bytes.Span);
            if (sent < bytes.Length)
                return Together(bytes[sent..], pieces, next);
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

    /// <returns>How many bytes are sent; all of them where there is nobody to send them to.</returns>
    private int SendNow(ReadOnlySpan<byte> bytes)
    {
        var sent = 0;
        try
        {
            while (sent < bytes.Length)
            {
                var count = _socket!.Send(bytes[sent..], SocketFlags.None, out var error);
                if (error == SocketError.WouldBlock)
                    return sent;
                if (error != SocketError.Success)
                {
                    Cut("it is gone");
                    return bytes.Length;
                }

                sent += count;
            }
        }
        catch (ObjectDisposedException)
        {
            Cut("it is gone");
        }

        return bytes.Length;
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
        // Meanwhile nothing else is sent: the outbox stays scheduled.
        lock (_lock)
            _waitingBytes += rest.Length;
        try
        {
            if (_socket is null)
            {
                await _output.WriteAsync(rest);
            }
            else
            {
                for (var sent = 0; sent < rest.Length;)
                    sent += await _socket.SendAsync(rest[sent..], SocketFlags.None);
            }
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            Cut("it is gone");
        }

        lock (_lock)
            _waitingBytes = Math.Max(0, _waitingBytes - rest.Length);
        TextFlusher.Shared.Add(this);
    }
}
