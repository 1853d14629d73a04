using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Parlor.SocketIO.Transport;

namespace Parlor.SocketIO.Engine.WebSockets;

/// <summary>Where a WebSocket's bytes come from.</summary>
internal abstract class FrameSource
{
    /// <summary>The source that costs least, of those that the connection has.</summary>
    public static FrameSource Of(WebSocketTransport transport, HttpContext context, Stream upgraded)
    {
        // Held by itself: the context forgets its features when the request ends, and an abort may come just then.
        IHttpRequestLifetimeFeature lifetime = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        PipeReader input = WebSocketInput.Of(context, upgraded);
        return transport.Server.Options.DirectSend && WebSocketInput.FindDirect(context, input) is { } connection
            ? new DirectFrameSource(transport, connection, input, lifetime)
            : new PipeFrameSource(transport, input, lifetime);
    }

    /// <summary>Begins to write, and hands what comes to the transport until there is no more.</summary>
    /// <returns>False when it goes on by itself: then the transport is told of the end.</returns>
    public abstract Task<bool> RunAsync(FrameWriter writer);

    /// <summary>Takes what comes and throws it away, until there is no more. Called when the transport wants nothing any more.</summary>
    /// <exception cref="OperationCanceledException">That took too long.</exception>
    public abstract Task IgnoreRestAsync(CancellationToken enough);

    /// <summary>Cuts the connection.</summary>
    public abstract void Abort();

    /// <summary>The WebSocket has ended.</summary>
    public abstract void End();
}
