using System.Buffers;
using Parlor.SocketIO.Transport;
using TcpSocket = System.Net.Sockets.Socket;

namespace Parlor.SocketIO.Engine.WebSockets;

/// <summary>
/// The writing side of a WebSocket: takes all that waits in the outbox and sends it in one go, again and again until
/// nothing is left.
/// </summary>
internal sealed class FrameWriter : IOutboxWriter
{
    // How long what waits may take to leave when the WebSocket ends.
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(2);

    // Less than any TCP connection may send before it hears from its peer (RFC 6928).
    private const int OnePiece = 1024;

    private readonly WebSocketTransport _transport;
    private readonly Flusher _flusher;
    private volatile DeadlineNode<FrameWriter>? _pause;
    private volatile Outbox _outbox;
    private volatile TaskCompletionSource? _flushed;
    private IFrameSink _sink;
    private TcpSocket? _tcp;
    private Pongs _pongs;
    private Batch _batch;
    private int _streamed;
    private int _paused;

    public FrameWriter(WebSocketTransport transport, AcceptedWebSocket accepted, TcpSocket? tcp, Outbox outbox)
    {
        _transport = transport;
        _outbox = outbox;
        outbox.Deflate = accepted.Deflate;
        _tcp = tcp;
        _flusher = transport.Server.NextFlusher();
        _sink = new StreamFrameSink(this, accepted.Stream, _flusher);
        // In connection mode not even the answer to the handshake went through a stream.
        if (tcp is not null && ReferenceEquals(accepted.Stream, Stream.Null))
            GoDirect(tcp);
    }

    public Outbox Outbox => _outbox;

    private EngineServer Server => _transport.Server;

    /// <summary>Writes what waits until nothing is left. Only the holder of the outbox's turn may call it. Never throws.</summary>
    public void Drain()
    {
        try
        {
            WriteAll();
        }
        catch (Exception error)
        {
            // This runs on timers and on others' threads: whatever it is, it ends this connection alone.
            Server.Log.WriteFailed(error, _transport.Id);
            Abort();
        }
    }

    /// <summary>The sink is done with the bytes it was busy with.</summary>
    public void Continue()
    {
        _batch.Release();
        Drain();
    }

    /// <summary>Goes on after a packet that stood alone.</summary>
    public void EndPause()
    {
        // Few packets stand alone: what serves their pauses is not kept.
        _pause = null;
        if (TryTakeTurnFromPause())
            Drain();
    }

    /// <summary>The client spoke before it can have had our answer, so its words prove nothing; see <see cref="GoDirect(TcpSocket)"/>.</summary>
    public void StayIndirect() => _tcp = null;

    /// <summary>From the beginning everything goes to a socket that was taken over. Called before the first <see cref="Drain"/>.</summary>
    public void GoDirect(DirectSocket socket)
    {
        _tcp = null;
        _sink = new DirectFrameSink(this, socket, _flusher);
    }

    /// <inheritdoc/>
    public void Wake() => _sink.Schedule();

    /// <summary>Cuts the connection.</summary>
    public void Abort() => _transport.Abort();

    /// <summary>
    /// Called before a client's frames are looked at: takes the turn, so that what the handlers answer gathers while they
    /// run and leaves in one write when they are done.
    /// </summary>
    /// <returns>To be handed to <see cref="AfterReading"/>.</returns>
    public (Outbox Outbox, bool MyTurn) BeforeReading()
    {
        Outbox outbox = _outbox;
        bool myTurn = outbox.TryTakeTurn() || TryTakeTurnFromPause();
        if (_tcp is not null && myTurn)
            GoDirect(_tcp);
        return (outbox, myTurn);
    }

    public void AfterReading((Outbox Outbox, bool MyTurn) before)
    {
        bool moved = !ReferenceEquals(before.Outbox, _outbox);
        if (before.MyTurn || ((moved || _pongs.Any) && before.Outbox.TryTakeTurn()))
            Drain();
    }

    /// <summary>Answers a ping, between <see cref="BeforeReading"/> and <see cref="AfterReading"/>.</summary>
    public void AddPong(ReadOnlySpan<byte> payload) => _pongs.Add(payload);

    /// <summary>An upgrade: from now on the session's outbox is written, whose turn the caller has taken.</summary>
    public void TakeOver(Outbox outbox)
    {
        outbox.Deflate = _outbox.Deflate;
        _outbox = outbox;
    }

    /// <summary>Waits until everything is written, or cuts the connection.</summary>
    public async Task FlushAsync()
    {
        var flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _flushed = flushed;
        // A client that is about to leave is not in want of a pause, whose timer may be gone with the server.
        EndPause();
        if (_outbox.TryTakeTurn())
            return;
        try
        {
            await flushed.Task.WaitAsync(FlushTimeout, Server.Time);
        }
        catch (TimeoutException)
        {
            Abort();
        }
    }

    /// <summary>The WebSocket has ended.</summary>
    public void Stop()
    {
        _outbox.Close(last: null, dropRest: true);
        if (_pause is { } pause)
            Server.Pauses.Remove(pause);
    }

    private void WriteAll()
    {
        while (true)
        {
            Outbox outbox = _outbox;
            // Nothing follows a close frame.
            if (_pongs.TryTake(out ArrayBufferWriter<byte>? pongs) && !outbox.IsFinished)
            {
                if (!Send(pongs.WrittenMemory))
                    return;
                continue;
            }

            if (!outbox.TryTake(ref _batch, this))
            {
                _flushed?.TrySetResult();
                // A pong may have come, or an upgrade have put the session's outbox in the place of the one just parked.
                if ((ReferenceEquals(outbox, _outbox) && !_pongs.Any) || !outbox.TryTakeTurn())
                    return;
                continue;
            }

            bool pause = _batch.StandsAlone;
            if (!Send(_batch.Bytes))
                return;
            _batch.Release();
            if (!pause)
                continue;
            DeadlineNode<FrameWriter> end = _pause ??= new DeadlineNode<FrameWriter>(this);
            Volatile.Write(ref _paused, 1);
            Server.Pauses.Renew(end, TimeProvider.System.GetTimestamp());
            return;
        }
    }

    private bool Send(ReadOnlyMemory<byte> bytes)
    {
        _streamed += _tcp is null ? 0 : bytes.Length;
        return _sink.Send(bytes);
    }

    private bool TryTakeTurnFromPause() => Volatile.Read(ref _paused) == 1 && Interlocked.Exchange(ref _paused, 0) == 1;

    // The client's first words prove that it has our answer to its handshake, and, by Engine.IO's rules, the open packet
    // after that. If hardly more was written, so little that TCP took it in one piece, then the stream is empty, and bytes
    // sent past it overtake nothing.
    private void GoDirect(TcpSocket tcp)
    {
        if (_streamed <= OnePiece && SocketFrameSink.TryCreate(this, tcp, _flusher) is { } direct)
            _sink = direct;
        _tcp = null;
    }
}
