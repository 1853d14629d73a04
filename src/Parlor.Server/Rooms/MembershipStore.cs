using System.Data.Common;
using System.Text.Json.Serialization;
using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Rooms;

/// <summary>A member of a room.</summary>
public sealed record Member(Person User, RoomRole Role, CustomRoleName? CustomRole, Timestamp JoinedAt)
{
    /// <summary>Whether they have a voice: they post where others of their role do not.</summary>
    [JsonPropertyName("voiced")]
    public bool IsVoiced { get; init; }
}

/// <summary>The SQL of memberships.</summary>
public sealed class MembershipStore(Db db, People people)
{
    /// <summary>
    /// Members from which on a page of them is found by walking along the names of all people on the server; sorting those of a smaller
    /// room is less work.
    /// </summary>
    private const int LargeRoom = 500;

    private const string Columns = "m.user_id, m.role, m.is_voiced, m.joined_at, c.id AS custom_id, c.name AS custom_name";

    /// <summary>
    /// Members by username, from behind <paramref name="after"/>, whose username, or a word of whose display name, begins with
    /// <paramref name="query"/>.
    /// </summary>
    public async Task<IReadOnlyList<Member>> Page(long roomId, string query, string after, int limit)
    {
        if (People.SearchPatterns(query) is not { } patterns)
            return [];
        await using var connection = await db.OpenReadAsync();
        // CROSS JOIN keeps SQLite to this order; PostgreSQL finds its own.
        var isLarge = await connection.ExecuteScalarAsync<long>("SELECT member_count FROM rooms WHERE id = @roomId", new { roomId }) > LargeRoom;
        var rows = (await connection.QueryAsync<Row>(
            $"""
            SELECT {Columns}
              FROM {(isLarge ? "users u CROSS JOIN memberships m" : "memberships m CROSS JOIN users u")}
              LEFT JOIN room_roles c ON c.id = m.custom_role_id
             WHERE m.room_id = @roomId AND u.id = m.user_id AND u.username > @after {(query.Length == 0 ? "" : $"AND ({People.Matching})")}
             ORDER BY u.username LIMIT @limit
            """,
            new { roomId, after, patterns.Start, patterns.Word, limit })).AsList();
        return ToMembers(rows);
    }

    /// <exception cref="Problem"><c>not_found</c>: they are no member.</exception>
    public async Task<Member> Get(long roomId, long userId)
    {
        await using var connection = await db.OpenReadAsync();
        var row = await connection.QueryFirstOrDefaultAsync<Row>(
            $"""
            SELECT {Columns} FROM memberships m LEFT JOIN room_roles c ON c.id = m.custom_role_id
             WHERE m.room_id = @roomId AND m.user_id = @userId
            """,
            new { roomId, userId });
        return row is null ? throw Problem.NotFound("That person is not a member.") : ToMembers([row])[0];
    }

    /// <summary>Everyone but <paramref name="userId"/> in the direct conversations and groups among these rooms, in the order they came.</summary>
    internal async Task<ILookup<long, Person>> Others(DbConnection connection, long userId, IReadOnlyList<long> roomIds)
    {
        // Dapper writes numbers in {=…} into the text: a list of parameters is something else for each of the two databases.
        var rows = roomIds.Count == 0
            ? []
            : (await connection.QueryAsync<(long RoomId, long UserId)>(
                "SELECT room_id, user_id FROM memberships WHERE room_id IN {=roomIds} AND user_id <> @userId ORDER BY joined_at, user_id",
                new { roomIds, userId })).AsList();
        var known = people.GetMany(rows.Select(row => row.UserId));
        return rows.ToLookup(row => row.RoomId, row => known[row.UserId]);
    }

    /// <summary>Checks that one more person goes into a group.</summary>
    /// <exception cref="Problem"><c>too_large</c>.</exception>
    internal static void RequireSpace(WriteTransaction transaction, long groupId)
    {
        if (transaction.QueryNumber("SELECT member_count FROM rooms WHERE id = $1", groupId) >= Conversation.MostPeople)
            throw Problem.TooLarge("user", $"A group has {Conversation.MostPeople} people at most.");
    }

    /// <summary>What a member is in the room; null for somebody who is none.</summary>
    internal static Standing? StandingOf(WriteTransaction transaction, long roomId, long userId) =>
        transaction.QueryFirst(
            """
            SELECT r.kind, m.role, c.id, c.name, c.permissions
              FROM memberships m JOIN rooms r ON r.id = m.room_id LEFT JOIN room_roles c ON c.id = m.custom_role_id
             WHERE m.room_id = $1 AND m.user_id = $2
            """,
            row => row.IsDBNull(2)
                ? Standing.Stored(row.GetString(0), row.GetString(1), null, null, null)
                : Standing.Stored(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetString(4)),
            none: null,
            roomId, userId);

    /// <summary>What somebody whom <see cref="RoomAccess"/> has let in is in the room now, in the transaction.</summary>
    /// <exception cref="Problem"><c>forbidden</c>: they are no longer a member.</exception>
    internal static Standing RequireStanding(WriteTransaction transaction, AccessedRoom accessed, long userId) =>
        StandingOf(transaction, accessed.Id, userId)
        ?? (accessed.Role is null ? accessed.Standing : null)
        ?? throw Problem.Forbidden("Only members can do that.");

    /// <summary>The role that somebody is added with.</summary>
    internal static RoomRole NewcomersRole(WriteTransaction transaction, long userId) => Standing.OfNewcomer(transaction.QueryFirst(
        "SELECT role FROM users WHERE id = $1", row => Wire.Parse<Role>(row.GetString(0)), Role.Guest, userId));

    /// <exception cref="Problem"><c>conflict</c>: without this person the room has no owner.</exception>
    internal static void RequireOtherOwner(WriteTransaction transaction, long roomId, long userId)
    {
        var other = transaction.QueryNumber(
            "SELECT user_id FROM memberships WHERE room_id = $1 AND role = 'owner' AND user_id <> $2 LIMIT 1", roomId, userId);
        if (other is null)
            throw Problem.Conflict("user", "That is the room's last owner: hand the room over first.");
    }

    /// <summary>Adds somebody who is not a member; what was said before they came counts as read.</summary>
    internal static void Add(WriteTransaction transaction, MemberJoined joined)
    {
        RoomLog.Append(transaction, joined);
        transaction.Execute(
            """
            INSERT INTO memberships (room_id, user_id, role, custom_role_id, joined_at, last_read_seq) VALUES ($1, $2, $3, $4, $5, $6)
            """,
            joined.RoomId, joined.SubjectId, Wire.Text(joined.Given.Role), IdOf(joined.Given), joined.At.Milliseconds, joined.Seq);
        transaction.Execute("UPDATE rooms SET member_count = member_count + 1 WHERE id = $1", joined.RoomId);
    }

    internal static void Remove(WriteTransaction transaction, MemberLeft left)
    {
        RoomLog.Append(transaction, left);
        transaction.Execute("DELETE FROM memberships WHERE room_id = $1 AND user_id = $2", left.RoomId, left.SubjectId);
        transaction.Execute("UPDATE rooms SET member_count = member_count - 1 WHERE id = $1", left.RoomId);
    }

    internal static void ChangeRole(WriteTransaction transaction, MemberUpdated updated)
    {
        RoomLog.Append(transaction, updated);
        transaction.Execute(
            "UPDATE memberships SET role = $3, custom_role_id = $4 WHERE room_id = $1 AND user_id = $2",
            updated.RoomId, updated.SubjectId, Wire.Text(updated.Given.Role), IdOf(updated.Given));
    }

    /// <summary>Moves the reading mark forward, never back.</summary>
    /// <returns>Whether it moved.</returns>
    /// <exception cref="Problem"><c>invalid</c>: the log has no event of that number.</exception>
    internal static bool MarkRead(WriteTransaction transaction, long roomId, long userId, long seq)
    {
        if (seq < 0 || seq > transaction.QueryNumber("SELECT last_seq FROM rooms WHERE id = $1", roomId))
            throw Problem.Invalid("seq", "The room's log has no event of that number.");
        return transaction.QueryNumber(
            """
            UPDATE memberships SET last_read_seq = $3 WHERE room_id = $1 AND user_id = $2 AND last_read_seq < $3
            RETURNING last_read_seq
            """,
            roomId, userId, seq) is not null;
    }

    private static long? IdOf(GivenRole given) => given.Custom is null ? null : Ids.Parse(given.Custom.Id);

    private List<Member> ToMembers(List<Row> rows)
    {
        var known = people.GetMany(rows.Select(row => row.UserId));
        return rows.ConvertAll(row => new Member(
            known[row.UserId],
            Wire.Parse<RoomRole>(row.Role),
            row.CustomId is { } id ? new CustomRoleName(Ids.Text(id), row.CustomName!) : null,
            new Timestamp(row.JoinedAt))
        {
            IsVoiced = row.IsVoiced != 0,
        });
    }

    private sealed class Row
    {
        public long UserId { get; set; }

        public string Role { get; set; } = "";

        public long IsVoiced { get; set; }

        public long JoinedAt { get; set; }

        public long? CustomId { get; set; }

        public string? CustomName { get; set; }
    }
}
