using System.Data.Common;
using System.Globalization;
using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Pictures;
using Parlor.Server.Realtime;

namespace Parlor.Server.Rooms;

/// <summary>The SQL of rooms.</summary>
public sealed class RoomStore(Db db, MembershipStore members, TimeProvider clock) : IPictureKeeper
{
    /// <summary>Unread messages are counted up to here; more are "many" to any reader.</summary>
    private const int MostUnread = 1_000;

    /// <summary>A room as somebody sees it: needs <c>@userId</c>, and their <see cref="Membership"/> joined.</summary>
    internal static readonly string Columns = $"""
        SELECT r.id, r.name, r.title, r.topic, r.description, r.avatar_url, r.visibility, r.kind, r.created_at, r.last_seq,
               r.member_count, r.announce_only, r.slow_mode_seconds, r.archived_at, r.options, r.topic_by, r.topic_at, m.last_read_seq,
               {StoredStanding.Columns}, u.role AS server_role,
               CASE WHEN r.last_seq > m.last_read_seq THEN
                 (SELECT COUNT(*) FROM (SELECT 1 FROM messages x
                                         WHERE x.room_id = r.id AND x.seq > m.last_read_seq
                                           AND x.author_id <> @userId AND x.deleted_at IS NULL LIMIT {MostUnread}) y)
               ELSE 0 END AS unread,
               CASE WHEN r.last_seq > m.last_read_seq THEN
                 (SELECT COUNT(*) FROM mentions n
                   WHERE n.user_id = @userId AND n.room_id = r.id AND n.seq > m.last_read_seq)
               ELSE 0 END AS mentions,
               (SELECT x.at FROM messages x WHERE x.room_id = r.id ORDER BY x.seq DESC LIMIT 1) AS last_message_at
          FROM rooms r
          LEFT JOIN users u ON u.id = @userId
        """;

    /// <inheritdoc cref="StoredStanding.Joins"/>
    internal const string Membership = StoredStanding.Joins;

    /// <summary>The room as the person sees it.</summary>
    /// <exception cref="Problem"><c>not_found</c>: it has gone meanwhile.</exception>
    public async Task<Room> Get(long userId, long roomId)
    {
        await using var connection = await db.OpenReadAsync();
        var row = await connection.QueryFirstOrDefaultAsync<Row>(
            $"{Columns} LEFT JOIN {Membership} WHERE r.id = @roomId", new { userId, roomId });
        return row is null ? throw Problem.NotFound("There is no such room.") : (await ToRooms(connection, userId, [row]))[0];
    }

    /// <summary>
    /// The rooms that a person is a member of, by name. A direct conversation that another opened is among them once something was said.
    /// </summary>
    public async Task<IReadOnlyList<Room>> OfMember(long userId)
    {
        await using var connection = await db.OpenReadAsync();
        var rows = (await connection.QueryAsync<Row>(
            $"""
            {Columns} JOIN {Membership}
             WHERE r.kind <> 'direct' OR r.last_seq > {Conversation.DirectJoins}
                OR EXISTS (SELECT 1 FROM events e WHERE e.room_id = r.id AND e.seq = 1 AND e.actor_id = @userId)
             ORDER BY r.name
            """,
            new { userId })).AsList();
        return await ToRooms(connection, userId, rows);
    }

    /// <summary>The rooms that a person is a member of.</summary>
    public IReadOnlyList<long> IdsOfMember(long userId)
    {
        using var connection = db.OpenRead();
        return [.. connection.Query<long>("SELECT room_id FROM memberships WHERE user_id = @userId", new { userId })];
    }

    /// <inheritdoc/>
    public IEnumerable<string> PicturesInUse()
    {
        using var connection = db.OpenRead();
        return connection.Query<string>("SELECT avatar_url FROM rooms WHERE avatar_url IS NOT NULL");
    }

    internal static void Create(WriteTransaction transaction, long id, RoomDetails details, RoomKind kind, Timestamp now, RoomOptions options = RoomOptions.None)
    {
        RequireFree(transaction, details.Name, id);
        transaction.Execute(
            """
            INSERT INTO rooms (id, name, title, topic, description, visibility, kind, created_at, options, last_seq, member_count)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0)
            """,
            id, details.Name, details.Title, details.Topic, details.Description, Wire.Text(details.Visibility), Wire.Text(kind), now.Milliseconds,
            (long)options);
    }

    internal static long? FindId(WriteTransaction transaction, string name) =>
        transaction.QueryNumber("SELECT id FROM rooms WHERE name = $1", name);

    internal static RoomDetails Details(WriteTransaction transaction, long id) =>
        transaction.QueryFirst(
            """
            SELECT name, title, topic, visibility, description, announce_only, slow_mode_seconds, archived_at, avatar_url
              FROM rooms WHERE id = $1
            """,
            row => new RoomDetails(
                row.GetString(0),
                row.GetString(1),
                row.GetString(2),
                Wire.Parse<Visibility>(row.GetString(3)),
                row.GetString(4),
                row.GetInt64(5) != 0,
                (int)row.GetInt64(6),
                row.IsDBNull(7) ? null : new Timestamp(row.GetInt64(7)))
            {
                AvatarUrl = row.IsDBNull(8) ? null : row.GetString(8),
            },
            none: null,
            id) ?? throw Problem.NotFound("There is no such room.");

    internal static void Update(WriteTransaction transaction, RoomUpdated updated)
    {
        var details = updated.Details;
        RequireFree(transaction, details.Name, updated.RoomId);
        RoomLog.Append(transaction, updated);
        transaction.Execute(
            """
            UPDATE rooms SET name = $2, title = $3, topic = $4, visibility = $5, description = $6, announce_only = $7,
                             slow_mode_seconds = $8, archived_at = $9, avatar_url = $10
             WHERE id = $1
            """,
            updated.RoomId, details.Name, details.Title, details.Topic, Wire.Text(details.Visibility), details.Description,
            details.AnnounceOnly ? 1L : 0L, (long)details.SlowModeSeconds, details.ArchivedAt?.Milliseconds, details.AvatarUrl);
        if (!string.Equals(details.Topic, updated.Before?.Topic, StringComparison.Ordinal))
            transaction.Execute("UPDATE rooms SET topic_by = $2, topic_at = $3 WHERE id = $1", updated.RoomId, updated.ActorId, updated.At.Milliseconds);
        if (details.SlowModeSeconds == 0)
            SlowMode.Forget(transaction, updated.RoomId);
    }

    /// <summary>Makes a group a room with the event's details.</summary>
    /// <exception cref="Problem"><c>conflict</c>: the name is taken. <c>forbidden</c>: it is a group no longer.</exception>
    internal static void Convert(WriteTransaction transaction, GroupConverted converted)
    {
        if (transaction.QueryNumber("SELECT id FROM rooms WHERE id = $1 AND kind = 'group'", converted.RoomId) is null)
            throw Problem.Forbidden("This is a room already.");
        Update(transaction, converted);
        transaction.Execute("UPDATE rooms SET kind = 'room' WHERE id = $1", converted.RoomId);
    }

    internal static void Delete(WriteTransaction transaction, long id)
    {
        transaction.Execute("DELETE FROM rooms WHERE id = $1", id);
        transaction.Publish(new RoomDeleted(id));
    }

    /// <summary>Deletes a room that nobody is in any more, if somebody without an account had made it.</summary>
    internal static void DeleteAbandoned(WriteTransaction transaction, long id)
    {
        // The first event of a room is that its maker joined.
        var members = transaction.QueryNumber(
            """
            SELECT r.member_count FROM rooms r JOIN events e ON e.room_id = r.id AND e.seq = 1 JOIN users u ON u.id = e.actor_id
             WHERE r.id = $1 AND u.is_visitor = 1
            """,
            id);
        if (members == 0)
            Delete(transaction, id);
    }

    private static void RequireFree(WriteTransaction transaction, string name, long id)
    {
        if (transaction.QueryNumber("SELECT id FROM rooms WHERE name = $1 AND id <> $2", name, id) is not null)
            throw Problem.Conflict("name", string.Create(CultureInfo.InvariantCulture, $"There is a room named {name} already."));
    }

    private async Task<IReadOnlyList<Room>> ToRooms(DbConnection connection, long userId, List<Row> rows)
    {
        var conversations = rows.Where(row => row.Kind is not "room").Select(row => row.Id).ToList();
        var others = await members.Others(connection, userId, conversations);
        var now = Timestamp.Now(clock);
        return [.. rows.Select(row => row.ToRoom(row.Kind is "room" ? null : [.. others[row.Id]], now))];
    }

    internal sealed class Row : StoredStanding
    {
        public long Id { get; set; }

        public string Name { get; set; } = "";

        public string Title { get; set; } = "";

        public string Topic { get; set; } = "";

        public string Description { get; set; } = "";

        public string? AvatarUrl { get; set; }

        public long CreatedAt { get; set; }

        public long LastSeq { get; set; }

        public long MemberCount { get; set; }

        public long AnnounceOnly { get; set; }

        public long SlowModeSeconds { get; set; }

        public long? ArchivedAt { get; set; }

        public long Options { get; set; }

        public long? TopicBy { get; set; }

        public long? TopicAt { get; set; }

        public long? LastReadSeq { get; set; }

        public long Unread { get; set; }

        public long Mentions { get; set; }

        public long? LastMessageAt { get; set; }

        public Room ToRoom(IReadOnlyList<Person>? people, Timestamp now) => new()
        {
            Id = Ids.Text(Id),
            Name = Name,
            Title = Title,
            Topic = Topic,
            AvatarUrl = AvatarUrl,
            Description = Description,
            Visibility = Wire.Parse<Visibility>(Visibility),
            Kind = Wire.Parse<RoomKind>(Kind),
            People = people,
            CreatedAt = new Timestamp(CreatedAt),
            LastSeq = LastSeq,
            MemberCount = MemberCount,
            AnnounceOnly = AnnounceOnly != 0,
            SlowModeSeconds = (int)SlowModeSeconds,
            ArchivedAt = ArchivedAt is { } archived ? new Timestamp(archived) : null,
            Options = (RoomOptions)Options,
            TopicSet = TopicBy is { } by && TopicAt is { } when ? (by, new Timestamp(when)) : null,
            IsVoiced = IsVoiced is 1,
            Role = MemberRole,
            CustomRole = ToStanding(now)?.CustomRole,
            Permissions = ToStanding(now)?.Permissions.ToList() ?? [],
            Ban = Ban(now),
            Timeout = Timeout(now),
            LastReadSeq = LastReadSeq,
            Unread = Unread,
            Mentions = Mentions,
            LastMessageAt = LastMessageAt is { } at ? new Timestamp(at) : null,
        };
    }
}
