using Parlor.Server.Realtime;

namespace Parlor.Server.Messages;

/// <summary>Purges over Socket.IO: <c>purge_messages</c>, in a room or everywhere, and <c>undo_purge</c>.</summary>
internal sealed class PurgeSocketEvents(PurgeMessages purge) : IClientEvents
{
    public void AddTo(ClientEvents events)
    {
        events.On("purge_messages", MessagesJson.Wire.PurgeRequest, MessagesJson.Wire.PurgeAcknowledgement, async (connection, request) =>
            new PurgeAcknowledgement(request.Room is null
                ? await purge.Everywhere(connection.UserId, request.User)
                : await purge.InRoom(connection.UserId, request.Room, request.User)));

        events.On("undo_purge", MessagesJson.Wire.UndoPurgeRequest, RealtimeJson.Wire.DoneAnswer, async (connection, request) =>
        {
            await purge.Undo(connection.UserId, request.Purge);
            return DoneAnswer.Instance;
        });
    }
}

/// <summary>Whose last hour is to go; without a room, in all public rooms.</summary>
internal sealed record PurgeRequest(string? Room, string? User);

internal sealed record UndoPurgeRequest(string? Purge);

internal sealed record PurgeAcknowledgement(Purge Purge)
{
    public bool Ok { get; } = true;
}
