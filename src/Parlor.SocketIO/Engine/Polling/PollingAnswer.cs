using System.Buffers;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace Parlor.SocketIO.Engine.Polling;

/// <summary>The answer to a poll.</summary>
internal static class PollingAnswer
{
    public static async Task WriteAsync(HttpContext context, List<EncodedPacket> packets, HttpCompressionOptions? compression)
    {
        var payload = new ArrayBufferWriter<byte>(packets.Count * 64);
        PayloadFormat.Write(payload, packets);
        ReadOnlyMemory<byte> body = payload.WrittenMemory;
        HttpResponse response = context.Response;
        response.ContentType = "text/plain; charset=UTF-8";
        response.Headers.CacheControl = "no-store";
        if (compression is not null && body.Length >= compression.Threshold && (compression.EnableForHttps || !context.Request.IsHttps))
        {
            response.Headers.Append("Vary", "Accept-Encoding");
            if (ContentEncoding.Choose(context.Request) is { } coding)
            {
                body = ContentEncoding.Compress(body.Span, coding, CompressionLevel.Fastest);
                response.Headers.ContentEncoding = coding;
            }
        }

        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body, CancellationToken.None);
    }
}
