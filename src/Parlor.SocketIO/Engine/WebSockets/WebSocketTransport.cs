using System.Buffers.Binary;
using Microsoft.AspNetCore.Http;

namespace Parlor.SocketIO.Engine.WebSockets;

/// <summary>
/// One WebSocket: reads frames for its session, and has what waits in the session's outbox written. As the candidate of an
/// upgrade it has a small outbox of its own until the client says <c>5</c>.
/// </summary>
internal sealed class WebSocketTransport : IFrameReceiver
{
    // How long input is still taken, and ignored, from a client that broke the protocol.
    private static readonly TimeSpan RefusalLinger = TimeSpan.FromMilliseconds(200);

    private readonly FrameSource _source;
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
        _connection = connection;
        _isProbe = isProbe;
        _source = FrameSource.Of(this, context, accepted.Stream);
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

    /// <summary>Whether the client has closed, and nothing more is looked at.</summary>
    public bool HasClosed => _reader.Closed;

    /// <summary>Whether so much waits for the client that it is not to be listened to now; see <see cref="WaitForRoomAsync"/>.</summary>
    public bool HoldsReading => !_isProbe && _connection.Outbox.HoldsReading;

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

    /// <summary>
    /// Serves the WebSocket for as long as it needs what it came over. That may be given up when the task ends, although the
    /// WebSocket may live on by itself.
    /// </summary>
    public async Task RunAsync()
    {
        Server.Shutdown.Add(this);
        Exception? error = null;
        try
        {
            if (_upgradeDeadline is not null)
                Server.UpgradeDeadlines.Renew(_upgradeDeadline, Server.Time.GetTimestamp());
            if (!await _source.RunAsync(_writer))
                return;
        }
        catch (Exception caught)
        {
            error = caught;
        }

        await EndAsync(error);
    }

    /// <summary>Looks at what the client has sent.</summary>
    /// <exception cref="FrameException">The client broke the protocol.</exception>
    public void Receive(ReadOnlySpan<byte> data)
    {
        (Outbox Outbox, bool MyTurn) turn = _writer.BeforeReading();
        _connection.Turnstile.Enter();
        try
        {
            _reader.Feed(data);
        }
        finally
        {
            _connection.Turnstile.Leave();
            _writer.AfterReading(turn);
        }
    }

    /// <summary>Completes when the client may be listened to again.</summary>
    public Task WaitForRoomAsync() => _connection.WaitForRoomAsync();

    /// <summary>Nothing more comes, or is looked at: sends what waits, and ends. Called once.</summary>
    public async Task EndAsync(Exception? error)
    {
        string reason = DisconnectReason.TransportClose;
        try
        {
            if (error is FrameException refused)
            {
                Server.Log.FrameRefused(Id, refused.Message);
                reason = DisconnectReason.TransportError;
                await RefuseAsync(refused.Code, reason);
            }
            else if (error is null)
            {
                await _writer.FlushAsync();
            }
            else if (!IsConnectionLoss(error))
            {
                Server.Log.ReadFailed(error, Id);
            }
        }
        catch (Exception lost) when (IsConnectionLoss(lost))
        {
            // The client is gone; that is how most connections end.
        }
        finally
        {
            _writer.Stop();
            _connection.WebSocketEnded(this, reason);
            EndUpgradeDeadline();
            _source.End();
            Interlocked.Exchange(ref _hasEnded, 1);
            _ended?.TrySetResult();
            EndCloseDeadline();
            Server.Shutdown.Remove(this);
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
    public void Abort() => _source.Abort();

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

    private void EndCloseDeadline()
    {
        if (_closeDeadline is not null)
            Server.CloseDeadlines.Remove(_closeDeadline);
    }

    private async Task RefuseAsync(CloseCode code, string reason)
    {
        Close(code, dropRest: false);
        _connection.WebSocketEnded(this, reason);
        try
        {
            using var enough = new CancellationTokenSource(RefusalLinger);
            Task ended = _source.IgnoreRestAsync(enough.Token);
            // Were the connection cut with input unread, the client might never see the close frame.
            await _writer.FlushAsync();
            await ended;
        }
        catch (Exception error) when (IsConnectionLoss(error))
        {
            // The client is gone, or has had its time.
        }
    }
}
