using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Messages;

/// <summary>
/// Deletes a message: its text is gone, a trace stays. Everyone deletes their own; those of people of a lower rank, who may delete
/// messages. Somebody who has left the room ranks below all who are in it.
/// </summary>
public sealed class DeleteMessage(Db db, RoomAccess access, MessageStore messages, PostLimit limit, People people, TimeProvider clock)
{
    /// <returns>What is left of the message. One that is deleted already stays as it is, and nothing is announced.</returns>
    /// <exception cref="Problem"><c>not_found</c> (room or message), <c>forbidden</c>, <c>invalid</c> or <c>rate_limited</c>.</exception>
    public async Task<Message> Execute(long userId, string? room, long? seq)
    {
        var (accessed, _) = access.RequireStanding(userId, room);
        accessed.RequireInUse();
        limit.Take(userId);
        var before = await messages.Get(accessed.Id, seq);
        var (author, by, now) = (people.Get(before.AuthorId), people.Get(userId), Timestamp.Now(clock));
        var left = await db.Write(transaction =>
        {
            var mine = MembershipStore.RequireStanding(transaction, accessed, userId);
            if (before.AuthorId != userId)
                RequireMayDelete(transaction, accessed.Id, mine, before.AuthorId);
            var row = MessageStore.Get(transaction, accessed.Id, before.Seq);
            if (row.DeletedAt is not null)
                return null;

            var deleted = new MessageDeleted
            {
                RoomId = accessed.Id,
                At = now,
                ActorId = userId,
                By = by,
                Message = row.ToMessage(author).AsDeleted(now, by),
            };
            MessageChangeStore.Delete(transaction, deleted);
            return deleted.Message;
        });
        return left ?? await messages.Show(accessed.Id, before.Seq, userId);
    }

    private static void RequireMayDelete(WriteTransaction transaction, long roomId, Standing mine, long authorId)
    {
        mine.Require(RoomPermission.DeleteMessages);
        if (MembershipStore.StandingOf(transaction, roomId, authorId) is { } theirs)
            mine.RequireAbove(theirs.Rank);
    }
}
