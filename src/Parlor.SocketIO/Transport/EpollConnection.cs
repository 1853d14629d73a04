using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using TcpSocket = System.Net.Sockets.Socket;

namespace Parlor.SocketIO.Transport;

/// <summary>A TCP connection as Kestrel wants one, with a pipe in either direction; see <see cref="PipeInput"/> and <see cref="PipeOutput"/>.</summary>
internal sealed class EpollConnection
    : ConnectionContext,
        IConnectionIdFeature,
        IConnectionTransportFeature,
        IConnectionItemsFeature,
        IConnectionLifetimeFeature,
        IConnectionEndPointFeature,
        IConnectionSocketFeature,
        IMemoryPoolFeature,
        IDirectConnection
{
    // Those offered here, and those that Kestrel adds.
    private const int UsualFeatures = 12;

    private readonly CancellationTokenSource _closed = new();
    private readonly TaskCompletionSource _closedTold = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly PolledSocket _socket;
    private readonly PipeInput _input;
    private readonly PipeOutput _output;
    private readonly DuplexPipe _bare;
    private IDictionary<object, object?>? _items;
    private TcpSocket? _shown;
    private Exception? _reason;
    private bool _isTakenOver;
    private int _isTold;

    public EpollConnection(int descriptor, EndPoint? local, EndPoint? remote, ConnectionPipes pipes)
    {
        (LocalEndPoint, RemoteEndPoint, MemoryPool) = (local, remote, pipes.Memory);
        var input = new Pipe(pipes.Input);
        var output = new Pipe(pipes.Output);
        _input = new PipeInput(this, input.Writer);
        _socket = new PolledSocket(descriptor, SocketPoller.Shared, _input);
        _output = new PipeOutput(_socket, output.Reader);
        Transport = _bare = new DuplexPipe(input.Reader, output.Writer);
        ConnectionClosed = _closed.Token;
        Features = Offer();
    }

    public override string ConnectionId { get; set; } = ConnectionIds.Next();

    public override IFeatureCollection Features { get; }

    public override IDictionary<object, object?> Items
    {
        get => _items ??= new ConnectionItems();
        set => _items = value;
    }

    public override IDuplexPipe Transport { get; set; }

    public override EndPoint? LocalEndPoint { get; set; }

    public override EndPoint? RemoteEndPoint { get; set; }

    public override CancellationToken ConnectionClosed { get; set; }

    public MemoryPool<byte> MemoryPool { get; }

    public bool IsBare => ReferenceEquals(Transport, _bare);

    /// <summary>A second handle of the same socket, since almost nobody asks.</summary>
    public TcpSocket Socket
    {
        get
        {
            lock (_gate)
                return _shown ??= new TcpSocket(new SafeSocketHandle(PolledSocket.Duplicate(_socket), ownsHandle: true));
        }
    }

    /// <summary>Why the connection was ended from this side, if it was.</summary>
    public Exception? Reason => Volatile.Read(ref _reason);

    /// <exception cref="System.ComponentModel.Win32Exception">The system has no room for it.</exception>
    public void Start()
    {
        _input.Begin(_socket);
        _output.Begin(Close);
        SocketPoller.Shared.Watch(_socket);
    }

    public override void Abort(ConnectionAbortedException abortReason)
    {
        Close(abortReason);
        _output.Cancel();
    }

    public async Task<DirectSocket?> TakeOverAsync(IDirectReceiver receiver)
    {
        await _input.StopAsync();
        if (!await _output.FinishAsync())
            return null;
        _isTakenOver = true;
        return new DirectSocket(_socket, receiver);
    }

    /// <summary>Nothing more will come.</summary>
    public void TellClosed()
    {
        if (IsFirstToTell())
            ThreadPool.UnsafeQueueUserWorkItem(static connection => connection.CancelClosed(), this, preferLocal: false);
    }

    public override async ValueTask DisposeAsync()
    {
        await _bare.Input.CompleteAsync();
        await _bare.Output.CompleteAsync();
        await _output.Finished;
        if (!_isTakenOver)
            Close(reason: null);
        // Nobody is told of the end of what has left.
        if (!_isTakenOver || !IsFirstToTell())
            await _closedTold.Task;
        if (_isTakenOver)
        {
            _output.Release();
            _input.Release();
        }

        _shown?.Dispose();
        _closed.Dispose();
        await base.DisposeAsync();
    }

    private bool IsFirstToTell() => Interlocked.Exchange(ref _isTold, 1) == 0;

    private void CancelClosed()
    {
        try
        {
            _closed.Cancel();
        }
        catch (AggregateException)
        {
            // What others have registered there is theirs to answer for.
        }

        _closedTold.TrySetResult();
    }

    private void Close(Exception? reason)
    {
        Interlocked.CompareExchange(
            ref _reason, reason ?? new ConnectionAbortedException("The connection was closed by the server."), comparand: null);
        _socket.HangUp();
        _input.Cancel();
    }

    private FeatureCollection Offer()
    {
        var features = new FeatureCollection(UsualFeatures);
        features.Set<IConnectionIdFeature>(this);
        features.Set<IConnectionTransportFeature>(this);
        features.Set<IConnectionItemsFeature>(this);
        features.Set<IConnectionLifetimeFeature>(this);
        features.Set<IConnectionEndPointFeature>(this);
        features.Set<IConnectionSocketFeature>(this);
        features.Set<IMemoryPoolFeature>(this);
        features.Set<IDirectConnection>(this);
        return features;
    }

    private sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
