namespace Parlor.SocketIO.Engine.WebSockets;

/// <summary>Writes to the upgraded stream: right over TLS and through every middleware.</summary>
internal sealed class StreamFrameSink(FrameWriter writer, Stream stream, Flusher flusher) : IFrameSink
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

    // Over TLS each write is a record of its own: what gathers meanwhile leaves in one.
    public void Schedule() => flusher.Add(writer);

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
