using System.Buffers;

namespace Parlor.SocketIO.Engine;

/// <summary>What one write takes along: a single packet as it is, or several copied together into a rented buffer.</summary>
internal struct Batch
{
    private byte[]? _rented;
    private EncodedPacket? _single;
    private int _length;

    public readonly ReadOnlyMemory<byte> Bytes => _single is not null ? _single.Frames : _rented.AsMemory(0, _length);

    public readonly bool StandsAlone => _single is { StandsAlone: true };

    public void SetSingle(EncodedPacket packet) => _single = packet;

    public void Start(int capacity)
    {
        _rented = ArrayPool<byte>.Shared.Rent(capacity);
        _length = 0;
    }

    public readonly bool HasRoomFor(EncodedPacket packet) => _length + packet.Frames.Length <= _rented!.Length;

    public void Append(EncodedPacket packet)
    {
        packet.Frames.CopyTo(_rented.AsSpan(_length));
        _length += packet.Frames.Length;
    }

    /// <summary>Gives the buffer back once nobody reads from it any more.</summary>
    public void Release()
    {
        if (_rented is not null)
            ArrayPool<byte>.Shared.Return(_rented);
        _rented = null;
        _single = null;
        _length = 0;
    }
}
