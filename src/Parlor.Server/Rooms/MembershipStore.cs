using System.Data.Common;
using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Rooms;

/// <summary>A member of a room.</summary>
public sealed record Member(Person User, RoomRole Role, Timestamp JoinedAt);

/// <summary>The SQL of memberships.</summary>
public sealed class MembershipStore(Db db, People people)
{
    /// <summary>Members by username, from behind <paramref name="after"/>, whose username or display name begins with <paramref name="query"/>.</summary>
    public async Task<IReadOnlyList<Member>> Page(long roomId, string query, string after, int limit)
    {
        await using var connection = await db.OpenReadAsync();
        var rows = (await connection.QueryAsync<Row>(
            """
            SELECT m.user_id, m.role, m.joined_at
              FROM memberships m JOIN users u ON u.id = m.user_id
             WHERE m.room_id = @roomId AND u.username > @after
               AND (u.username LIKE @pattern ESCAPE '\' OR LOWER(u.display_name) LIKE @pattern ESCAPE '\')
             ORDER BY u.username LIMIT @limit
            """,
            new { roomId, after, pattern = Like.StartingWith(query), limit })).AsList();
        return [.. rows.Select(ToMember)];
    }

    /// <exception cref="Problem"><c>not_found</c>: they are no member.</exception>
    public async Task<Member> Get(long roomId, long userId)
    {
        await using var connection = await db.OpenReadAsync();
        var row = await connection.QueryFirstOrDefaultAsync<Row>(
            "SELECT user_id, role, joined_at FROM memberships WHERE room_id = @roomId AND user_id = @userId", new { roomId, userId });
        return row is null ? throw Problem.NotFound("That person is not a member.") : ToMember(row);
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

    internal static RoomRole? RoleOf(WriteTransaction transaction, long roomId, long userId) =>
        transaction.QueryFirst(
            "SELECT role FROM memberships WHERE room_id = $1 AND user_id = $2",
            row => (RoomRole?)Wire.Parse<RoomRole>(row.GetString(0)),
            none: null,
            roomId, userId);

    /// <summary>Adds somebody who is not a member; what was said before they came counts as read.</summary>
    internal static void Add(WriteTransaction transaction, MemberJoined joined)
    {
        RoomLog.Append(transaction, joined);
        transaction.Execute(
            "INSERT INTO memberships (room_id, user_id, role, joined_at, last_read_seq) VALUES ($1, $2, $3, $4, $5)",
            joined.RoomId, joined.SubjectId, Wire.Text(joined.Role), joined.At.Milliseconds, joined.Seq);
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
            "UPDATE memberships SET role = $3 WHERE room_id = $1 AND user_id = $2",
            updated.RoomId, updated.SubjectId, Wire.Text(updated.Role));
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

    private Member ToMember(Row row) => new(people.Get(row.UserId), Wire.Parse<RoomRole>(row.Role), new Timestamp(row.JoinedAt));

    private sealed class Row
    {
        public long UserId { get; set; }

        public string Role { get; set; } = "";

        public long JoinedAt { get; set; }
    }
}
