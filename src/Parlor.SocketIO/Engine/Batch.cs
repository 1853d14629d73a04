using System.Buffers;

namespace Parlor.SocketIO.Engine;

/// <summary>What one write takes along: a single packet as it is, or several copied together into a rented buffer.</summary>
internal struct Batch
{
    private byte[]? _rented;
    private byte[]? _single;
    private int _length;

    public readonly ReadOnlyMemory<byte> Bytes => _single is not null ? _single : _rented.AsMemory(0, _length);

    public bool StandsAlone { get; private set; }

    public void SetSingle(byte[] frames, bool standsAlone)
    {
        _single = frames;
        StandsAlone = standsAlone;
    }

    public void Start(int capacity)
    {
        _rented = ArrayPool<byte>.Shared.Rent(capacity);
        _length = 0;
    }

    /// <summary>Takes the frames along, if there is room.</summary>
    public bool TryAppend(byte[] frames)
    {
        if (_length + frames.Length > _rented!.Length)
            return false;
        frames.CopyTo(_rented.AsSpan(_length));
        _length += frames.Length;
        return true;
    }

    /// <summary>Gives the buffer back once nobody reads from it any more.</summary>
    public void Release()
    {
        if (_rented is not null)
            ArrayPool<byte>.Shared.Return(_rented);
        _rented = null;
        _single = null;
        StandsAlone = false;
        _length = 0;
    }
}
