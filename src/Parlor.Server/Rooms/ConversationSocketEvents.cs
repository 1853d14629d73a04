using Parlor.Server.Realtime;

namespace Parlor.Server.Rooms;

/// <summary>Direct conversations and groups over Socket.IO: <c>open_direct</c>, <c>create_group</c>, <c>convert_group</c>.</summary>
internal sealed class ConversationSocketEvents(OpenDirect open, CreateGroup create, ConvertGroup convert) : IClientEvents
{
    public void AddTo(ClientEvents events)
    {
        events.On("open_direct", RoomsJson.Wire.OpenDirectRequest, RoomsJson.Wire.JoinedAnswer, async (connection, request) =>
        {
            var (room, _) = await open.Execute(connection.UserId, request.User);
            return new JoinedAnswer(room, room.LastSeq);
        });

        events.On("create_group", RoomsJson.Wire.CreateGroupRequest, RoomsJson.Wire.JoinedAnswer, async (connection, request) =>
        {
            var room = await create.Execute(connection.UserId, request.Users, request.Title);
            return new JoinedAnswer(room, room.LastSeq);
        });

        events.On("convert_group", RoomsJson.Wire.ConvertGroupEvent, RoomsJson.Wire.RoomAcknowledgement, async (connection, request) =>
            new RoomAcknowledgement(await convert.Execute(
                connection.UserId, request.Room, new ConvertGroupRequest(request.Name, request.Title, request.Visibility))));
    }
}

internal sealed record ConvertGroupEvent(string? Room, string? Name, string? Title, Visibility? Visibility);
