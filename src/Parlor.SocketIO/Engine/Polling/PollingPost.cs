using System.Buffers;
using System.IO.Pipelines;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace Parlor.SocketIO.Engine.Polling;

/// <summary>The body of a POST: read whole, within its limits, then handed on packet by packet.</summary>
internal static class PollingPost
{
    /// <summary>Takes the packets. What comes back is why not, and then the session is closed.</summary>
    /// <exception cref="IOException">The client went away.</exception>
    /// <exception cref="OperationCanceledException">The client went away.</exception>
    public static async Task<Refusal?> ReceiveAsync(EngineConnection connection, HttpContext context)
    {
        if (context.Request.ContentType?.StartsWith("application/octet-stream", StringComparison.OrdinalIgnoreCase) == true)
            return Close(connection, Refusal.BadRequest("BINARY_BODY"));
        if (connection.Outbox.HoldsReading)
            await connection.WaitForRoomAsync(context.RequestAborted);
        if (await ReadAsync(connection.Server.Options, context) is not { } body)
        {
            return Close(
                connection, new Refusal(EngineError.BadRequest, ("name", "BODY_TOO_LARGE")) { Status = StatusCodes.Status413PayloadTooLarge });
        }

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

    private static async Task<byte[]?> ReadAsync(EngineOptions options, HttpContext context)
    {
        int limit = options.MaxHttpBufferSize;
        if (context.Request.ContentLength > limit)
            return null;
        PipeReader reader = context.Request.BodyReader;
        while (true)
        {
            ReadResult result = await reader.ReadAsync(context.RequestAborted);
            if (result.Buffer.Length > limit)
                return null;
            if (result.IsCompleted)
            {
                byte[] body = result.Buffer.ToArray();
                reader.AdvanceTo(result.Buffer.End);
                return body;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
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
