using System.Buffers;
using System.IO.Pipelines;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace Parlor.SocketIO.Engine.Polling;

/// <summary>The body of a POST: read whole, within its limits, then handed on packet by packet.</summary>
internal static class PollingPost
{
    private static readonly Refusal TooManyPackets = Refusal.BadRequest("TOO_MANY_PACKETS");

    private static readonly Refusal TooLarge = new(EngineError.BadRequest, ("name", "BODY_TOO_LARGE"))
    {
        Status = StatusCodes.Status413PayloadTooLarge,
    };

    private static readonly Refusal TooSlow = new(EngineError.BadRequest, ("name", "BODY_TOO_SLOW"))
    {
        Status = StatusCodes.Status408RequestTimeout,
    };

    /// <summary>Takes the packets. What comes back is why not; then the session is closed, unless the body was too large.</summary>
    /// <exception cref="IOException">The client went away.</exception>
    /// <exception cref="OperationCanceledException">The client went away.</exception>
    public static async Task<Refusal?> ReceiveAsync(EngineConnection connection, HttpContext context)
    {
        if (context.Request.ContentType?.StartsWith("application/octet-stream", StringComparison.OrdinalIgnoreCase) == true)
            return Close(connection, Refusal.BadRequest("BINARY_BODY"));
        if (connection.Outbox.HoldsReading)
            await connection.WaitForRoomAsync(context.RequestAborted);
        (byte[]? body, Refusal? refusal) = await ReadAsync(connection.Server, context);
        // The client ends the session when it reads 413. Were it ended here, a waiting poll could bring the end first.
        if (body is null)
            return ReferenceEquals(refusal, TooLarge) ? TooLarge : Close(connection, refusal!);
        if (body.AsSpan().Count(PayloadFormat.Separator) >= connection.Server.Options.MaxPacketsPerBody)
            return Close(connection, TooManyPackets, DisconnectReason.TooManyPackets);
        if (!Utf8.IsValid(body))
            return Close(connection, PollingTransport.SessionClosed, DisconnectReason.ParseError);
        bool goodbye = Dispatch(connection, body);
        if (goodbye)
            await connection.Polling!.AwaitLastPollAsync();
        return goodbye || connection.IsOpen || connection.EndedInOrder ? null : PollingTransport.SessionClosed;
    }

    private static Refusal Close(EngineConnection connection, Refusal refusal, string reason = DisconnectReason.TransportError)
    {
        connection.Close(reason, CloseKind.Broken);
        return refusal;
    }

    private static async ValueTask<(byte[]? Body, Refusal? Refusal)> ReadAsync(EngineServer server, HttpContext context)
    {
        int limit = server.Options.MaxHttpBufferSize;
        if (context.Request.ContentLength > limit)
            return (null, TooLarge);
        PipeReader reader = context.Request.BodyReader;
        ITimer? deadline = null;
        try
        {
            while (true)
            {
                ValueTask<ReadResult> read = reader.ReadAsync(context.RequestAborted);
                // Most bodies are here already.
                if (!read.IsCompleted)
                {
                    deadline ??= server.Time.CreateTimer(
                        static state => ((PipeReader)state!).CancelPendingRead(), reader, server.Options.BodyTimeout, Timeout.InfiniteTimeSpan);
                }

                ReadResult result = await read;
                if (result.Buffer.Length > limit || (result.IsCanceled && !result.IsCompleted))
                {
                    // Taken, so that Kestrel can skip the rest and the client may use its connection again.
                    reader.AdvanceTo(result.Buffer.End);
                    return (null, result.IsCanceled ? TooSlow : TooLarge);
                }

                if (result.IsCompleted)
                {
                    byte[] body = result.Buffer.ToArray();
                    reader.AdvanceTo(result.Buffer.End);
                    return (body, null);
                }

                reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            }
        }
        finally
        {
            if (deadline is not null)
                await deadline.DisposeAsync();
        }
    }

    // True when the client said goodbye.
    private static bool Dispatch(EngineConnection connection, ReadOnlyMemory<byte> body)
    {
        connection.Turnstile.Enter();
        try
        {
            while (connection.IsOpen)
            {
                int end = body.Span.IndexOf(PayloadFormat.Separator);
                ReadOnlyMemory<byte> packet = end < 0 ? body : body[..end];
                connection.ReceiveText(packet);
                if (packet.Span is [(byte)'1', ..] && !connection.IsOpen)
                    return true;
                if (end < 0)
                    break;
                body = body[(end + 1)..];
            }
        }
        finally
        {
            connection.Turnstile.Leave();
        }

        return false;
    }
}
