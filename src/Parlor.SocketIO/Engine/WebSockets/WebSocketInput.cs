using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Parlor.SocketIO.Engine.Connections;
using Parlor.SocketIO.Transport;

namespace Parlor.SocketIO.Engine.WebSockets;

/// <summary>Where a WebSocket's bytes are read from, so that waiting for them holds no buffer and as little else as possible.</summary>
internal static class WebSocketInput
{
    private static readonly StreamPipeReaderOptions WithoutBuffers = new(useZeroByteReads: true, leaveOpen: true);

    /// <summary>
    /// The connection's own pipe where the upgraded stream hands on what is in there as it is, which Kestrel's does over
    /// HTTP/1.1: each layer above it keeps an object per waiting read. In connection mode there is nothing else. Otherwise the
    /// stream.
    /// </summary>
    public static PipeReader Of(HttpContext context, Stream upgraded) =>
        (IsConnectionMode(context) || (IsKestrels(upgraded) && HttpProtocol.IsHttp11(context.Request.Protocol)))
        && context.Features.Get<IConnectionTransportFeature>() is { } connection
            ? connection.Transport.Input
            : PipeReader.Create(upgraded, WithoutBuffers);

    /// <summary>
    /// What the WebSocket's socket can be taken over from: with our own transport, where nothing lies between it and the input.
    /// </summary>
    public static IDirectConnection? FindDirect(HttpContext context, PipeReader input) =>
        context.Features.Get<IDirectConnection>() is { IsBare: true } connection
        && ReferenceEquals(context.Features.Get<IConnectionTransportFeature>()?.Transport.Input, input)
            ? connection
            : null;

    private static bool IsConnectionMode(HttpContext context) => context.Features.Get<IHttpUpgradeFeature>() is HandshakeExchange;

    // Over HTTP/2 it is of the same type. A middleware may have put a stream of its own around it.
    private static bool IsKestrels(Stream upgraded) => upgraded.GetType() is
    { FullName: "Microsoft.AspNetCore.Server.Kestrel.Core.Internal.Http.HttpUpgradeStream", Assembly: var assembly }
        && assembly.GetName().Name is "Microsoft.AspNetCore.Server.Kestrel.Core";
}
