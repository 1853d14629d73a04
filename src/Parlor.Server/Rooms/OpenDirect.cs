using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>Opens the direct conversation of two people: the one that there is, or the first.</summary>
public sealed class OpenDirect(Db db, RoomStore rooms, People people, TimeProvider clock)
{
    /// <returns>The conversation, and whether it is new.</returns>
    /// <exception cref="Problem">
    /// <c>not_found</c>: there is no such person. <c>invalid</c>: it is oneself. <c>forbidden</c>: there is none yet, and one of the two
    /// has blocked the other.
    /// </exception>
    public async Task<(Room Room, bool IsNew)> Execute(long userId, string? user)
    {
        var (me, other) = (people.Get(userId), people.Require(user));
        var otherId = Ids.Parse(other.Id);
        if (otherId == userId)
            throw Problem.Invalid("user", "A direct conversation is with somebody else.");

        var now = Timestamp.Now(clock);
        var id = Ids.Next(clock);
        var details = new RoomDetails(Conversation.DirectName(userId, otherId), "", "", Visibility.Private);
        var meJoined = new MemberJoined { RoomId = id, At = now, ActorId = userId, User = me, Given = new GivenRole(RoomRole.Member, null) };
        var otherJoined = new MemberJoined { RoomId = id, At = now, ActorId = userId, User = other, By = me, Given = new GivenRole(RoomRole.Member, null) };

        var existing = await db.Write(transaction =>
        {
            if (RoomStore.FindId(transaction, details.Name) is { } found)
                return found;
            Blocks.RequireNone(transaction, userId, otherId);
            RoomStore.Create(transaction, id, details, RoomKind.Direct, now);
            MembershipStore.Add(transaction, meJoined);
            MembershipStore.Add(transaction, otherJoined);
            return (long?)null;
        });
        return (await rooms.Get(userId, existing ?? id), existing is null);
    }
}
