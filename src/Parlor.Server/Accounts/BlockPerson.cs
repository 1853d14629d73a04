using System.Globalization;
using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>Something between two people that ends when one of them blocks the other; a feature registers it as a service.</summary>
public interface IEndedByBlock
{
    /// <summary>Called in the transaction that stores the block.</summary>
    void Blocked(WriteTransaction transaction, Person by, Person blocked);
}

/// <summary>Blocks a person: no direct messages between the two, no invitations of one by the other; and takes that back.</summary>
public sealed class BlockPerson(Db db, People people, IEnumerable<IEndedByBlock> endings, TimeProvider clock)
{
    /// <summary>Blocks a person; one who is blocked already stays so, and nothing is announced.</summary>
    /// <exception cref="Problem">
    /// <c>not_found</c>; <c>invalid</c>: oneself; <c>too_large</c>: as many are blocked as can be.
    /// </exception>
    public async Task<Person> Execute(long userId, string? user)
    {
        var blocked = people.Require(user);
        var blockedId = Ids.Parse(blocked.Id);
        if (blockedId == userId)
            throw Problem.Invalid("user", "Nobody can block themselves.");
        var by = people.Get(userId);
        var now = Timestamp.Now(clock);

        await db.Write(transaction =>
        {
            if (IsBlocked(transaction, userId, blockedId))
                return;
            if (transaction.QueryNumber("SELECT COUNT(*) FROM blocks WHERE user_id = $1", userId) >= Blocks.MostBlocks)
                throw Problem.TooLarge("user", string.Create(CultureInfo.InvariantCulture, $"One person can block {Blocks.MostBlocks:N0} at most."));
            transaction.Execute(
                "INSERT INTO blocks (user_id, blocked_id, blocked_at) VALUES ($1, $2, $3)", userId, blockedId, now.Milliseconds);
            transaction.Publish(new BlockChanged(userId, blocked, isBlocked: true));
            foreach (var ending in endings)
                ending.Blocked(transaction, by, blocked);
        });
        return blocked;
    }

    /// <summary>Ends a block; where there is none, nothing changes.</summary>
    /// <exception cref="Problem"><c>not_found</c>.</exception>
    public async Task<Person> Undo(long userId, string? user)
    {
        var blocked = people.Require(user);
        var blockedId = Ids.Parse(blocked.Id);
        await db.Write(transaction =>
        {
            if (!IsBlocked(transaction, userId, blockedId))
                return;
            transaction.Execute("DELETE FROM blocks WHERE user_id = $1 AND blocked_id = $2", userId, blockedId);
            transaction.Publish(new BlockChanged(userId, blocked, isBlocked: false));
        });
        return blocked;
    }

    private static bool IsBlocked(WriteTransaction transaction, long userId, long blockedId) =>
        transaction.QueryNumber("SELECT user_id FROM blocks WHERE user_id = $1 AND blocked_id = $2", userId, blockedId) is not null;
}
