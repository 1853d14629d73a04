using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Parlor.SocketIO.Engine.WebSockets;

/// <summary>A WebSocket whose handshake is done.</summary>
/// <param name="Stream">The raw stream.</param>
/// <param name="Deflate">How to compress; null when the client did not offer it, or the server does not want it.</param>
internal sealed record AcceptedWebSocket(Stream Stream, PerMessageDeflateOptions? Deflate);

/// <summary>The opening handshake over HTTP/1.1 (RFC 6455, 4.2) and over HTTP/2 (RFC 8441).</summary>
internal static class WebSocketHandshake
{
    private const string Protocol = "websocket";
    private const string Version = "13";

    public static bool IsRequested(HttpContext context) =>
        FindExtendedConnect(context) is not null
        || (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
            && HttpMethods.IsGet(context.Request.Method)
            && HttpProtocol.IsHttp11(context.Request.Protocol)
            && context.Request.Headers.GetCommaSeparatedValues("Upgrade").Contains(Protocol, StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether the version and the key are such that the handshake can be answered.</summary>
    public static bool IsValid(IHeaderDictionary headers) =>
        headers.SecWebSocketVersion == Version && IsKey(headers.SecWebSocketKey.ToString());

    /// <summary>Answers 101, or 200 over HTTP/2, and returns the WebSocket, or null when the request is no valid handshake.</summary>
    public static async Task<AcceptedWebSocket?> AcceptAsync(HttpContext context, PerMessageDeflateOptions? deflate)
    {
        IHttpExtendedConnectFeature? connect = FindExtendedConnect(context);
        IHeaderDictionary asked = context.Request.Headers, answer = context.Response.Headers;
        // RFC 8441, 5: there is no key over HTTP/2.
        if (connect is null ? !IsValid(asked) : asked.SecWebSocketVersion != Version)
        {
            // RFC 6455, 4.4: a refusal names the version that would do.
            answer.SecWebSocketVersion = Version;
            return null;
        }

        string? extension = null;
        if (deflate is not null && !DeflateOffer.TryChoose(asked.SecWebSocketExtensions, out extension))
            return null;
        if (extension is not null)
            answer.SecWebSocketExtensions = extension;
        if (connect is null)
        {
            answer.Upgrade = Protocol;
            answer.SecWebSocketAccept = AcceptFor(asked.SecWebSocketKey.ToString());
        }

        Stream stream = await (connect?.AcceptAsync() ?? AcceptUpgradeAsync(context));
        return new AcceptedWebSocket(stream, extension is null ? null : deflate);
    }

    private static IHttpExtendedConnectFeature? FindExtendedConnect(HttpContext context) =>
        context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } connect
        && string.Equals(connect.Protocol, Protocol, StringComparison.OrdinalIgnoreCase)
            ? connect
            : null;

    private static async ValueTask<Stream> AcceptUpgradeAsync(HttpContext context) =>
        await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();

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
