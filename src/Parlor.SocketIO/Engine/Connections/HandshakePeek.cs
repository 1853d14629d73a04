using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Parlor.SocketIO.Engine.WebSockets;

namespace Parlor.SocketIO.Engine.Connections;

/// <summary>
/// Looks at what a connection begins with. Of a handshake the head is taken; from everything else nothing, so that whoever
/// reads next finds it as it came.
/// </summary>
internal static class HandshakePeek
{
    private const int MaxHead = 8 * 1024;

    // Then the connection is HTTP's, and so are its limits.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <param name="connection">The connection, of which nothing has been read.</param>
    /// <param name="routes">Where our servers are.</param>
    /// <param name="time">For the limit.</param>
    /// <param name="stopping">Whether the application stops, and shall not wait for those who say nothing.</param>
    public static async Task<HandshakeRequest?> ReadAsync(
        ConnectionContext connection, ConnectionRoute[] routes, TimeProvider time, CancellationToken stopping)
    {
        using var enough = new CancellationTokenSource(Limit, time);
        using CancellationTokenRegistration registration =
            stopping.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), enough);
        try
        {
            return await ReadAsync(connection.Transport.Input, routes, enough.Token);
        }
        catch (Exception error) when (WebSocketTransport.IsConnectionLoss(error))
        {
            // Too late, or lost: HTTP deals with either.
            return null;
        }
    }

    private static async Task<HandshakeRequest?> ReadAsync(PipeReader input, ConnectionRoute[] routes, CancellationToken enough)
    {
        long examined = 0;
        while (true)
        {
            ReadResult read = await input.ReadAsync(enough);
            if (FindHead(read.Buffer, routes) is { } head)
            {
                HandshakeRequest? request = HandshakeRequest.TryRead(head.IsSingleSegment ? head.FirstSpan : head.ToArray(), routes);
                if (request is not null)
                {
                    input.AdvanceTo(head.End);
                    return request;
                }
            }
            else if (!read.IsCompleted && !read.IsCanceled && read.Buffer.Length < MaxHead && MayBegin(read.Buffer, routes))
            {
                examined = read.Buffer.Length;
                input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            // What came last counts as unseen, so that the next read does not wait.
            input.AdvanceTo(read.Buffer.Start, read.Buffer.GetPosition(examined));
            return null;
        }
    }

    private static bool MayBegin(in ReadOnlySequence<byte> buffer, ConnectionRoute[] routes)
    {
        foreach (ConnectionRoute route in routes)
        {
            // The first piece has room for any path that anybody would choose.
            if (route.MayBegin(buffer.FirstSpan))
                return true;
        }

        return false;
    }

    private static ReadOnlySequence<byte>? FindHead(in ReadOnlySequence<byte> buffer, ConnectionRoute[] routes)
    {
        if (!MayBegin(buffer, routes))
            return null;
        var reader = new SequenceReader<byte>(buffer);
        return reader.TryReadTo(out ReadOnlySequence<byte> _, "\r\n\r\n"u8) && reader.Consumed <= MaxHead
            ? buffer.Slice(0, reader.Position)
            : null;
    }
}
