using System.Text.Json.Serialization;
using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Administration;

/// <summary>Which rooms an administrator looks for.</summary>
[JsonConverter(typeof(WireEnum<ServerRoomState>))]
public enum ServerRoomState
{
    /// <summary>In use.</summary>
    Open,

    /// <summary>In the archive.</summary>
    Archived,

    /// <summary>Without an owner, whose account is gone.</summary>
    Ownerless,
}

/// <summary>A room as administrators see it, also a private one: what it is called and how large it is, and nothing of what is said in it.</summary>
public sealed record ServerRoom
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Title { get; init; }

    public required Visibility Visibility { get; init; }

    public required Timestamp CreatedAt { get; init; }

    /// <summary>Since when it is in the archive; null while it is in use.</summary>
    public Timestamp? ArchivedAt { get; init; }

    public required long MemberCount { get; init; }

    /// <summary>Messages in it.</summary>
    public required long Messages { get; init; }

    public Timestamp? LastMessageAt { get; init; }

    /// <summary>Whose it is: the owner who has been in it for longest; null when it has none.</summary>
    public Person? Owner { get; init; }
}

/// <summary>A page of rooms, and the cursor of the next one, if there is one.</summary>
public sealed record ServerRoomsPage(IReadOnlyList<ServerRoom> Rooms, string? Next);

/// <summary>Which rooms are asked for; what is null does not matter.</summary>
/// <param name="Query">A part of the name or title.</param>
/// <param name="Visibility"><c>public</c> or <c>private</c>.</param>
/// <param name="State"><c>open</c>, <c>archived</c> or <c>ownerless</c>.</param>
/// <param name="Cursor">Where the page before ended.</param>
/// <param name="Limit">Rooms on the page, 1 to 200.</param>
internal sealed record RoomsFilter(string? Query, string? Visibility, string? State, string? Cursor, int? Limit);

/// <summary>All rooms of the server, for administrators. Conversations and groups are nobody's but their people's.</summary>
public sealed class ServerRooms(Db db, People people, MembershipStore memberships)
{
    private const int PageSize = 50;

    private const int LargestPage = 200;

    private const int LongestQuery = 200;

    private const string Columns = """
        SELECT r.id, r.name, r.title, r.visibility, r.created_at, r.archived_at, r.member_count,
               (SELECT COUNT(*) FROM messages x WHERE x.room_id = r.id) AS messages,
               (SELECT x.at FROM messages x WHERE x.room_id = r.id ORDER BY x.seq DESC LIMIT 1) AS last_message_at,
               (SELECT m.user_id FROM memberships m WHERE m.room_id = r.id AND m.role = 'owner'
                 ORDER BY m.joined_at, m.user_id LIMIT 1) AS owner_id
          FROM rooms r
        """;

    private static readonly Dictionary<ServerRoomState, string> Conditions = new()
    {
        [ServerRoomState.Open] = "r.archived_at IS NULL",
        [ServerRoomState.Archived] = "r.archived_at IS NOT NULL",
        [ServerRoomState.Ownerless] = "NOT EXISTS (SELECT 1 FROM memberships m WHERE m.room_id = r.id AND m.role = 'owner')",
    };

    /// <summary>Rooms by name.</summary>
    /// <exception cref="Problem"><c>forbidden</c>, <c>invalid</c>, <c>too_large</c>.</exception>
    internal async Task<ServerRoomsPage> Page(Administrator by, RoomsFilter filter, CancellationToken cancel = default)
    {
        await by.Require(people, cancel);
        var limit = Input.Between("limit", filter.Limit, 1, LargestPage, PageSize);
        var visibility = filter.Visibility is null ? "" : Wire.Text(Wire.Parse<Visibility>("visibility", filter.Visibility));
        var condition = filter.State is null ? "1 = 1" : Conditions[Wire.Parse<ServerRoomState>("state", filter.State)];
        var cursor = Input.Text("cursor", filter.Cursor ?? "", LongestQuery);
        var pattern = Like.Containing(Input.Text("query", filter.Query ?? "", LongestQuery));
        await using var connection = await db.OpenReadAsync(cancel);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            {Columns}
             WHERE r.kind = 'room' AND r.name > @cursor AND (@visibility = '' OR r.visibility = @visibility) AND {condition}
               AND (r.name LIKE @pattern ESCAPE '\' OR LOWER(r.title) LIKE @pattern ESCAPE '\')
             ORDER BY r.name LIMIT @limit
            """,
            new { cursor, visibility, pattern, limit },
            cancellationToken: cancel))).AsList();
        var owners = people.GetMany(rows.Where(row => row.OwnerId is not null).Select(row => row.OwnerId!.Value));
        return new ServerRoomsPage(
            [.. rows.Select(row => row.ToRoom(row.OwnerId is { } owner ? owners[owner] : null))],
            rows.Count < limit ? null : rows[^1].Name);
    }

    /// <summary>
    /// Who can be made the owner of a room that has none: its members whose username or display name begins with the query, 20 at most.
    /// Of a room with an owner nothing is told.
    /// </summary>
    /// <exception cref="Problem"><c>forbidden</c>, <c>not_found</c>, <c>too_large</c>; <c>conflict</c>: the room has an owner, who can hand it over.</exception>
    internal async Task<IReadOnlyList<Person>> Heirs(Administrator by, string room, string? query, CancellationToken cancel = default)
    {
        await by.Require(people, cancel);
        var name = Input.Text("query", query ?? "", LongestQuery);
        await using var connection = await db.OpenReadAsync(cancel);
        var found = await connection.QueryFirstOrDefaultAsync<(long Id, bool IsOwned)?>(new CommandDefinition(
            """
            SELECT r.id, EXISTS (SELECT 1 FROM memberships m WHERE m.room_id = r.id AND m.role = 'owner')
              FROM rooms r WHERE r.kind = 'room' AND (r.id = @id OR r.name = @name)
            """,
            new { id = Ids.TryParse(room, out var id) ? id : 0, name = room.ToLowerInvariant() },
            cancellationToken: cancel));
        if (found is not { } asked)
            throw Problem.NotFound("There is no such room.");
        if (asked.IsOwned)
            throw Problem.Conflict("room", "The room has an owner, who can hand it over.");
        return [.. (await memberships.Page(asked.Id, name, after: "", People.LongestSearch)).Select(member => member.User)];
    }

    private sealed record Row
    {
        public long Id { get; init; }

        public string Name { get; init; } = "";

        public string Title { get; init; } = "";

        public string Visibility { get; init; } = "";

        public long CreatedAt { get; init; }

        public long? ArchivedAt { get; init; }

        public long MemberCount { get; init; }

        public long Messages { get; init; }

        public long? LastMessageAt { get; init; }

        public long? OwnerId { get; init; }

        public ServerRoom ToRoom(Person? owner) => new()
        {
            Id = Ids.Text(Id),
            Name = Name,
            Title = Title,
            Visibility = Wire.Parse<Visibility>(Visibility),
            CreatedAt = new Timestamp(CreatedAt),
            ArchivedAt = ArchivedAt is { } archived ? new Timestamp(archived) : null,
            MemberCount = MemberCount,
            Messages = Messages,
            LastMessageAt = LastMessageAt is { } at ? new Timestamp(at) : null,
            Owner = owner,
        };
    }
}
