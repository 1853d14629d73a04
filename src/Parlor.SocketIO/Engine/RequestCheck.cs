using System.Buffers;
using Microsoft.AspNetCore.Http;
using Parlor.SocketIO.Engine.WebSockets;

namespace Parlor.SocketIO.Engine;

/// <summary>What a request can be refused for, in the order in which the official server looks.</summary>
internal static class RequestCheck
{
    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 256).Select(c => (char)c).Where(c => (c < ' ' && c != '\t') || c == 127)]);

    public static async ValueTask<EngineError?> FindErrorAsync(
        HttpContext context, EngineServer server, string? sid, EngineConnection? connection)
    {
        HttpRequest request = context.Request;
        Transports transport = Parse(request.Query["transport"]);
        if (transport == Transports.None || !server.Options.Transports.HasFlag(transport))
            return EngineError.UnknownTransport;
        if (request.Headers.Origin.ToString().AsSpan().ContainsAny(Controls))
            return EngineError.BadRequest;

        bool upgrade = WebSocketHandshake.IsRequested(context);
        if (!string.IsNullOrEmpty(sid))
            return CheckSession(request, transport, upgrade, connection);
        if (!upgrade && !HttpMethods.IsGet(request.Method))
            return EngineError.BadHandshakeMethod;
        if (transport == Transports.WebSocket != upgrade)
            return EngineError.BadRequest;
        if (server.Options.AllowRequest is { } allow && !await allow(context))
            return EngineError.Forbidden;
        return request.Query["EIO"] == "4" ? null : EngineError.UnsupportedProtocolVersion;
    }

    private static EngineError? CheckSession(HttpRequest request, Transports transport, bool upgrade, EngineConnection? connection)
    {
        if (connection is null)
            return EngineError.UnknownSession;
        if (upgrade)
            return transport == Transports.WebSocket ? null : EngineError.BadRequest;
        if (transport != Transports.Polling || !connection.IsPolling)
            return EngineError.BadRequest;
        return HttpMethods.IsGet(request.Method) || HttpMethods.IsPost(request.Method) ? null : EngineError.BadHandshakeMethod;
    }

    private static Transports Parse(string? name) => name switch
    {
        "polling" => Transports.Polling,
        "websocket" => Transports.WebSocket,
        _ => Transports.None,
    };
}
