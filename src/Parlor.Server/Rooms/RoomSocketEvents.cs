using Parlor.Server.Realtime;

namespace Parlor.Server.Rooms;

/// <summary>Rooms over Socket.IO: <c>join_room</c>, <c>leave_room</c>, <c>mark_read</c>.</summary>
internal sealed class RoomSocketEvents(JoinRoom joinRoom, MarkRead markRead) : IClientEvents
{
    public void AddTo(ClientEvents events)
    {
        events.On("join_room", RoomsJson.Wire.RoomRequest, RoomsJson.Wire.JoinedAnswer, async (connection, request) =>
        {
            var room = await joinRoom.Join(connection.UserId, request.Room);
            return new JoinedAnswer(room, room.LastSeq);
        });

        events.On("leave_room", RoomsJson.Wire.RoomRequest, RealtimeJson.Wire.DoneAnswer, async (connection, request) =>
        {
            await joinRoom.Leave(connection.UserId, request.Room);
            return DoneAnswer.Instance;
        });

        events.On("mark_read", RoomsJson.Wire.MarkReadRequest, RealtimeJson.Wire.DoneAnswer, async (connection, request) =>
        {
            await markRead.Execute(connection.UserId, request.Room, request.Seq, connection);
            return DoneAnswer.Instance;
        });
    }
}

internal sealed record RoomRequest(string? Room);

internal sealed record MarkReadRequest(string? Room, long? Seq);

internal sealed record JoinedAnswer(Room Room, long LastSeq)
{
    public bool Ok { get; } = true;
}
