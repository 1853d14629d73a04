using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Parlor.SocketIO.Engine.WebSockets;

/// <summary>
/// One WebSocket: reads frames for its session, and has what waits in the session's outbox written. As the candidate of an
/// upgrade it has a small outbox of its own until the client says <c>5</c>.
/// </summary>
internal sealed class WebSocketTransport : IFrameReceiver
{
    // What is looked at in one go: handlers may answer every message in there, and nobody counts what waits meanwhile.
    private const int ReadSize = 4096;

    // How long input is still taken, and ignored, from a client that broke the protocol.
    private static readonly TimeSpan RefusalLinger = TimeSpan.FromMilliseconds(200);

    private readonly IHttpRequestLifetimeFeature _lifetime;
    private readonly PipeReader _input;
    private readonly EngineConnection _connection;
    private readonly FrameReader _reader;
    private readonly FrameWriter _writer;
    private readonly DeadlineNode<WebSocketTransport>? _upgradeDeadline;
    private DeadlineNode<WebSocketTransport>? _closeDeadline;
    private TaskCompletionSource? _ended;
    private int _hasEnded;
    private bool _isProbe;

    public WebSocketTransport(HttpContext context, AcceptedWebSocket accepted, EngineConnection connection, bool isProbe)
    {
        // Held by itself: the context forgets its features when the request ends, and an abort may come just then.
        _lifetime = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        _input = WebSocketInput.Of(context, accepted.Stream);
        _connection = connection;
        _isProbe = isProbe;
        _reader = new FrameReader(this, Server.Options.MaxHttpBufferSize, inflates: accepted.Deflate is not null);
        _writer = new FrameWriter(
            this,
            accepted,
            Server.Options.DirectSend ? SocketFrameSink.FindSocket(context) : null,
            isProbe ? new Outbox(OutboxLimits.Probe) : connection.Outbox);
        _upgradeDeadline = isProbe ? new DeadlineNode<WebSocketTransport>(this) : null;
    }

    /// <summary>The session's id.</summary>
    public string Id => _connection.Id;

    public EngineServer Server => _connection.Server;

    /// <summary>Whether the client has sent <c>2probe</c>.</summary>
    public bool Probed { get; private set; }

    /// <summary>Completes when the WebSocket has ended.</summary>
    public Task Ended
    {
        get
        {
            // Made when it is first asked for: nobody waits for most WebSockets.
            TaskCompletionSource ended = LazyInitializer.EnsureInitialized(ref _ended);
            if (Volatile.Read(ref _hasEnded) == 1)
                ended.TrySetResult();
            return ended.Task;
        }
    }

    /// <summary>Serves the WebSocket until it ends; the connection to the client ends with the returned task.</summary>
    public async Task RunAsync()
    {
        string reason = DisconnectReason.TransportClose;
        Server.Add(this);
        _writer.Drain();
        if (_upgradeDeadline is not null)
            Server.UpgradeDeadlines.Renew(_upgradeDeadline, Server.Time.GetTimestamp());
        try
        {
            LookForEarlyWords();
            while (!_reader.Closed)
            {
                ReadResult read = await _input.ReadAsync();
                if (!_isProbe && _connection.Outbox.HoldsReading)
                {
                    // What has come stays where it is.
                    _input.AdvanceTo(read.Buffer.Start);
                    await _connection.WaitForRoomAsync();
                    continue;
                }

                Receive(read.Buffer.Slice(0, Math.Min(ReadSize, read.Buffer.Length)));
                if (read.IsCompleted && read.Buffer.Length <= ReadSize)
                    break;
            }

            await _writer.FlushAsync();
        }
        catch (FrameException error)
        {
            Server.Log.FrameRefused(Id, error.Message);
            reason = DisconnectReason.TransportError;
            await RefuseAsync(error.Code, reason);
        }
        catch (Exception error) when (IsConnectionLoss(error))
        {
            // The client is gone; that is how most connections end.
        }
        finally
        {
            _writer.Stop();
            _connection.WebSocketEnded(this, reason);
            EndUpgradeDeadline();
            Interlocked.Exchange(ref _hasEnded, 1);
            _ended?.TrySetResult();
            EndCloseDeadline();
            Server.Remove(this);
        }
    }

    /// <summary>Sends what waits (or drops it), then a close frame, and ends soon.</summary>
    public void Close(CloseCode code, bool dropRest)
    {
        CloseOutbox(code, dropRest);
        EndUpgradeDeadline();
        DeadlineNode<WebSocketTransport> deadline =
            LazyInitializer.EnsureInitialized(ref _closeDeadline, () => new DeadlineNode<WebSocketTransport>(this));
        Server.CloseDeadlines.Renew(deadline, Server.Time.GetTimestamp());
        if (Volatile.Read(ref _hasEnded) == 1)
            EndCloseDeadline();
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
        if (_connection.TryCountPacket())
            _writer.AddPong(payload);
    }

    // RFC 6455, 5.5.1: the answer usually echoes the code.
    void IFrameReceiver.OnClose(CloseCode code) => CloseOutbox(code, dropRest: false);

    private void CloseOutbox(CloseCode code, bool dropRest)
    {
        Span<byte> payload = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        _writer.Outbox.Close(EncodedPacket.FromControl(Opcode.Close, code == CloseCode.None ? [] : payload), dropRest);
    }

    private void OnProbe()
    {
        Probed = true;
        _writer.Outbox.TryAdd(EncodedPacket.ProbeAnswer);
        _connection.Polling!.OnProbe();
    }

    private void TakeOver()
    {
        EndUpgradeDeadline();
        _isProbe = false;
        _writer.TakeOver(_connection.Outbox);
    }

    private void EndUpgradeDeadline()
    {
        if (_upgradeDeadline is not null)
            Server.UpgradeDeadlines.Remove(_upgradeDeadline);
    }

    private void LookForEarlyWords()
    {
        if (!_input.TryRead(out ReadResult early))
            return;
        _input.AdvanceTo(early.Buffer.Start);
        _writer.StayIndirect();
    }

    private void EndCloseDeadline()
    {
        if (_closeDeadline is not null)
            Server.CloseDeadlines.Remove(_closeDeadline);
    }

    private void Receive(in ReadOnlySequence<byte> data)
    {
        (Outbox Outbox, bool MyTurn) turn = _writer.BeforeReading();
        _connection.Turnstile.Enter();
        try
        {
            foreach (ReadOnlyMemory<byte> piece in data)
                _reader.Feed(piece.Span);
        }
        finally
        {
            _connection.Turnstile.Leave();
            _writer.AfterReading(turn);
            _input.AdvanceTo(data.End);
        }
    }

    private async Task RefuseAsync(CloseCode code, string reason)
    {
        Close(code, dropRest: false);
        _connection.WebSocketEnded(this, reason);
        try
        {
            // Were the connection cut with input unread, the client might never see the close frame.
            await _writer.FlushAsync();
            using var enough = new CancellationTokenSource(RefusalLinger);
            ReadResult ignored;
            do
            {
                ignored = await _input.ReadAsync(enough.Token);
                _input.AdvanceTo(ignored.Buffer.End);
            }
            while (!ignored.IsCompleted);
        }
        catch (Exception error) when (IsConnectionLoss(error))
        {
            // The client is gone, or has had its time.
        }
    }
}
