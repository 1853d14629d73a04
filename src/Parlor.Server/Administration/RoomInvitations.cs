using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Audit;
using Parlor.Server.Data;
using Parlor.Server.Invitations;
using Parlor.Server.Rooms;

namespace Parlor.Server.Administration;

/// <summary>An invitation to a room as administrators see it: not its code, which would let them into private rooms.</summary>
public sealed record RoomInvitation
{
    public required string Id { get; init; }

    public required InvitationRoom Room { get; init; }

    /// <summary>Who made it.</summary>
    public required Person By { get; init; }

    public required Timestamp CreatedAt { get; init; }

    /// <summary>When it ends by itself; null for never.</summary>
    public Timestamp? ExpiresAt { get; init; }

    /// <summary>How many people may come by it; null for as many as like.</summary>
    public long? MaxUses { get; init; }

    /// <summary>How many have.</summary>
    public required long Uses { get; init; }

    /// <summary>Why it does not count any more; null while it does.</summary>
    public InvitationEnd? Ended { get; init; }
}

/// <summary>Where an invitation leads.</summary>
public sealed record InvitationRoom(string Id, string Name, string Title, Visibility Visibility);

/// <summary>A page of invitations, and the cursor of the next one, if there is one.</summary>
public sealed record RoomInvitationsPage(IReadOnlyList<RoomInvitation> Invitations, string? Next);

/// <summary>All invitations to rooms, for administrators: who let whom in, and an end to it.</summary>
public sealed class RoomInvitations(Db db, People people, TimeProvider clock)
{
    private const int PageSize = 50;

    private const int LargestPage = 200;

    /// <summary>Invitations, newest first.</summary>
    /// <exception cref="Problem"><c>forbidden</c>, <c>invalid</c>.</exception>
    internal async Task<RoomInvitationsPage> Page(Administrator by, string? cursor, int? wanted, CancellationToken cancel)
    {
        await by.Require(people, cancel);
        var limit = Input.Between("limit", wanted, 1, LargestPage, PageSize);
        var before = long.MaxValue;
        if (cursor is not null && !Ids.TryParse(cursor, out before))
            throw Problem.Invalid("cursor", "This is not a cursor of this list.");
        await using var connection = await db.OpenReadAsync(cancel);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            """
            SELECT i.id, i.code, i.room_id, i.created_by, i.created_at, i.expires_at, i.max_uses, i.uses, i.revoked_at, m.user_id AS member_id,
                   r.name, r.title, r.visibility
              FROM invitations i JOIN rooms r ON r.id = i.room_id
              LEFT JOIN memberships m ON m.room_id = i.room_id AND m.user_id = i.created_by
             WHERE i.id < @before ORDER BY i.id DESC LIMIT @limit
            """,
            new { before, limit },
            cancellationToken: cancel))).AsList();
        var makers = people.GetMany(rows.Select(row => row.CreatedBy));
        var now = Timestamp.Now(clock);
        return new RoomInvitationsPage(
            [.. rows.Select(row => row.ToInvitation(makers[row.CreatedBy], now))], rows.Count < limit ? null : Ids.Text(rows[^1].Id));
    }

    /// <summary>Takes one back; whoever came by it stays.</summary>
    /// <exception cref="Problem"><c>forbidden</c>, <c>not_found</c>.</exception>
    internal Task Revoke(long userId, string id)
    {
        var now = Timestamp.Now(clock);
        return db.Write(transaction =>
        {
            Administrator.Person(userId).Require(transaction);
            var found = Ids.TryParse(id, out var known)
                ? transaction.QueryFirst(
                    "SELECT code, room_id FROM invitations WHERE id = $1", row => ((string Code, long Room)?)(row.GetString(0), row.GetInt64(1)), none: null, known)
                : null;
            var (code, roomId) = found ?? throw Problem.NotFound("There is no such invitation.");
            InvitationStore.Revoke(transaction, code, now);
            AuditLog.Record(transaction, new AuditEntry(AuditAction.InvitationRevoked, userId, now) { RoomId = roomId });
        });
    }

    private sealed record Row
    {
        public long Id { get; init; }

        public string Code { get; init; } = "";

        public long RoomId { get; init; }

        public long CreatedBy { get; init; }

        public long CreatedAt { get; init; }

        public long? ExpiresAt { get; init; }

        public long? MaxUses { get; init; }

        public long Uses { get; init; }

        public long? RevokedAt { get; init; }

        public long? MemberId { get; init; }

        public string Name { get; init; } = "";

        public string Title { get; init; } = "";

        public string Visibility { get; init; } = "";

        public RoomInvitation ToInvitation(Person by, Timestamp now) => new()
        {
            Id = Ids.Text(Id),
            Room = new InvitationRoom(Ids.Text(RoomId), Name, Title, Wire.Parse<Visibility>(Visibility)),
            By = by,
            CreatedAt = new Timestamp(CreatedAt),
            ExpiresAt = ExpiresAt is { } at ? new Timestamp(at) : null,
            MaxUses = MaxUses,
            Uses = Uses,
            Ended = new StoredInvitation(Code, RoomId, CreatedBy, CreatedAt, ExpiresAt, MaxUses, Uses, RevokedAt, MemberId).EndAt(now),
        };
    }
}
