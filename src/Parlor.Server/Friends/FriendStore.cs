using System.Globalization;
using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Friends;

/// <summary>What another person is to somebody.</summary>
internal enum FriendState
{
    /// <summary>Both want it.</summary>
    Friend,

    /// <summary>The other has asked, and waits for an answer.</summary>
    Incoming,

    /// <summary>The other has been asked.</summary>
    Outgoing,
}

/// <summary>Somebody's friends, and the requests that wait; each by username.</summary>
/// <param name="Friends">Friends.</param>
/// <param name="Incoming">Who has asked and has no answer yet.</param>
/// <param name="Outgoing">Who was asked and has not answered yet.</param>
public sealed record FriendList(IReadOnlyList<Person> Friends, IReadOnlyList<Person> Incoming, IReadOnlyList<Person> Outgoing);

/// <summary>The SQL of friends. Each pair has two rows: what either is to the other.</summary>
public sealed class FriendStore(Db db, People people) : IProfileAudience
{
    /// <summary>Friends and requests of one person at most, together.</summary>
    public const int MostFriends = 1_000;

    public async Task<FriendList> Of(long userId)
    {
        await using var connection = await db.OpenReadAsync();
        var rows = (await connection.QueryAsync<Row>(
            "SELECT friend_id, state FROM friends WHERE user_id = @userId", new { userId })).AsList();
        var known = people.GetMany(rows.Select(row => row.FriendId));
        var byState = rows.ToLookup(row => Wire.Parse<FriendState>(row.State), row => known[row.FriendId]);
        return new FriendList(Sorted(FriendState.Friend), Sorted(FriendState.Incoming), Sorted(FriendState.Outgoing));

        IReadOnlyList<Person> Sorted(FriendState state) => [.. byState[state].OrderBy(person => person.Username, StringComparer.Ordinal)];
    }

    async Task<IReadOnlyCollection<long>> IProfileAudience.PeopleAround(long userId)
    {
        await using var connection = await db.OpenReadAsync();
        return (await connection.QueryAsync<long>("SELECT friend_id FROM friends WHERE user_id = @userId", new { userId })).AsList();
    }

    /// <summary>What <paramref name="otherId"/> is to the person; null when nothing.</summary>
    internal static FriendState? StateOf(WriteTransaction transaction, long userId, long otherId) => transaction.QueryFirst(
        "SELECT state FROM friends WHERE user_id = $1 AND friend_id = $2",
        row => (FriendState?)Wire.Parse<FriendState>(row.GetString(0)),
        none: null,
        userId, otherId);

    /// <exception cref="Problem"><c>too_large</c>: one of the two has as many as can be.</exception>
    internal static void Ask(WriteTransaction transaction, long userId, long otherId, Timestamp now)
    {
        foreach (var id in (long[])[userId, otherId])
        {
            if (transaction.QueryNumber("SELECT COUNT(*) FROM friends WHERE user_id = $1", id) >= MostFriends)
                throw Problem.TooLarge("user", string.Create(CultureInfo.InvariantCulture, $"One person has {MostFriends:N0} friends and requests at most."));
        }

        Insert(transaction, userId, otherId, FriendState.Outgoing, now);
        Insert(transaction, otherId, userId, FriendState.Incoming, now);
    }

    internal static void Accept(WriteTransaction transaction, long userId, long otherId, Timestamp now) => transaction.Execute(
        "UPDATE friends SET state = $3, since = $4 WHERE (user_id = $1 AND friend_id = $2) OR (user_id = $2 AND friend_id = $1)",
        userId, otherId, Wire.Text(FriendState.Friend), now.Milliseconds);

    internal static void Remove(WriteTransaction transaction, long userId, long otherId) => transaction.Execute(
        "DELETE FROM friends WHERE (user_id = $1 AND friend_id = $2) OR (user_id = $2 AND friend_id = $1)", userId, otherId);

    private static void Insert(WriteTransaction transaction, long userId, long friendId, FriendState state, Timestamp now) => transaction.Execute(
        "INSERT INTO friends (user_id, friend_id, state, since) VALUES ($1, $2, $3, $4)",
        userId, friendId, Wire.Text(state), now.Milliseconds);

    private sealed class Row
    {
        public long FriendId { get; set; }

        public string State { get; set; } = "";
    }
}
