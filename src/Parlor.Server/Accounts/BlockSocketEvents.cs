using Parlor.Server.Realtime;

namespace Parlor.Server.Accounts;

/// <summary>Blocks over Socket.IO: <c>block_person</c>, <c>unblock_person</c>.</summary>
internal sealed class BlockSocketEvents(BlockPerson block) : IClientEvents
{
    public void AddTo(ClientEvents events)
    {
        events.On("block_person", AccountsJson.Wire.PersonRequest, RealtimeJson.Wire.DoneAnswer, async (connection, request) =>
        {
            await block.Execute(connection.UserId, request.User);
            return DoneAnswer.Instance;
        });

        events.On("unblock_person", AccountsJson.Wire.PersonRequest, RealtimeJson.Wire.DoneAnswer, async (connection, request) =>
        {
            await block.Undo(connection.UserId, request.User);
            return DoneAnswer.Instance;
        });
    }
}

/// <summary>An event about one person, named by id or username.</summary>
internal sealed record PersonRequest(string? User);
