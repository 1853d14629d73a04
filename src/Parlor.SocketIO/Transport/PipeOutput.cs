using System.IO.Pipelines;

namespace Parlor.SocketIO.Transport;

/// <summary>Sends what is written to a pipe, on the thread that writes it if there is room.</summary>
internal sealed class PipeOutput(PolledSocket socket, PipeReader pipe)
{
    private volatile bool _isTakenOver;

    /// <summary>Completes when nothing more is sent.</summary>
    public Task Finished { get; private set; } = Task.CompletedTask;

    /// <param name="close">Closes the connection, when all is sent or that failed.</param>
    public void Begin(Action<Exception?> close) => Finished = RunAsync(close);

    /// <summary>Ends without sending the rest.</summary>
    public void Cancel() => pipe.CancelPendingRead();

    /// <summary>Ends when all that was written is sent; the connection is not closed then.</summary>
    /// <returns>Whether it could be sent.</returns>
    public async Task<bool> FinishAsync()
    {
        _isTakenOver = true;
        pipe.CancelPendingRead();
        await Finished;
        return _isTakenOver;
    }

    /// <summary>Gives back what the pipe holds. Its writer has completed, and so have we.</summary>
    public void Release() => pipe.Complete();

    private async Task RunAsync(Action<Exception?> close)
    {
        Exception? error = null;
        try
        {
            if (await SendAllAsync())
                return;
        }
        catch (Exception lost) when (lost is IOException or ObjectDisposedException)
        {
            error = lost;
        }

        _isTakenOver = false;
        close(error);
        await pipe.CompleteAsync();
    }

    // Ends with whether it was taken over, all being sent.
    private async Task<bool> SendAllAsync()
    {
        while (true)
        {
            ReadResult read = await pipe.ReadAsync();
            if (read.IsCanceled && !_isTakenOver)
                return false;
            await socket.SendAsync(read.Buffer);
            pipe.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted || read.IsCanceled)
                return _isTakenOver;
        }
    }
}
