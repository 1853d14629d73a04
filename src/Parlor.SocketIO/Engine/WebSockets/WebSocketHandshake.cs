using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Parlor.SocketIO.Engine.WebSockets;

/// <summary>A WebSocket whose handshake is done.</summary>
/// <param name="Stream">The raw stream.</param>
/// <param name="Deflate">How to compress; null when the client did not offer it, or the server does not want it.</param>
internal sealed record AcceptedWebSocket(Stream Stream, PerMessageDeflateOptions? Deflate);

/// <summary>The opening handshake over HTTP/1.1 (RFC 6455, section 4.2).</summary>
internal static class WebSocketHandshake
{
    private const string Version = "13";

    public static bool IsRequested(HttpContext context) =>
        context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
        && context.Request.Headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase);

    /// <summary>Answers 101 and returns the WebSocket, or null when the request is no valid handshake.</summary>
    public static async Task<AcceptedWebSocket?> AcceptAsync(HttpContext context, PerMessageDeflateOptions? deflate)
    {
        IHeaderDictionary headers = context.Request.Headers;
        string key = headers.SecWebSocketKey.ToString();
        if (headers.SecWebSocketVersion != Version || !IsKey(key))
        {
            // RFC 6455, 4.4: a refusal names the version that would do.
            context.Response.Headers.SecWebSocketVersion = Version;
            return null;
        }

        string? extension = null;
        if (deflate is not null && !DeflateOffer.TryChoose(headers.SecWebSocketExtensions, out extension))
            return null;
        if (extension is not null)
            context.Response.Headers.SecWebSocketExtensions = extension;

        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.SecWebSocketAccept = AcceptFor(key);
        Stream stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        return new AcceptedWebSocket(stream, extension is null ? null : deflate);
    }

    private static bool IsKey(string key)
    {
        Span<byte> nonce = stackalloc byte[16];
        return key.Length == 24 && Convert.TryFromBase64String(key, nonce, out int length) && length == 16;
    }

    // RFC 6455, 1.3 fixes both the GUID and the hash; nothing secret depends on them.
#pragma warning disable CA5350
    private static string AcceptFor(string key) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
}
