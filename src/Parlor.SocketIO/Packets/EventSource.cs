namespace Parlor.SocketIO.Packets;

/// <summary>What an event was encoded from, so that it can be encoded again with a number or an argument more.</summary>
internal sealed record EventSource(PacketParser Parser, string Namespace, string EventName, object?[] Arguments)
{
    public EncodedPacket Encode(int? id, string? lastArgument) =>
        Parser.EncodeEvent(Namespace, EventName, lastArgument is null ? Arguments : [.. Arguments, lastArgument], id);
}
