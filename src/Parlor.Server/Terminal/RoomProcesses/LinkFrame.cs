using System.Buffers;
using System.Buffers.Binary;

namespace Parlor.Server.Terminal.RoomProcesses;

/// <summary>What a frame of the link says. The numbers are on the wire; docs/room-isolation.md lists them with what each carries.</summary>
internal enum LinkFrameType : byte
{
    // From a room's process to the server.
    Hello = 1,
    Listening = 2,
    Failed = 3,
    Open = 4,
    Entered = 5,
    Call = 6,
    Line = 7,
    Closed = 8,

    // From the server to a room's process.
    Welcome = 32,
    Accept = 33,
    Refuse = 34,
    Follow = 35,
    Unfollow = 36,
    ToRoom = 37,
    Tell = 38,
    Answer = 39,
    Write = 40,
    Taken = 41,
    Close = 42,
}

/// <summary>
/// One thing that the server and a room's process tell each other: four bytes of length, one of type, four of connection, and the payload.
/// The length counts all that follows it; numbers are big-endian.
/// </summary>
/// <param name="Type">What it says.</param>
/// <param name="Connection">Whose it is, by the number that the room's process gave the connection; 0 for what is nobody's.</param>
/// <param name="Payload">What else it says; must not change once it is sent.</param>
internal readonly record struct LinkFrame(LinkFrameType Type, uint Connection, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Bytes before the payload, the length included.</summary>
    public const int HeaderLength = 9;

    private const int LengthLength = 4;

    /// <summary>Bytes that the frame takes on the wire.</summary>
    public int Length => HeaderLength + Payload.Length;

    public void WriteTo(IBufferWriter<byte> output)
    {
        var header = output.GetSpan(HeaderLength);
        BinaryPrimitives.WriteInt32BigEndian(header, Length - LengthLength);
        header[LengthLength] = (byte)Type;
        BinaryPrimitives.WriteUInt32BigEndian(header[(LengthLength + 1)..], Connection);
        output.Advance(HeaderLength);
        output.Write(Payload.Span);
    }

    /// <summary>Takes a frame from the front of what was read.</summary>
    /// <param name="input">What was read; afterwards what follows the frame.</param>
    /// <param name="largest">Bytes of a payload at most.</param>
    /// <param name="frame">The frame, whose payload is a copy.</param>
    /// <returns>False when it is not all there yet.</returns>
    /// <exception cref="LinkException">It is no frame, or too large.</exception>
    public static bool TryTake(ref ReadOnlySequence<byte> input, int largest, out LinkFrame frame)
    {
        frame = default;
        if (input.Length < HeaderLength)
            return false;
        Span<byte> header = stackalloc byte[HeaderLength];
        input.Slice(0, HeaderLength).CopyTo(header);
        var payload = BinaryPrimitives.ReadUInt32BigEndian(header) - (long)(HeaderLength - LengthLength);
        if (payload < 0 || payload > largest)
            throw new LinkException("A frame is shorter or longer than a frame can be.");
        if (input.Length < HeaderLength + payload)
            return false;
        frame = new LinkFrame(
            (LinkFrameType)header[LengthLength],
            BinaryPrimitives.ReadUInt32BigEndian(header[(LengthLength + 1)..]),
            input.Slice(HeaderLength, payload).ToArray());
        input = input.Slice(HeaderLength + payload);
        return true;
    }
}

/// <summary>The other side of the link does not keep to its rules; the link ends.</summary>
internal sealed class LinkException(string message) : Exception(message);
