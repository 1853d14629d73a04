using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Rooms;

/// <summary>Moves a person's reading mark in a room forward; never back.</summary>
public sealed class MarkRead(Db db, RoomAccess access)
{
    /// <param name="userId">Who has read.</param>
    /// <param name="room">The room's id or name.</param>
    /// <param name="seq">The newest event that they have read.</param>
    /// <param name="reader">The connection that they read at; their others are told.</param>
    /// <exception cref="Problem"><c>not_found</c>, <c>forbidden</c> or <c>invalid</c>: the log has no event of that number.</exception>
    public Task Execute(long userId, string? room, long? seq, Connection? reader = null)
    {
        var accessed = access.Require(userId, room);
        var read = seq ?? throw Problem.Invalid("seq", "seq is missing.");
        return db.Write(transaction =>
        {
            if (MembershipStore.MarkRead(transaction, accessed.Id, userId, read) && reader is not null)
                transaction.Publish(new RoomRead(reader, accessed.Id, read));
        });
    }
}
