using Parlor.Server.Accounts;
using Parlor.Server.Accounts.Deletion;
using Parlor.Server.Data;

namespace Parlor.Server.Presence;

/// <summary>Somebody who deletes their account looks offline at once, and never shows when they were last seen.</summary>
internal sealed class PresenceOfDeleted : IAccountEnding
{
    public void Require(WriteTransaction transaction, long userId)
    {
        // Presence holds nobody back.
    }

    public Task Prepare(long userId, bool deleteMessages) => Task.CompletedTask;

    public void End(WriteTransaction transaction, Person leaver)
    {
        var (userId, gone) = (Ids.Parse(leaver.Id), new PresenceChoice(PresenceMode.Invisible, ShowLastSeen: false));
        PresenceStore.Choose(transaction, userId, gone);
        transaction.Publish(new PresenceChosen(userId, gone));
    }
}
