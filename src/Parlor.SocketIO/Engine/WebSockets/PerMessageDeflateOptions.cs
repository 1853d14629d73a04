using System.IO.Compression;

namespace Parlor.SocketIO;

/// <summary>
/// How messages on WebSockets are compressed (RFC 7692). Neither side keeps a context from one message to the next: idle
/// connections hold no compression state, and what is sent to many is compressed once for all of them.
/// </summary>
public sealed class PerMessageDeflateOptions
{
    /// <summary>The size in bytes from which on a message or an attachment is compressed. Zero or more.</summary>
    public int Threshold { get; set; } = 1024;

    /// <summary>How hard to try; a message that does not get smaller is sent as it is.</summary>
    public CompressionLevel Level { get; set; } = CompressionLevel.Fastest;
}
