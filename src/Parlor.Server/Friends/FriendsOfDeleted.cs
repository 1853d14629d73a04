using Parlor.Server.Accounts;
using Parlor.Server.Accounts.Deletion;
using Parlor.Server.Data;

namespace Parlor.Server.Friends;

/// <summary>Ends all friendships and requests of somebody who deletes their account; the others' lists learn of it.</summary>
internal sealed class FriendsOfDeleted(People people) : IAccountEnding
{
    public void Require(WriteTransaction transaction, long userId)
    {
        // Friends hold nobody back.
    }

    public Task Prepare(long userId, bool deleteMessages) => Task.CompletedTask;

    public void End(WriteTransaction transaction, Person leaver)
    {
        var userId = Ids.Parse(leaver.Id);
        foreach (var friendId in transaction.Query("SELECT friend_id FROM friends WHERE user_id = $1", row => row.GetInt64(0), userId))
        {
            FriendStore.Remove(transaction, userId, friendId);
            transaction.Publish(new FriendshipChanged(FriendshipChanged.Removed, leaver, people.Get(friendId)));
        }
    }
}
