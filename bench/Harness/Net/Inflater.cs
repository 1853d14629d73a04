using System.IO.Compression;

namespace Parlor.Bench.Net;

/// <summary>Decompresses the messages of one connection, in order (permessage-deflate, RFC 7692, section 7.2.2).</summary>
internal sealed class Inflater : IDisposable
{
    /// <summary>An empty stored block, which the sender leaves out at the end of each message.</summary>
    private static readonly byte[] Tail = [0x00, 0x00, 0xff, 0xff];

    private readonly bool _anew;
    private readonly MemoryStream _compressed = new();
    private DeflateStream _deflate;
    private byte[] _message = new byte[4096];

    /// <param name="anew">whether each message stands for itself</param>
    public Inflater(bool anew)
    {
        _anew = anew;
        _deflate = new DeflateStream(_compressed, CompressionMode.Decompress, leaveOpen: true);
    }

    /// <summary>The message, valid until the next one.</summary>
    public ReadOnlySpan<byte> Inflate(ReadOnlySpan<byte> payload)
    {
        _compressed.SetLength(0);
        _compressed.Write(payload);
        _compressed.Write(Tail);
        _compressed.Position = 0;
        if (_anew)
        {
            _deflate.Dispose();
            _deflate = new DeflateStream(_compressed, CompressionMode.Decompress, leaveOpen: true);
        }

        var length = 0;
        while (_deflate.Read(_message, length, _message.Length - length) is > 0 and var count)
        {
            length += count;
            if (length == _message.Length)
                Array.Resize(ref _message, length * 2);
        }

        return _message.AsSpan(0, length);
    }

    public void Dispose() => _deflate.Dispose();
}
