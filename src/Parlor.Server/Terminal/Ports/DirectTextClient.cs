using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Parlor.SocketIO.Transport;

namespace Parlor.Server.Terminal.Ports;

/// <summary>
/// A client whose socket is ours alone: while it says nothing, neither a buffer nor anybody who waits is kept for it, and what it says is
/// taken where it is received.
/// </summary>
internal sealed class DirectTextClient(EndPoint? remote, int longestLine) : TcpTextClient(remote), IDirectReceiver
{
    // Somebody is taking lines, or is about to.
    private const int Busy = 1;

    // No more lines are taken.
    private const int Over = 2;

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LineSplitter _lines = new(longestLine);
    private DirectSocket? _socket;
    private ITextSession? _session;

    // What came with a line that is still being taken.
    private byte[]? _unread;
    private int _read;
    private int _state = Busy;

    public override bool IsSecure => false;

    bool IDirectReceiver.IsReady => Volatile.Read(ref _state) == 0;

    private bool IsOver => (Volatile.Read(ref _state) & Over) != 0;

    /// <summary>Takes the socket over.</summary>
    /// <returns>Whether there is one.</returns>
    public async Task<bool> Begin(IDirectConnection connection)
    {
        _socket = await connection.TakeOverAsync(this);
        // Whoever had it before hears of it no more, even if it ends before it is served.
        _socket?.Begin();
        return _socket is not null;
    }

    /// <summary>Carries lines to the session until there are no more, and ends it. What the client has said before is in the pipe.</summary>
    /// <returns>Completes when the client is gone.</returns>
    public Task Serve(ITextSession session, PipeReader early)
    {
        _session = session;
        if (early.TryRead(out var read))
        {
            TakeAll(read.Buffer.ToArray());
            early.AdvanceTo(read.Buffer.End);
        }
        else
        {
            Rest();
        }

        _socket!.Resume();
        return _ended.Task;
    }

    /// <summary>For one that is not served: it is told why, and is gone.</summary>
    public async Task TurnAway()
    {
        await SeeOff();
        _socket!.Close();
    }

    internal override int TrySend(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var sent = 0;
            while (sent < bytes.Length)
            {
                var count = _socket!.Send(bytes[sent..]);
                if (DirectSocket.IsFull(count))
                    break;
                if (count < 0)
                    return -1;
                sent += count;
            }

            return sent;
        }
        catch (ObjectDisposedException)
        {
            return -1;
        }
    }

    internal override bool TryHold(out int descriptor) => _socket!.TryHold(out descriptor);

    internal override void Release() => _socket!.Release();

    internal override ValueTask Send(ReadOnlyMemory<byte> bytes) => _socket!.SendAsync(bytes);

    void IDirectReceiver.OnReceived(ReadOnlySpan<byte> bytes)
    {
        Interlocked.Or(ref _state, Busy);
        TakeAll(bytes);
    }

    void IDirectReceiver.OnEnd() => StopReading();

    protected override void StopReading()
    {
        // Whoever is busy finds out, and ends it then.
        if (Interlocked.Or(ref _state, Over) == 0)
            _ = End();
    }

    protected override void HangUp(string why) => _socket?.Close();

    private void TakeAll(ReadOnlySpan<byte> bytes)
    {
        while (!IsOver && _lines.Next(ref bytes) is { } line)
        {
            var taking = _session!.Take(line);
            if (taking.IsCompletedSuccessfully)
                continue;
            (_unread, _read) = (bytes.ToArray(), 0);
            _ = TakeRest(taking);
            return;
        }

        Rest();
    }

    private async Task TakeRest(ValueTask taking)
    {
        await taking;
        while (!IsOver && NextUnread() is { } line)
            await _session!.Take(line);
        _unread = null;
        Rest();
        _socket!.Resume();
    }

    private TextLine? NextUnread()
    {
        ReadOnlySpan<byte> rest = _unread.AsSpan(_read);
        var line = _lines.Next(ref rest);
        _read = _unread!.Length - rest.Length;
        return line;
    }

    private void Rest()
    {
        if ((Interlocked.And(ref _state, ~Busy) & Over) != 0)
            _ = End();
    }

    private async Task End()
    {
        await Pool.Hop();
        try
        {
            await _session!.End(CutBecause);
            await SeeOff();
        }
        finally
        {
            _socket!.Close();
            _ended.TrySetResult();
        }
    }
}
