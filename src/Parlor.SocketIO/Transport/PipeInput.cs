using System.IO.Pipelines;

namespace Parlor.SocketIO.Transport;

/// <summary>Receives into a pipe, for as long as that has room.</summary>
internal sealed class PipeInput(EpollConnection connection, PipeWriter pipe) : IReadinessHandler
{
    private const int MinBufferSize = 2048;

    // Then it is the others' turn.
    private const int MaxReads = 8;

    private PolledSocket? _socket;
    private TaskCompletionSource? _stopped;
    private volatile bool _isFull;
    private volatile bool _isAbandoned;
    private bool _hasEnded;

    public void Begin(PolledSocket socket) => _socket = socket;

    /// <summary>Ends when nothing is received any more, so that somebody else can.</summary>
    public Task StopAsync()
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _stopped, stopped);
        _socket!.Wake();
        return stopped.Task;
    }

    /// <summary>Ends a wait for room in the pipe, since the connection has ended.</summary>
    public void Cancel() => pipe.CancelPendingFlush();

    /// <summary>Gives back what the pipe holds. Its reader has completed, and nothing is received into it.</summary>
    public void Release() => pipe.Complete();

    bool IReadinessHandler.OnReady(bool isHangUp)
    {
        Volatile.Read(ref _stopped)?.TrySetResult();
        // A stop holds for good, until the connection ends.
        if (_stopped is not null && !_socket!.IsClosed)
            return false;

        try
        {
            return !_hasEnded && !_isFull && Receive(isHangUp);
        }
        catch (ObjectDisposedException)
        {
            End(error: null);
        }

        return false;
    }

    private bool Receive(bool isHangUp)
    {
        for (int i = 0; i < MaxReads; i++)
        {
            if (_isAbandoned)
            {
                End(error: null);
                return false;
            }

            Memory<byte> buffer = pipe.GetMemory(MinBufferSize);
            int count = _socket!.Receive(buffer.Span);
            if (count == -Errno.Again)
                return false;
            if (count <= 0)
            {
                End(count == 0 ? null : Errno.ToException(-count));
                return false;
            }

            pipe.Advance(count);
            ValueTask<FlushResult> flush = pipe.FlushAsync();
            if (!flush.IsCompleted)
            {
                _isFull = true;
                _ = ResumeAsync(flush);
                return false;
            }

            FlushResult flushed = flush.GetAwaiter().GetResult();
            _isAbandoned |= flushed.IsCompleted || flushed.IsCanceled;
            if (count < buffer.Length && !isHangUp && !_isAbandoned)
                return false;
        }

        return true;
    }

    private async Task ResumeAsync(ValueTask<FlushResult> flush)
    {
        FlushResult flushed = await flush;
        _isAbandoned |= flushed.IsCompleted || flushed.IsCanceled;
        _isFull = false;
        _socket!.Wake();
    }

    private void End(Exception? error)
    {
        _hasEnded = true;
        pipe.Complete(connection.Reason ?? error);
        connection.TellClosed();
    }
}
