using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Parlor.SocketIO.Engine.WebSockets;

namespace Parlor.SocketIO.Engine;

/// <summary>Lets new sessions in, as long as the limits of the server allow.</summary>
internal sealed class Admission(EngineServer server)
{
    /// <summary>In characters, each of them ASCII.</summary>
    public const int MaxIdLength = 128;

    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~");

    private static readonly Refusal ShuttingDown = Busy("SHUTTING_DOWN", "Shutting down", StatusCodes.Status503ServiceUnavailable);
    private static readonly Refusal Full = Busy("TOO_MANY_CONNECTIONS", "Too many connections", StatusCodes.Status503ServiceUnavailable);

    private readonly HandshakeRate? _rate = server.Options.MaxHandshakesPerSecond is { } perSecond
        ? new HandshakeRate(perSecond, server.Options.HandshakeBurst, server.Time)
        : null;

    /// <summary>Why no handshake is looked at now, if that is so. Counts the handshake.</summary>
    public Refusal? Check(HttpContext context)
    {
        if (server.Shutdown.HasBegun)
            return ShuttingDown;
        if (_rate is null || context.Connection.RemoteIpAddress is not { } address || _rate.Take(address) is not { Ticks: > 0 } wait)
            return null;
        context.Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds)}";
        return Busy("TOO_MANY_HANDSHAKES", "Too many handshakes", StatusCodes.Status429TooManyRequests);
    }

    /// <summary>Opens a session over the transport that the request is for. Its first poll is served, its WebSocket returned.</summary>
    public async Task<WebSocketTransport?> OpenAsync(HttpContext context)
    {
        if (!server.Sessions.TryReserve())
        {
            await server.RefuseAsync(context, Full);
            return null;
        }

        EngineConnection? connection = null;
        WebSocketTransport? webSocket = null;
        Refusal? refusal = null;
        try
        {
            (connection, webSocket, refusal) = await TryOpenAsync(context);
        }
        finally
        {
            if (connection is null)
                server.Sessions.Release();
        }

        // Only now: who is refused may come again at once, and finds the place free.
        if (refusal is not null)
            await server.RefuseAsync(context, refusal);
        else if (connection is not null && webSocket is null)
            await connection.Polling!.PollAsync(context);
        return webSocket;
    }

    private async Task<(EngineConnection?, WebSocketTransport?, Refusal?)> TryOpenAsync(HttpContext context)
    {
        string? id = NewId(context, out Exception? failure);
        if (id is null)
            return (null, null, Refusal.BadRequest("ID_GENERATION_ERROR", ("error", failure)));

        server.Options.Cookie?.SetOn(context.Response, id);
        AcceptedWebSocket? accepted = null;
        if (WebSocketHandshake.IsRequested(context))
        {
            accepted = await WebSocketHandshake.AcceptAsync(context, server.Options.PerMessageDeflate);
            if (accepted is null)
                return (null, null, Refusal.BadRequest("TRANSPORT_HANDSHAKE_ERROR"));
        }

        var connection = new EngineConnection(server, id, new Handshake(context, server.Time.GetUtcNow()));
        WebSocketTransport? webSocket = accepted is null ? null : new WebSocketTransport(context, accepted, connection, isProbe: false);
        if (webSocket is null)
            connection.StartPolling();
        else
            connection.StartWebSocket(webSocket);
        return server.TryOpen(connection) ? (connection, webSocket, null) : default;
    }

    // Null: the application's generator failed.
    private string? NewId(HttpContext context, out Exception? failure)
    {
        failure = null;
        if (server.Options.GenerateId is not { } generate)
            return Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(15));
        try
        {
            string id = generate(context);
            if (id is { Length: >= 1 and <= MaxIdLength } && !id.AsSpan().ContainsAnyExcept(IdCharacters) && !server.Sessions.Knows(id))
                return id;
            failure = new InvalidOperationException(
                $"GenerateId made no id that can be used: 1 to {MaxIdLength} unreserved URL characters that no other session has.");
        }
        catch (Exception error)
        {
            failure = error;
        }

        server.Log.HandlerFailed(failure, nameof(EngineOptions.GenerateId));
        return null;
    }

    private static Refusal Busy(string name, string message, int status) =>
        new(EngineError.Forbidden, ("name", name)) { Message = message, Status = status };
}
