using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using TcpSocket = System.Net.Sockets.Socket;

namespace Parlor.SocketIO.Engine.WebSockets;

/// <summary>
/// Writes past Kestrel's pipe, straight to the TCP socket: one non-blocking send for all that waits, made by a flusher
/// rather than by whoever emits. Only where nothing lies between the pipe and the socket (no TLS, no connection
/// middleware), and only once nothing of ours is in the pipe any more.
/// </summary>
internal sealed class SocketFrameSink : IFrameSink
{
    private readonly FrameWriter _writer;
    private readonly TcpSocket _socket;
    private readonly Flusher _flusher;

    private SocketFrameSink(FrameWriter writer, TcpSocket socket, Flusher flusher)
    {
        _writer = writer;
        _socket = socket;
        _flusher = flusher;
        // Asynchronous operations, Kestrel's reads among them, do not mind.
        _socket.Blocking = false;
    }

    /// <summary>The TCP socket of the request, if what is written to it arrives unchanged; otherwise null.</summary>
    public static TcpSocket? FindSocket(HttpContext context)
    {
        // Over HTTP/2 the socket belongs to all streams of the connection.
        if (!HttpProtocol.IsHttp11(context.Request.Protocol))
            return null;
        if (context.Request.IsHttps || context.Features.Get<ITlsHandshakeFeature>() is not null)
            return null;
        // Connection middleware puts another pipe in the place of the transport's own.
        bool isBare = context.Features.Get<IConnectionTransportFeature>()?.Transport.GetType() is
        { FullName: "System.IO.Pipelines.DuplexPipe", Assembly: var assembly }
            && assembly.GetName().Name is "Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets";
        return isBare ? context.Features.Get<IConnectionSocketFeature>()?.Socket : null;
    }

    /// <summary>Null when the socket is closed already.</summary>
    public static SocketFrameSink? TryCreate(FrameWriter writer, TcpSocket socket, Flusher flusher)
    {
        try
        {
            return new SocketFrameSink(writer, socket, flusher);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }

    public bool Send(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            while (bytes.Length > 0)
            {
                int sent = _socket.Send(bytes.Span, SocketFlags.None, out SocketError error);
                if (error == SocketError.WouldBlock)
                {
                    _ = SendRestAsync(bytes);
                    return false;
                }

                if (error != SocketError.Success)
                {
                    _writer.Abort();
                    return true;
                }

                bytes = bytes[sent..];
            }
        }
        catch (ObjectDisposedException)
        {
            _writer.Abort();
        }

        return true;
    }

    public void Schedule() => _flusher.Add(_writer);

    // The client reads more slowly than we write: wait for room without a thread.
    private async Task SendRestAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            while (bytes.Length > 0)
                bytes = bytes[await _socket.SendAsync(bytes, SocketFlags.None)..];
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            _writer.Abort();
        }

        // Elsewhere, lest a send that completed at once has two parties at the outbox.
        ThreadPool.UnsafeQueueUserWorkItem(static writer => writer.Continue(), _writer, preferLocal: false);
    }
}
