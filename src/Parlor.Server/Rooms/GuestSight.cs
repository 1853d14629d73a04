using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>Whom guests of the server find: the people of their rooms.</summary>
internal sealed class GuestSight(Db db, People people) : IGuestSight
{
    public async Task<IReadOnlyList<Person>> Search(long guestId, string query, CancellationToken cancel = default)
    {
        if (People.SearchPatterns(query) is not { } patterns)
            return [];
        await using var connection = await db.OpenReadAsync(cancel);
        var ids = (await connection.QueryAsync<long>(new CommandDefinition(
            $"""
            SELECT u.id FROM users u
             WHERE ({People.Matching})
               AND EXISTS (SELECT 1 FROM memberships mine JOIN memberships theirs ON theirs.room_id = mine.room_id
                            WHERE mine.user_id = @guestId AND theirs.user_id = u.id)
             ORDER BY u.username LIMIT {People.LongestSearch}
            """,
            new { guestId, patterns.Start, patterns.Word },
            cancellationToken: cancel))).AsList();
        var found = people.GetMany(ids);
        return [.. ids.Select(id => found[id])];
    }

    public async Task<IReadOnlySet<long>> Among(long guestId, IReadOnlyCollection<long> userIds)
    {
        await using var connection = await db.OpenReadAsync();
        var known = await connection.QueryAsync<long>(
            """
            SELECT DISTINCT theirs.user_id FROM memberships mine JOIN memberships theirs ON theirs.room_id = mine.room_id
             WHERE mine.user_id = @guestId AND theirs.user_id IN {=userIds}
            """,
            new { guestId, userIds });
        return known.Append(guestId).ToHashSet();
    }
}
