namespace Parlor.SocketIO;

/// <summary>
/// What happens when more waits for a client than <see cref="EngineOptions.MaxBufferedBytes"/> or
/// <see cref="EngineOptions.MaxBufferedMessages"/> allows. (The official server lets it wait without bound.)
/// </summary>
public enum OverflowPolicy
{
    /// <summary>
    /// The client is closed with <see cref="DisconnectReason.BufferOverflow"/>. Volatile packets are dropped whenever
    /// something waits already.
    /// </summary>
    Disconnect,

    /// <summary>
    /// Volatile packets wait like others while there is room. When there is none, those that wait are thrown out, the oldest
    /// first, until at least an eighth of the bound is free; what finds no room even then is dropped if it is volatile itself,
    /// and otherwise closes the client as under <see cref="Disconnect"/>.
    /// </summary>
    DropVolatile,

    /// <summary>
    /// Back-pressure: while more than half of the bound waits, nothing more is read from that client, so that one that asks
    /// without taking its answers has to stop asking; and whoever emits may await
    /// <see cref="EngineConnection.WaitForRoomAsync"/>. The bound itself still closes the client, and volatile packets are
    /// dropped, as under <see cref="Disconnect"/>.
    /// </summary>
    Wait,
}
