using System.Buffers;
using Microsoft.AspNetCore.Http;
using Parlor.SocketIO.Engine.WebSockets;

namespace Parlor.SocketIO.Engine;

/// <summary>What a request can be refused for, in the order in which the official server looks.</summary>
internal static class RequestCheck
{
    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 256).Select(c => (char)c).Where(c => (c < ' ' && c != '\t') || c == 127)]);

    public static async ValueTask<Refusal?> FindErrorAsync(
        HttpContext context, EngineServer server, string? sid, EngineConnection? connection)
    {
        HttpRequest request = context.Request;
        string? name = request.Query["transport"];
        Transports transport = Parse(name);
        if (transport == Transports.None || !server.Options.Transports.HasFlag(transport))
            return new Refusal(EngineError.UnknownTransport, ("transport", name));
        string origin = request.Headers.Origin.ToString();
        if (origin.AsSpan().ContainsAny(Controls))
            return Refusal.BadRequest("INVALID_ORIGIN", ("origin", origin));

        bool upgrade = WebSocketHandshake.IsRequested(context);
        if (!string.IsNullOrEmpty(sid))
            return CheckSession(request, transport, upgrade, sid, connection);
        if (!upgrade && !HttpMethods.IsGet(request.Method))
            return BadMethod(request);
        if (transport == Transports.WebSocket != upgrade)
            return Refusal.BadRequest("TRANSPORT_HANDSHAKE_ERROR");
        if (server.Options.AllowRequest is { } allow && await FindObjectionAsync(context, allow) is { } objection)
            return objection;
        string? protocol = request.Query["EIO"];
        return protocol is "4"
            ? null
            : new Refusal(EngineError.UnsupportedProtocolVersion, ("protocol", protocol));
    }

    /// <summary>The request's transport is not, or no longer, that of its session.</summary>
    public static Refusal Mismatch(string? transport, EngineConnection connection) => Refusal.BadRequest(
        "TRANSPORT_MISMATCH", ("transport", transport), ("previousTransport", connection.Transport));

    private static async ValueTask<Refusal?> FindObjectionAsync(HttpContext context, Func<HttpContext, ValueTask<bool>> allow)
    {
        try
        {
            return await allow(context) ? null : new Refusal(EngineError.Forbidden);
        }
        catch (ConnectionRefusedException refused)
        {
            return new Refusal(EngineError.Forbidden) { Message = refused.Message };
        }
    }

    private static Refusal? CheckSession(
        HttpRequest request, Transports transport, bool upgrade, string sid, EngineConnection? connection)
    {
        if (connection is null)
            return new Refusal(EngineError.UnknownSession, ("sid", sid));
        if (upgrade ? transport != Transports.WebSocket : transport != Transports.Polling || !connection.IsPolling)
            return Mismatch(request.Query["transport"], connection);
        return upgrade || HttpMethods.IsGet(request.Method) || HttpMethods.IsPost(request.Method) ? null : BadMethod(request);
    }

    private static Refusal BadMethod(HttpRequest request) =>
        new(EngineError.BadHandshakeMethod, ("method", request.Method));

    private static Transports Parse(string? name) => name switch
    {
        "polling" => Transports.Polling,
        "websocket" => Transports.WebSocket,
        _ => Transports.None,
    };
}
