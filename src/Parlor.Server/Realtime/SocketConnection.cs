using Parlor.Server.Data;
using Parlor.SocketIO;

namespace Parlor.Server.Realtime;

/// <summary>A client that came by Socket.IO.</summary>
internal sealed class SocketConnection(Socket socket, long userId, long sessionId)
    : Connection(userId, sessionId, socket.Handshake.Address)
{
    public Socket Socket { get; } = socket;

    internal override string? UserAgent => Socket.Handshake.Headers.GetValueOrDefault("User-Agent");

    internal override void Follow(long roomId) => Socket.Join(SocketRooms.NameOf(roomId));

    internal override void Unfollow(long roomId) => Socket.Leave(SocketRooms.NameOf(roomId));

    internal override void Tell(OutgoingEvent happened) => Socket.Emit(happened.Type, new RawJson(happened.Utf8));

    internal override void End() => Socket.Disconnect(close: true);
}

/// <summary>Rooms of Socket.IO are those of the chat, by their ids.</summary>
internal sealed class SocketRooms : IGateway
{
    private Namespace? _io;

    public static string NameOf(long roomId) => Ids.Text(roomId);

    public void Attach(Namespace io, Telemetry telemetry)
    {
        _io = io;
        telemetry.Show("parlor.connections", "Connected Socket.IO clients.", () => io.Sockets.Count);
    }

    public void ToRoom(long roomId, OutgoingEvent happened, Connection? except = null)
    {
        var room = Io.To(NameOf(roomId));
        if (except is SocketConnection { Socket.Id: var id })
            room = room.Except(id);
        room.Emit(happened.Type, new RawJson(happened.Utf8));
    }

    public void ToAll(IReadOnlyCollection<long> roomIds, IReadOnlyCollection<Connection> connections, OutgoingEvent happened)
    {
        // Each socket is also in a room of its own id.
        var sockets = connections.OfType<SocketConnection>().Select(connection => connection.Socket.Id);
        string[] receivers = [.. roomIds.Select(NameOf), .. sockets.Distinct(StringComparer.Ordinal)];
        if (receivers.Length > 0)
            Io.To(receivers).Emit(happened.Type, new RawJson(happened.Utf8));
    }

    public void UnfollowAll(long roomId)
    {
        foreach (var socket in Io.Sockets)
            socket.Leave(NameOf(roomId));
    }

    private Namespace Io => _io ?? throw new InvalidOperationException("No Socket.IO server is attached.");
}
