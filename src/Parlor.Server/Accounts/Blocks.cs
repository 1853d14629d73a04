using Dapper;
using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>
/// The front door to blocks for every other feature: may these two reach each other? Answers come from memory once asked for, and are
/// as new as the last commit.
/// </summary>
public sealed class Blocks(Db db, People people) : ICommitListener
{
    /// <summary>People that one person can have blocked at a time.</summary>
    public const int MostBlocks = 1_000;

    /// <summary>Pairs kept in memory; one more, and the memory starts again empty.</summary>
    private const int Capacity = 50_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(long Lower, long Higher), bool> _between = [];
    private long _changes;

    /// <summary>Refuses what one of the two has closed to the other. Neither learns which of them it was.</summary>
    /// <exception cref="Problem"><c>forbidden</c>.</exception>
    public void RequireNone(long one, long other)
    {
        if (Between(one, other))
            throw Refusal();
    }

    /// <summary>Whether one of the two has blocked the other.</summary>
    public bool Between(long one, long other)
    {
        var pair = Pair(one, other);
        long changes;
        lock (_lock)
        {
            if (_between.TryGetValue(pair, out var known))
                return known;
            changes = _changes;
        }

        using var connection = db.OpenRead();
        var blocked = connection.ExecuteScalar<long>(
            """
            SELECT COUNT(*) FROM blocks
             WHERE (user_id = @one AND blocked_id = @other) OR (user_id = @other AND blocked_id = @one)
            """,
            new { one, other }) > 0;
        lock (_lock)
        {
            if (_between.Count >= Capacity)
                _between.Clear();
            // A change that came in between may be newer than what was read.
            if (changes == _changes)
                _between[pair] = blocked;
        }

        return blocked;
    }

    /// <summary>Whom a person has blocked, by username; <see cref="MostBlocks"/> at most.</summary>
    public async Task<IReadOnlyList<Person>> Of(long userId)
    {
        await using var connection = await db.OpenReadAsync();
        var ids = await connection.QueryAsync<long>("SELECT blocked_id FROM blocks WHERE user_id = @userId", new { userId });
        return [.. people.GetMany(ids).Values.OrderBy(person => person.Username, StringComparer.Ordinal)];
    }

    /// <summary>Everyone whom a person has blocked, or who has blocked them.</summary>
    public async Task<IReadOnlySet<long>> Around(long userId)
    {
        await using var connection = await db.OpenReadAsync();
        var ids = await connection.QueryAsync<long>(
            "SELECT blocked_id FROM blocks WHERE user_id = @userId UNION SELECT user_id FROM blocks WHERE blocked_id = @userId", new { userId });
        return ids.ToHashSet();
    }

    /// <summary><see cref="RequireNone(long, long)"/> as of this transaction, for writes that a block must not come too late for.</summary>
    /// <exception cref="Problem"><c>forbidden</c>.</exception>
    internal static void RequireNone(WriteTransaction transaction, long one, long other)
    {
        const string Select =
            "SELECT user_id FROM blocks WHERE (user_id = $1 AND blocked_id = $2) OR (user_id = $2 AND blocked_id = $1)";
        if (transaction.QueryNumber(Select, one, other) is not null)
            throw Refusal();
    }

    void ICommitListener.Committed(IReadOnlyList<CommittedEvent> committed)
    {
        foreach (var happened in committed)
        {
            if (happened is not BlockChanged changed)
                continue;
            lock (_lock)
            {
                _changes++;
                _between.Remove(Pair(changed.ById, changed.UserId));
            }
        }
    }

    private static (long Lower, long Higher) Pair(long one, long other) => (Math.Min(one, other), Math.Max(one, other));

    private static Problem Refusal() => Problem.Forbidden("You and this person cannot reach each other here.");
}
