using System.Buffers;
using System.Buffers.Binary;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TcpSocket = System.Net.Sockets.Socket;

namespace Parlor.SocketIO.Engine.WebSockets;

/// <summary>
/// One WebSocket: reads frames for its session, and writes what waits in the session's outbox, as much as possible in one
/// go. As the candidate of an upgrade it has a small outbox of its own until the client says <c>5</c>.
/// </summary>
internal sealed class WebSocketTransport : IFrameReceiver, IOutboxWriter
{
    private const int ReadSize = 4096;

    // How long a closing peer may take to end the closing handshake, and what waits to leave.
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(2);

    // How long input is still taken, and ignored, from a client that broke the protocol.
    private static readonly TimeSpan RefusalLinger = TimeSpan.FromMilliseconds(200);

    private readonly IHttpRequestLifetimeFeature _lifetime;
    private readonly Stream _stream;
    private readonly EngineConnection _connection;
    private readonly FrameReader _reader;
    private IFrameSink _sink;
    private TcpSocket? _tcp;
    private int _writes;
    private readonly DeadlineNode<WebSocketTransport>? _upgradeDeadline;
    private readonly DeadlineNode<WebSocketTransport> _closeDeadline;
    private readonly DeadlineNode<WebSocketTransport> _pause;
    private volatile Outbox _outbox;
    private volatile TaskCompletionSource? _flushed;
    private readonly TaskCompletionSource _ended = new();
    private Batch _batch;
    private bool _isProbe;
    private int _paused;

    public WebSocketTransport(HttpContext context, Stream stream, EngineConnection connection, bool isProbe)
    {
        // Held by itself: the context forgets its features when the request ends, and an abort may come just then.
        _lifetime = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        _stream = stream;
        _connection = connection;
        _isProbe = isProbe;
        _reader = new FrameReader(this, connection.Server.Options.MaxHttpBufferSize);
        _sink = new StreamFrameSink(this, stream);
        _tcp = connection.Server.Options.DirectSend ? SocketFrameSink.FindSocket(context) : null;
        _outbox = isProbe ? new Outbox(maxMessages: 16, maxBytes: 4096) : connection.Outbox;
        _upgradeDeadline = isProbe ? new DeadlineNode<WebSocketTransport>(this) : null;
        _closeDeadline = new DeadlineNode<WebSocketTransport>(this);
        _pause = new DeadlineNode<WebSocketTransport>(this);
    }

    /// <summary>Whether the client has sent <c>2probe</c>.</summary>
    public bool Probed { get; private set; }

    /// <summary>Completes when the WebSocket has ended.</summary>
    public Task Ended => _ended.Task;

    private EngineServer Server => _connection.Server;

    /// <summary>Serves the WebSocket until it ends; the connection to the client ends with the returned task.</summary>
    public async Task RunAsync()
    {
        string reason = DisconnectReason.TransportClose;
        Drain();
        if (_upgradeDeadline is not null)
            Server.UpgradeDeadlines.Renew(_upgradeDeadline, Server.Time.GetTimestamp());
        try
        {
            while (!_reader.Closed && await ReadAsync())
            {
            }

            await FlushAsync();
        }
        catch (FrameException error)
        {
            Server.Log.FrameRefused(_connection.Id, error.Message);
            reason = DisconnectReason.TransportError;
            await RefuseAsync(error.Code, reason);
        }
        catch (Exception error) when (IsConnectionLoss(error))
        {
            // The client is gone; that is how most connections end.
        }
        finally
        {
            _outbox.Close(last: null, dropRest: true);
            _connection.WebSocketEnded(this, reason);
            EndUpgradeDeadline();
            _ended.TrySetResult();
            Server.CloseDeadlines.Remove(_closeDeadline);
            Server.Pauses.Remove(_pause);
        }
    }

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
            Server.Log.WriteFailed(error, _connection.Id);
            Abort();
        }
    }

    private void WriteAll()
    {
        while (true)
        {
            Outbox outbox = _outbox;
            if (!outbox.TryTake(ref _batch, this))
            {
                _flushed?.TrySetResult();
                // An upgrade may have put the session's outbox in the place of the one just parked.
                if (ReferenceEquals(outbox, _outbox) || !outbox.TryTakeTurn())
                    return;
                continue;
            }

            bool pause = _batch.StandsAlone;
            _writes++;
            if (!_sink.Send(_batch.Bytes))
                return;
            _batch.Release();
            if (!pause)
                continue;
            Volatile.Write(ref _paused, 1);
            Server.Pauses.Renew(_pause, TimeProvider.System.GetTimestamp());
            return;
        }
    }

    /// <summary>Goes on after a packet that stood alone.</summary>
    public void EndPause()
    {
        if (TryTakeTurnFromPause())
            Drain();
    }

    /// <summary>The sink is done with the bytes it was busy with.</summary>
    public void Continue()
    {
        _batch.Release();
        Drain();
    }

    /// <inheritdoc/>
    public void Wake() => _sink.Schedule();

    /// <summary>Sends what waits (or drops it), then a close frame, and ends soon.</summary>
    public void Close(CloseCode code, bool dropRest)
    {
        Span<byte> payload = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        _outbox.Close(EncodedPacket.FromControl(Opcode.Close, code == CloseCode.None ? [] : payload), dropRest);
        EndUpgradeDeadline();
        Server.CloseDeadlines.Renew(_closeDeadline, Server.Time.GetTimestamp());
        if (_ended.Task.IsCompleted)
            Server.CloseDeadlines.Remove(_closeDeadline);
    }

    /// <summary>Cuts the connection.</summary>
    public void Abort() => _lifetime.Abort();

    public static bool IsConnectionLoss(Exception error) =>
        error is IOException or OperationCanceledException or ObjectDisposedException;

    void IFrameReceiver.OnText(byte[] message)
    {
        if (!_isProbe)
            _connection.ReceiveText(message);
        else if (message.AsSpan().SequenceEqual("2probe"u8))
            OnProbe();
        else if (message is [(byte)'5', ..] && _connection.TryUpgrade(this))
            TakeOver();
        else
            Close(CloseCode.Normal, dropRest: true);
    }

    void IFrameReceiver.OnBinary(byte[] message)
    {
        if (_isProbe)
            Close(CloseCode.Normal, dropRest: true);
        else
            _connection.ReceiveBinary(message);
    }

    void IFrameReceiver.OnPing(ReadOnlySpan<byte> payload)
    {
        if (!_outbox.TryAdd(EncodedPacket.FromControl(Opcode.Pong, payload)))
            Abort();
    }

    // RFC 6455, 5.5.1: the answer usually echoes the code.
    void IFrameReceiver.OnClose(CloseCode code) =>
        _outbox.Close(EncodedPacket.FromControl(Opcode.Close, code == CloseCode.None ? [] : [(byte)((int)code >> 8), (byte)code]), dropRest: false);

    private void OnProbe()
    {
        Probed = true;
        _outbox.TryAdd(EncodedPacket.ProbeAnswer);
        _connection.Polling!.OnProbe();
    }

    private void TakeOver()
    {
        EndUpgradeDeadline();
        _isProbe = false;
        _outbox = _connection.Outbox;
    }

    private bool TryTakeTurnFromPause() => Volatile.Read(ref _paused) == 1 && Interlocked.Exchange(ref _paused, 0) == 1;

    private void EndUpgradeDeadline()
    {
        if (_upgradeDeadline is not null)
            Server.UpgradeDeadlines.Remove(_upgradeDeadline);
    }

    // An empty read waits without holding a buffer; most connections wait most of the time.
    private async ValueTask<bool> ReadAsync()
    {
        _ = await _stream.ReadAsync(Memory<byte>.Empty);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
        try
        {
            int read = await _stream.ReadAsync(buffer);
            if (read > 0)
                Receive(buffer.AsSpan(0, read));
            return read > 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // What the handlers answer gathers while they run, and leaves in one write when they are done.
    private void Receive(ReadOnlySpan<byte> data)
    {
        Outbox outbox = _outbox;
        bool myTurn = outbox.TryTakeTurn() || TryTakeTurnFromPause();
        if (_tcp is not null && myTurn)
            GoDirect(_tcp);
        _connection.Turnstile.Enter();
        try
        {
            _reader.Feed(data);
        }
        finally
        {
            _connection.Turnstile.Leave();
            if (myTurn || (!ReferenceEquals(outbox, _outbox) && outbox.TryTakeTurn()))
                Drain();
        }
    }

    // The client's first words prove that it has our answer to its handshake, and, by Engine.IO's rules, the open packet
    // after that. If nothing else was written, the stream is empty, and bytes sent past it overtake nothing.
    private void GoDirect(TcpSocket tcp)
    {
        if (_writes <= 1 && SocketFrameSink.TryCreate(this, tcp, Server.NextFlusher()) is { } direct)
            _sink = direct;
        _tcp = null;
    }

    private async Task RefuseAsync(CloseCode code, string reason)
    {
        Close(code, dropRest: false);
        _connection.WebSocketEnded(this, reason);
        try
        {
            // Were the connection cut with input unread, the client might never see the close frame.
            await FlushAsync();
            using var enough = new CancellationTokenSource(RefusalLinger);
            byte[] ignored = new byte[ReadSize];
            while (await _stream.ReadAsync(ignored, enough.Token) > 0)
            {
            }
        }
        catch (Exception error) when (IsConnectionLoss(error))
        {
            // The client is gone, or has had its time.
        }
    }

    private async Task FlushAsync()
    {
        var flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _flushed = flushed;
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
}
