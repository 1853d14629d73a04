using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Parlor.SocketIO.Engine.WebSockets;

/// <summary>Reads a WebSocket from a pipe: right over TLS and through every middleware.</summary>
internal sealed class PipeFrameSource(WebSocketTransport transport, PipeReader input, IHttpRequestLifetimeFeature lifetime) : FrameSource
{
    // What is looked at in one go: handlers may answer every message in there, and nobody counts what waits meanwhile.
    private const int ReadSize = 4096;

    public override async Task<bool> RunAsync(FrameWriter writer)
    {
        writer.Drain();
        if (input.TryRead(out ReadResult early))
        {
            input.AdvanceTo(early.Buffer.Start);
            writer.StayIndirect();
        }

        while (!transport.HasClosed)
        {
            ReadResult read = await input.ReadAsync();
            if (transport.HoldsReading)
            {
                // What has come stays where it is.
                input.AdvanceTo(read.Buffer.Start);
                await transport.WaitForRoomAsync();
                continue;
            }

            Receive(read.Buffer.Slice(0, Math.Min(ReadSize, read.Buffer.Length)));
            if (read.IsCompleted && read.Buffer.Length <= ReadSize)
                break;
        }

        return true;
    }

    public override async Task IgnoreRestAsync(CancellationToken enough)
    {
        ReadResult ignored;
        do
        {
            ignored = await input.ReadAsync(enough);
            input.AdvanceTo(ignored.Buffer.End);
        }
        while (!ignored.IsCompleted);
    }

    public override void Abort() => lifetime.Abort();

    public override void End()
    {
        // The connection ends with the task that serves it.
    }

    private void Receive(in ReadOnlySequence<byte> data)
    {
        try
        {
            foreach (ReadOnlyMemory<byte> piece in data)
                transport.Receive(piece.Span);
        }
        finally
        {
            input.AdvanceTo(data.End);
        }
    }
}
