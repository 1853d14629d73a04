using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Parlor.SocketIO.Engine;

/// <summary>Why a request is refused: the numbers and texts of the Engine.IO protocol, revision 4.</summary>
internal enum EngineError
{
    UnknownTransport = 0,
    UnknownSession = 1,
    BadHandshakeMethod = 2,
    BadRequest = 3,
    Forbidden = 4,
    UnsupportedProtocolVersion = 5,
}

internal static class EngineErrors
{
    public static Task WriteAsync(HttpContext context, EngineError error)
    {
        context.Response.StatusCode = error == EngineError.Forbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status400BadRequest;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        string code = ((int)error).ToString(CultureInfo.InvariantCulture);
        return context.Response.WriteAsync($$"""{"code":{{code}},"message":"{{Message(error)}}"}""", CancellationToken.None);
    }

    private static string Message(EngineError error) => error switch
    {
        EngineError.UnknownTransport => "Transport unknown",
        EngineError.UnknownSession => "Session ID unknown",
        EngineError.BadHandshakeMethod => "Bad handshake method",
        EngineError.Forbidden => "Forbidden",
        EngineError.UnsupportedProtocolVersion => "Unsupported protocol version",
        _ => "Bad request",
    };
}
