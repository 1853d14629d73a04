namespace Parlor.SocketIO.Engine.WebSockets;

/// <summary>Writes to the upgraded stream: right over TLS and through every middleware.</summary>
internal sealed class StreamFrameSink(FrameWriter writer, Stream stream) : IFrameSink
{
    public bool Send(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            ValueTask write = stream.WriteAsync(bytes);
            if (write.IsCompletedSuccessfully)
                return true;
            _ = ContinueAfterAsync(write.AsTask());
            return false;
        }
        catch (Exception error) when (IsLoss(error))
        {
            writer.Abort();
            return true;
        }
    }

    // The stream's pipe takes the bytes without a system call, so the caller's thread does as well as any.
    public void Schedule() => writer.Drain();

    // The stream complains of an invalid operation when the request has ended meanwhile.
    private static bool IsLoss(Exception error) => WebSocketTransport.IsConnectionLoss(error) || error is InvalidOperationException;

    // Only a client that reads too slowly leads here, so a task each time costs little.
    private async Task ContinueAfterAsync(Task write)
    {
        try
        {
            await write.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }
        catch (Exception error) when (IsLoss(error))
        {
            writer.Abort();
        }

        writer.Continue();
    }
}
