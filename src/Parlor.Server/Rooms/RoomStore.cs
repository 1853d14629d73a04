using System.Globalization;
using Dapper;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Rooms;

/// <summary>The SQL of rooms.</summary>
public sealed class RoomStore(Db db)
{
    /// <summary>Unread messages are counted up to here; more are "many" to any reader.</summary>
    private const int MostUnread = 1_000;

    private static readonly string Columns = $"""
        SELECT r.id, r.name, r.title, r.topic, r.visibility, r.kind, r.created_at, r.last_seq, r.member_count,
               m.role, m.last_read_seq,
               (SELECT COUNT(*) FROM (SELECT 1 FROM messages x
                                       WHERE x.room_id = r.id AND x.seq > m.last_read_seq
                                         AND x.author_id <> @userId AND x.deleted_at IS NULL LIMIT {MostUnread}) y) AS unread,
               (SELECT COUNT(*) FROM mentions n
                 WHERE n.user_id = @userId AND n.room_id = r.id AND n.seq > m.last_read_seq) AS mentions,
               (SELECT x.at FROM messages x WHERE x.room_id = r.id ORDER BY x.seq DESC LIMIT 1) AS last_message_at
          FROM rooms r
        """;

    /// <summary>The room as the person sees it.</summary>
    /// <exception cref="Problem"><c>not_found</c>: it has gone meanwhile.</exception>
    public async Task<Room> Get(long userId, long roomId)
    {
        await using var connection = await db.OpenReadAsync();
        var row = await connection.QueryFirstOrDefaultAsync<Row>(
            $"{Columns} LEFT JOIN memberships m ON m.room_id = r.id AND m.user_id = @userId WHERE r.id = @roomId", new { userId, roomId });
        return row?.ToRoom() ?? throw Problem.NotFound("There is no such room.");
    }

    public async Task<IReadOnlyList<Room>> OfMember(long userId)
    {
        await using var connection = await db.OpenReadAsync();
        var rows = await connection.QueryAsync<Row>(
            $"{Columns} JOIN memberships m ON m.room_id = r.id WHERE m.user_id = @userId ORDER BY r.name", new { userId });
        return [.. rows.Select(row => row.ToRoom())];
    }

    /// <summary>Public rooms whose name or title holds <paramref name="query"/>, by name, from behind <paramref name="after"/>.</summary>
    public async Task<IReadOnlyList<Room>> Discover(long userId, string query, string after, int limit)
    {
        await using var connection = await db.OpenReadAsync();
        var rows = await connection.QueryAsync<Row>(
            $"""
            {Columns} LEFT JOIN memberships m ON m.room_id = r.id AND m.user_id = @userId
             WHERE r.visibility = 'public' AND r.kind = 'room' AND r.name > @after
               AND (r.name LIKE @pattern ESCAPE '\' OR LOWER(r.title) LIKE @pattern ESCAPE '\')
             ORDER BY r.name LIMIT @limit
            """,
            new { userId, after, pattern = Like.Containing(query), limit });
        return [.. rows.Select(row => row.ToRoom())];
    }

    /// <summary>The rooms that a person is a member of.</summary>
    public IReadOnlyList<long> IdsOfMember(long userId)
    {
        using var connection = db.OpenRead();
        return [.. connection.Query<long>("SELECT room_id FROM memberships WHERE user_id = @userId", new { userId })];
    }

    internal static void Create(WriteTransaction transaction, long id, RoomDetails details, Timestamp now)
    {
        RequireFree(transaction, details.Name, id);
        transaction.Execute(
            """
            INSERT INTO rooms (id, name, title, topic, visibility, kind, created_at, last_seq, member_count)
            VALUES ($1, $2, $3, $4, $5, 'room', $6, 0, 0)
            """,
            id, details.Name, details.Title, details.Topic, Wire.Text(details.Visibility), now.Milliseconds);
    }

    internal static RoomDetails Details(WriteTransaction transaction, long id) =>
        transaction.QueryFirst(
            "SELECT name, title, topic, visibility FROM rooms WHERE id = $1",
            row => new RoomDetails(row.GetString(0), row.GetString(1), row.GetString(2), Wire.Parse<Visibility>(row.GetString(3))),
            none: null,
            id) ?? throw Problem.NotFound("There is no such room.");

    internal static void Update(WriteTransaction transaction, RoomUpdated updated)
    {
        var details = updated.Details;
        RequireFree(transaction, details.Name, updated.RoomId);
        RoomLog.Append(transaction, updated);
        transaction.Execute(
            "UPDATE rooms SET name = $2, title = $3, topic = $4, visibility = $5 WHERE id = $1",
            updated.RoomId, details.Name, details.Title, details.Topic, Wire.Text(details.Visibility));
    }

    internal static void Delete(WriteTransaction transaction, long id)
    {
        transaction.Execute("DELETE FROM rooms WHERE id = $1", id);
        transaction.Publish(new RoomDeleted(id));
    }

    private static void RequireFree(WriteTransaction transaction, string name, long id)
    {
        if (transaction.QueryNumber("SELECT id FROM rooms WHERE name = $1 AND id <> $2", name, id) is not null)
            throw Problem.Conflict("name", string.Create(CultureInfo.InvariantCulture, $"There is a room named {name} already."));
    }

    private sealed class Row
    {
        public long Id { get; set; }

        public string Name { get; set; } = "";

        public string Title { get; set; } = "";

        public string Topic { get; set; } = "";

        public string Visibility { get; set; } = "";

        public string Kind { get; set; } = "";

        public long CreatedAt { get; set; }

        public long LastSeq { get; set; }

        public long MemberCount { get; set; }

        public string? Role { get; set; }

        public long? LastReadSeq { get; set; }

        public long Unread { get; set; }

        public long Mentions { get; set; }

        public long? LastMessageAt { get; set; }

        public Room ToRoom() => new()
        {
            Id = Ids.Text(Id),
            Name = Name,
            Title = Title,
            Topic = Topic,
            Visibility = Wire.Parse<Visibility>(Visibility),
            Kind = Kind,
            CreatedAt = new Timestamp(CreatedAt),
            LastSeq = LastSeq,
            MemberCount = MemberCount,
            Role = Role is null ? null : Wire.Parse<RoomRole>(Role),
            LastReadSeq = LastReadSeq,
            Unread = Unread,
            Mentions = Mentions,
            LastMessageAt = LastMessageAt is { } at ? new Timestamp(at) : null,
        };
    }
}
