using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Friends;

/// <summary>Asks for a friendship, accepts, declines, takes back and ends one.</summary>
public sealed class ManageFriends(Db db, People people, TimeProvider clock) : IEndedByBlock
{
    /// <summary>
    /// Asks a person to be friends; where they have asked, accepts. Asked again, or of a friend, it changes nothing.
    /// </summary>
    /// <returns>Whether the two are friends now.</returns>
    /// <exception cref="Problem">
    /// <c>not_found</c>; <c>invalid</c>: oneself; <c>forbidden</c>: one has blocked the other; <c>too_large</c>: no room for more.
    /// </exception>
    public Task<bool> Add(long userId, string? user)
    {
        var (by, other) = (people.Get(userId), people.Require(user));
        var otherId = Ids.Parse(other.Id);
        if (otherId == userId)
            throw Problem.Invalid("user", "Nobody can befriend themselves.");
        var now = Timestamp.Now(clock);

        return db.Write(transaction =>
        {
            var state = FriendStore.StateOf(transaction, userId, otherId);
            if (state is null)
            {
                Blocks.RequireNone(transaction, userId, otherId);
                FriendStore.Ask(transaction, userId, otherId, now);
                transaction.Publish(new FriendshipChanged(FriendshipChanged.Requested, by, other));
            }
            else if (state == FriendState.Incoming)
            {
                FriendStore.Accept(transaction, userId, otherId, now);
                transaction.Publish(new FriendshipChanged(FriendshipChanged.Added, by, other));
            }

            return state is FriendState.Incoming or FriendState.Friend;
        });
    }

    /// <summary>Declines a request, takes one back, or ends a friendship; where there is none of these, nothing changes.</summary>
    /// <exception cref="Problem"><c>not_found</c>: there is no such person.</exception>
    public Task Remove(long userId, string? user)
    {
        var (by, other) = (people.Get(userId), people.Require(user));
        return db.Write(transaction => Remove(transaction, by, other));
    }

    void IEndedByBlock.Blocked(WriteTransaction transaction, Person by, Person blocked) => Remove(transaction, by, blocked);

    private static void Remove(WriteTransaction transaction, Person by, Person other)
    {
        var (byId, otherId) = (Ids.Parse(by.Id), Ids.Parse(other.Id));
        if (FriendStore.StateOf(transaction, byId, otherId) is null)
            return;
        FriendStore.Remove(transaction, byId, otherId);
        transaction.Publish(new FriendshipChanged(FriendshipChanged.Removed, by, other));
    }
}
