namespace Parlor.SocketIO;

/// <summary>Socket.IO protocol, revision 5, "Packet types".</summary>
public enum PacketType
{
    /// <summary>A client joins a namespace, or is told that it has.</summary>
    Connect = 0,

    /// <summary>One side leaves a namespace.</summary>
    Disconnect = 1,

    /// <summary>An event.</summary>
    Event = 2,

    /// <summary>The answer to an event.</summary>
    Ack = 3,

    /// <summary>A client is not let into a namespace.</summary>
    ConnectError = 4,

    /// <summary>An event with binary data, on the wire.</summary>
    BinaryEvent = 5,

    /// <summary>An answer with binary data, on the wire.</summary>
    BinaryAck = 6,
}
