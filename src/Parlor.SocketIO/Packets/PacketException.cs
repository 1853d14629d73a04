namespace Parlor.SocketIO.Packets;

/// <summary>A client's packet breaks the protocol; its connection is closed with <see cref="DisconnectReason.ParseError"/>.</summary>
internal sealed class PacketException(string message) : Exception(message);
