using System.Globalization;
using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Invitations;

/// <summary>An invitation as it is stored; <c>MemberId</c> is its maker, as long as they are a member of the room.</summary>
internal sealed record StoredInvitation(
    string Code,
    long RoomId,
    long CreatedBy,
    long CreatedAt,
    long? ExpiresAt,
    long? MaxUses,
    long Uses,
    long? RevokedAt,
    long? MemberId)
{
    /// <summary>Why it does not count at that time; null when it does.</summary>
    public InvitationEnd? EndAt(Timestamp now) =>
        RevokedAt is not null ? InvitationEnd.Revoked
        : ExpiresAt <= now.Milliseconds ? InvitationEnd.Expired
        : Uses >= MaxUses ? InvitationEnd.UsedUp
        : MemberId is null ? InvitationEnd.MakerLeft
        : null;
}

/// <summary>The SQL of invitations.</summary>
public sealed class InvitationStore(Db db, People people, TimeProvider clock)
{
    /// <summary>Invitations to one room at most. One more takes the place of the oldest that has ended.</summary>
    public const int MostOfRoom = 100;

    /// <summary>People that are listed as having come by an invitation: the newest so many.</summary>
    public const int MostUsesShown = 200;

    private const string Columns = """
        SELECT i.code, i.room_id, i.created_by, i.created_at, i.expires_at, i.max_uses, i.uses, i.revoked_at,
               m.user_id AS member_id
          FROM invitations i LEFT JOIN memberships m ON m.room_id = i.room_id AND m.user_id = i.created_by
        """;

    /// <summary>The invitations to a room, newest first; those of one person alone where <paramref name="createdBy"/> is given.</summary>
    public async Task<IReadOnlyList<Invitation>> OfRoom(long roomId, long? createdBy)
    {
        await using var connection = await db.OpenReadAsync();
        var rows = (await connection.QueryAsync<Row>(
            $"{Columns} WHERE i.room_id = @roomId AND (@all = 1 OR i.created_by = @createdBy) ORDER BY i.created_at DESC, i.code",
            new { roomId, all = createdBy is null ? 1L : 0L, createdBy = createdBy ?? 0 })).AsList();
        var makers = people.GetMany(rows.Select(row => row.CreatedBy));
        var now = Timestamp.Now(clock);
        return [.. rows.Select(row => Shown(row.Stored, makers[row.CreatedBy], now))];
    }

    /// <summary>Who came by an invitation, newest first, at most <see cref="MostUsesShown"/>.</summary>
    public async Task<IReadOnlyList<InvitationUse>> Uses(string code)
    {
        await using var connection = await db.OpenReadAsync();
        var rows = (await connection.QueryAsync<(long UserId, long UsedAt)>(
            $"SELECT user_id, used_at FROM invitation_uses WHERE code = @code ORDER BY used_at DESC, user_id DESC LIMIT {MostUsesShown}",
            new { code })).AsList();
        var users = people.GetMany(rows.Select(row => row.UserId));
        return [.. rows.Select(row => new InvitationUse(users[row.UserId], new Timestamp(row.UsedAt)))];
    }

    internal async Task<StoredInvitation?> Find(string code)
    {
        await using var connection = await db.OpenReadAsync();
        return (await connection.QueryFirstOrDefaultAsync<Row>($"{Columns} WHERE i.code = @code", new { code }))?.Stored;
    }

    internal static StoredInvitation? Find(WriteTransaction transaction, string code) => transaction.QueryFirst(
        $"{Columns} WHERE i.code = $1",
        row => new StoredInvitation(
            row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), Number(row, 4), Number(row, 5), row.GetInt64(6), Number(row, 7),
            Number(row, 8)),
        none: null,
        code);

    /// <summary>Stores a new invitation.</summary>
    /// <exception cref="Problem"><c>too_large</c>: the room has its share of invitations that count.</exception>
    internal static void Add(WriteTransaction transaction, Invitation made, long id, long roomId, long createdBy)
    {
        if (transaction.QueryNumber("SELECT COUNT(*) FROM invitations WHERE room_id = $1", roomId) >= MostOfRoom)
            MakePlace(transaction, roomId, made.CreatedAt);
        transaction.Execute(
            """
            INSERT INTO invitations (id, code, room_id, created_by, created_at, expires_at, max_uses, uses, revoked_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 0, NULL)
            """,
            id, made.Code, roomId, createdBy, made.CreatedAt.Milliseconds, made.ExpiresAt?.Milliseconds, made.MaxUses);
    }

    internal static void Revoke(WriteTransaction transaction, string code, Timestamp now) =>
        transaction.Execute("UPDATE invitations SET revoked_at = $2 WHERE code = $1 AND revoked_at IS NULL", code, now.Milliseconds);

    internal static void CountUse(WriteTransaction transaction, string code, long userId, Timestamp now)
    {
        transaction.Execute("UPDATE invitations SET uses = uses + 1 WHERE code = $1", code);
        transaction.Execute(
            """
            INSERT INTO invitation_uses (code, user_id, used_at) VALUES ($1, $2, $3)
            ON CONFLICT (code, user_id) DO UPDATE SET used_at = excluded.used_at
            """,
            code, userId, now.Milliseconds);
    }

    internal static Invitation Shown(StoredInvitation stored, Person by, Timestamp now) => new()
    {
        Code = stored.Code,
        Room = Ids.Text(stored.RoomId),
        By = by,
        CreatedAt = new Timestamp(stored.CreatedAt),
        ExpiresAt = stored.ExpiresAt is { } at ? new Timestamp(at) : null,
        MaxUses = stored.MaxUses,
        Uses = stored.Uses,
        Ended = stored.EndAt(now),
    };

    private static void MakePlace(WriteTransaction transaction, long roomId, Timestamp now)
    {
        var ended = transaction.QueryFirst(
            """
            SELECT i.code FROM invitations i LEFT JOIN memberships m ON m.room_id = i.room_id AND m.user_id = i.created_by
             WHERE i.room_id = $1 AND (i.revoked_at IS NOT NULL OR i.expires_at <= $2 OR i.uses >= i.max_uses OR m.user_id IS NULL)
             ORDER BY i.created_at LIMIT 1
            """,
            row => row.GetString(0),
            none: null,
            roomId, now.Milliseconds) ?? throw Problem.TooLarge(
                "room", string.Create(CultureInfo.InvariantCulture, $"A room has {MostOfRoom} invitations at most; revoke one first."));
        transaction.Execute("DELETE FROM invitations WHERE code = $1", ended);
    }

    private static long? Number(System.Data.Common.DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private sealed class Row
    {
        public string Code { get; set; } = "";

        public long RoomId { get; set; }

        public long CreatedBy { get; set; }

        public long CreatedAt { get; set; }

        public long? ExpiresAt { get; set; }

        public long? MaxUses { get; set; }

        public long Uses { get; set; }

        public long? RevokedAt { get; set; }

        public long? MemberId { get; set; }

        public StoredInvitation Stored => new(Code, RoomId, CreatedBy, CreatedAt, ExpiresAt, MaxUses, Uses, RevokedAt, MemberId);
    }
}
