namespace Parlor.SocketIO;

/// <summary>Compression of what polling clients are sent, with brotli, gzip or deflate as they accept it.</summary>
public sealed class HttpCompressionOptions
{
    /// <summary>Smaller answers are sent as they are; in bytes.</summary>
    public int Threshold { get; set; } = 1024;

    /// <summary>
    /// Whether to compress over HTTPS as well. Off by default, unlike in the official server: the length of what is
    /// compressed and then encrypted gives away secrets that stand next to text of an attacker's choice (BREACH,
    /// CVE-2013-3587). Where TLS ends at a proxy the server sees plain HTTP, unless forwarded headers are configured.
    /// </summary>
    public bool EnableForHttps { get; set; }
}
