using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Parlor.SocketIO.Engine;

namespace Parlor.SocketIO.ClientBundle;

/// <summary>One file of the browser client, as the assembly carries it.</summary>
internal sealed class ClientFile(string name)
{
    private const string AsIs = "";

    // Each coding is made once, by the first client that asks for it.
    private readonly ConcurrentDictionary<string, Lazy<Variant>> _variants = new(StringComparer.Ordinal);

    /// <summary>Every file that there is.</summary>
    public static IReadOnlyList<ClientFile> All { get; } =
    [
        .. new[] { "socket.io.js", "socket.io.min.js", "socket.io.esm.min.js", "socket.io.msgpack.min.js" }
            .SelectMany(script => new[] { new ClientFile(script), new ClientFile(script + ".map") }),
    ];

    public string Name => name;

    /// <summary>Answers a GET or HEAD request.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        string coding = ContentEncoding.Choose(context.Request) ?? AsIs;
        Variant variant = _variants.GetOrAdd(coding, made => new Lazy<Variant>(() => Make(made))).Value;
        HttpResponse response = context.Response;
        response.Headers.CacheControl = "public, max-age=0";
        response.Headers.ETag = variant.Tag.ToString();
        response.Headers.Append("Vary", "Accept-Encoding");
        response.Headers.XContentTypeOptions = "nosniff";
        if (IsKnown(context.Request, variant.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        // RFC 9239 for scripts; source maps are JSON (ECMA-426).
        response.ContentType = name.EndsWith(".map", StringComparison.Ordinal)
            ? "application/json; charset=utf-8"
            : "text/javascript; charset=utf-8";
        response.ContentLength = variant.Body.Length;
        if (coding != AsIs)
            response.Headers.ContentEncoding = coding;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.BodyWriter.WriteAsync(variant.Body, context.RequestAborted);
    }

    // RFC 9110, 13.1.2: compared weakly.
    private static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out IList<EntityTagHeaderValue>? known)
        && known.Any(each => each.Equals(EntityTagHeaderValue.Any) || each.Compare(tag, useStrongComparison: false));

    private Variant Make(string coding)
    {
        using Stream resource = typeof(ClientFile).Assembly.GetManifestResourceStream(name)!;
        byte[] content = new byte[resource.Length];
        resource.ReadExactly(content);
        ReadOnlyMemory<byte> body = coding == AsIs ? content : ContentEncoding.Compress(content, coding, CompressionLevel.Optimal);
        // A strong tag names the bytes that travel, so each coding has its own.
        string tag = Convert.ToHexStringLower(SHA256.HashData(body.Span).AsSpan(0, 16));
        return new Variant(body, new EntityTagHeaderValue($"\"{tag}\""));
    }

    private sealed record Variant(ReadOnlyMemory<byte> Body, EntityTagHeaderValue Tag);
}
