using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using Parlor.SocketIO.Transport;

namespace Parlor.SocketIO.Engine.WebSockets;

/// <summary>Has a WebSocket's bytes handed over where they are received; while nothing comes, hardly more than the socket is held.</summary>
internal sealed class DirectFrameSource : FrameSource, IDirectReceiver
{
    private readonly WebSocketTransport _transport;
    private Before? _before;
    private volatile DirectSocket? _socket;
    private TaskCompletionSource? _inputEnded;
    private volatile bool _waitsForRoom;
    private bool _isEnding;

    public DirectFrameSource(WebSocketTransport transport, IDirectConnection connection, PipeReader input, IHttpRequestLifetimeFeature lifetime)
    {
        _transport = transport;
        _before = new Before(connection, input, lifetime);
    }

    bool IDirectReceiver.IsReady
    {
        get
        {
            if (_isEnding || !_transport.HoldsReading)
                return true;
            if (!_waitsForRoom)
            {
                _waitsForRoom = true;
                _ = ResumeAsync();
            }

            return false;
        }
    }

    public override async Task<bool> RunAsync(FrameWriter writer)
    {
        (IDirectConnection connection, PipeReader input, _) = _before!;
        DirectSocket socket = await connection.TakeOverAsync(this) ?? throw new IOException("The connection was lost.");
        _socket = socket;
        _before = null;
        writer.GoDirect(socket);
        writer.Drain();
        _isEnding = true;
        try
        {
            ReceiveEarly(input);
            if (_transport.HasClosed)
                return true;
            _isEnding = false;
            return false;
        }
        finally
        {
            socket.Begin();
        }
    }

    public override Task IgnoreRestAsync(CancellationToken enough)
    {
        _inputEnded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _inputEnded.Task.WaitAsync(enough);
    }

    public override void Abort()
    {
        // What was there before is given up for the socket, never the other way round.
        if (_before is { } before && _socket is null)
            before.Lifetime.Abort();
        else
            _socket?.Close();
    }

    public override void End() => _socket?.Close();

    void IDirectReceiver.OnReceived(ReadOnlySpan<byte> bytes)
    {
        if (_isEnding)
            return;
        Exception? error = null;
        try
        {
            _transport.Receive(bytes);
            if (!_transport.HasClosed)
                return;
        }
        catch (Exception caught)
        {
            error = caught;
        }

        Finish(error);
    }

    void IDirectReceiver.OnEnd()
    {
        _inputEnded?.TrySetResult();
        if (!_isEnding)
            Finish(error: null);
    }

    private void Finish(Exception? error)
    {
        _isEnding = true;
        _ = _transport.EndAsync(error);
    }

    // A client may have spoken before it had the answer to its handshake.
    private void ReceiveEarly(PipeReader input)
    {
        while (!_transport.HasClosed && input.TryRead(out ReadResult early))
        {
            foreach (ReadOnlyMemory<byte> piece in early.Buffer)
                _transport.Receive(piece.Span);
            input.AdvanceTo(early.Buffer.End);
            if (early.IsCompleted)
                return;
        }
    }

    private async Task ResumeAsync()
    {
        await _transport.WaitForRoomAsync();
        _waitsForRoom = false;
        _socket!.Resume();
    }

    private sealed record Before(IDirectConnection Connection, PipeReader Input, IHttpRequestLifetimeFeature Lifetime);
}
