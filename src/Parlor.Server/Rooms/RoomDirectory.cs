using System.Globalization;
using Dapper;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>A page of the directory: its rooms, and the cursor of the next page, if there is one.</summary>
public sealed record DirectoryPage(IReadOnlyList<Room> Rooms, string? Next);

/// <summary>The public rooms, for those who look around.</summary>
public sealed class RoomDirectory(Db db, TimeProvider clock)
{
    private const string ByName = "name";

    /// <summary>Orders other than by name: what is greatest comes first, and of equals the newest room.</summary>
    private static readonly Dictionary<string, string> Greatest = new(StringComparer.Ordinal)
    {
        ["members"] = "r.member_count",
        ["activity"] = "COALESCE((SELECT x.at FROM messages x WHERE x.room_id = r.id ORDER BY x.seq DESC LIMIT 1), 0)",
        ["newest"] = "r.created_at",
    };

    /// <summary>
    /// Public rooms whose name or title holds <paramref name="query"/>, a page at a time; for a guest of the server with an account
    /// only those that they are in. Unlisted ones are for their members.
    /// </summary>
    /// <param name="userId">Who looks: rooms that they are in say so.</param>
    /// <param name="query">What they typed.</param>
    /// <param name="sort"><c>name</c>, <c>members</c>, <c>activity</c> or <c>newest</c>; empty is <c>name</c>.</param>
    /// <param name="cursor">Where the page before ended; empty for the first.</param>
    /// <param name="limit">Rooms on the page.</param>
    /// <exception cref="Problem"><c>invalid</c>, field <c>sort</c> or <c>cursor</c>.</exception>
    public async Task<DirectoryPage> Page(long userId, string query, string sort, string cursor, int limit)
    {
        var isByName = sort is "" or ByName;
        if (!isByName && !Greatest.ContainsKey(sort))
            throw Problem.Invalid("sort", $"sort is {ByName}, {string.Join(", ", Greatest.Keys)}.");
        var (value, id) = isByName ? (0, 0) : Position(cursor);
        var key = isByName ? "0" : Greatest[sort];
        var (range, order) = isByName
            ? ("r.name > @cursor", "r.name")
            : ($"({key} < @value OR ({key} = @value AND r.id < @id))", $"{key} DESC, r.id DESC");

        await using var connection = await db.OpenReadAsync();
        var rows = (await connection.QueryAsync<RoomStore.Row>(
            $"""
            {RoomStore.Columns} LEFT JOIN {RoomStore.Membership}
             WHERE r.visibility = 'public' AND r.kind = 'room' AND (u.role <> 'guest' OR u.is_visitor = 1 OR m.role IS NOT NULL)
               AND ((r.options & 4) = 0 OR m.role IS NOT NULL) AND {range}
               AND (r.name LIKE @pattern ESCAPE '\' OR LOWER(r.title) LIKE @pattern ESCAPE '\')
             ORDER BY {order} LIMIT @limit
            """,
            new { userId, cursor, value, id, pattern = Like.Containing(query), limit })).AsList();
        var now = Timestamp.Now(clock);
        var rooms = rows.ConvertAll(row => row.ToRoom(people: null, now));
        return new DirectoryPage(rooms, rooms.Count < limit ? null : isByName ? rooms[^1].Name : Cursor(rooms[^1], sort));
    }

    private static string Cursor(Room last, string sort)
    {
        var value = sort switch
        {
            "members" => last.MemberCount,
            "activity" => last.LastMessageAt?.Milliseconds ?? 0,
            _ => last.CreatedAt.Milliseconds,
        };
        return string.Create(CultureInfo.InvariantCulture, $"{value}:{last.Id}");
    }

    private static (long Value, long Id) Position(string cursor)
    {
        if (cursor.Length == 0)
            return (long.MaxValue, long.MaxValue);
        var parts = cursor.Split(':');
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && Ids.TryParse(parts[1], out var id)
            ? (value, id)
            : throw Problem.Invalid("cursor", "This is not a cursor of this order.");
    }
}
