using Parlor.Server.Realtime;

namespace Parlor.Server.Messages;

/// <summary>Reactions over Socket.IO: <c>add_reaction</c>, <c>remove_reaction</c>.</summary>
internal sealed class ReactionSocketEvents(ReactToMessage react) : IClientEvents
{
    public void AddTo(ClientEvents events)
    {
        events.On("add_reaction", MessagesJson.Wire.ReactionRequest, RealtimeJson.Wire.DoneAnswer, async (connection, request) =>
        {
            await react.Add(connection.UserId, request.Room, request.Seq, request.Emoji);
            return DoneAnswer.Instance;
        });

        events.On("remove_reaction", MessagesJson.Wire.ReactionRequest, RealtimeJson.Wire.DoneAnswer, async (connection, request) =>
        {
            await react.Remove(connection.UserId, request.Room, request.Seq, request.Emoji);
            return DoneAnswer.Instance;
        });
    }
}

internal sealed record ReactionRequest(string? Room, long? Seq, string? Emoji);
