using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Parlor.SocketIO.Engine;

/// <summary>Content codings of HTTP (RFC 9110, 8.4 and 12.5.3).</summary>
internal static class ContentEncoding
{
    // The best first, for clients to whom it is all the same.
    private static readonly string[] Offered = ["br", "gzip", "deflate"];

    /// <summary>The coding that the client likes best, or null for none.</summary>
    public static string? Choose(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out IList<StringWithQualityHeaderValue>? accepted))
            return null;
        string? best = null;
        // What is sent as it is may be liked better than any coding, but only if the client says so.
        double bestQuality = QualityOf("identity", accepted, other: false);
        foreach (string coding in Offered)
        {
            double quality = QualityOf(coding, accepted, other: true);
            if (quality <= 0 || (best is null ? quality < bestQuality : quality <= bestQuality))
                continue;
            best = coding;
            bestQuality = quality;
        }

        return best;
    }

    public static ReadOnlyMemory<byte> Compress(ReadOnlySpan<byte> data, string coding, CompressionLevel level)
    {
        var compressed = new MemoryStream(data.Length / 2);
        using (Stream stream = coding switch
        {
            "br" => new BrotliStream(compressed, level, leaveOpen: true),
            "gzip" => new GZipStream(compressed, level, leaveOpen: true),
            // "deflate" is the zlib format (RFC 9110, 8.4.1.2).
            _ => new ZLibStream(compressed, level, leaveOpen: true),
        })
        {
            stream.Write(data);
        }

        return compressed.GetBuffer().AsMemory(0, (int)compressed.Length);
    }

    private static double QualityOf(string coding, IList<StringWithQualityHeaderValue> accepted, bool other)
    {
        double any = 0;
        foreach (StringWithQualityHeaderValue each in accepted)
        {
            if (each.Value.Equals(coding, StringComparison.OrdinalIgnoreCase))
                return each.Quality ?? 1;
            if (other && each.Value.Equals("*", StringComparison.Ordinal))
                any = each.Quality ?? 1;
        }

        return any;
    }
}
