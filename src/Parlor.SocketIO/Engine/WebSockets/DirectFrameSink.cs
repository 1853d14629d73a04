using Parlor.SocketIO.Transport;

namespace Parlor.SocketIO.Engine.WebSockets;

/// <summary>Writes to a socket that was taken over: one non-blocking send for all that waits; otherwise like <see cref="SocketFrameSink"/>.</summary>
internal sealed class DirectFrameSink(FrameWriter writer, DirectSocket socket, Flusher flusher) : IFrameSink
{
    public bool Send(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            int sent = socket.Send(bytes.Span);
            if (sent == bytes.Length)
                return true;
            if (sent >= 0 || DirectSocket.IsFull(sent))
            {
                _ = SendRestAsync(bytes[Math.Max(sent, 0)..]);
                return false;
            }
        }
        catch (ObjectDisposedException)
        {
            // Closed meanwhile.
        }

        writer.Abort();
        return true;
    }

    public void Schedule() => flusher.Add(writer);

    // The client reads more slowly than we write: wait for room without a thread.
    private async Task SendRestAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await socket.SendAsync(bytes);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            writer.Abort();
        }

        // Elsewhere, lest a send that completed at once has two parties at the outbox.
        ThreadPool.UnsafeQueueUserWorkItem(static writer => writer.Continue(), writer, preferLocal: false);
    }
}
