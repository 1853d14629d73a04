using Dapper;
using Parlor.Server.Data;

namespace Parlor.Server.Audit;

/// <summary>Which acts to read; what is null does not matter.</summary>
public sealed record AuditFilter
{
    public long? ActorId { get; init; }

    public long? SubjectId { get; init; }

    public AuditAction? Action { get; init; }

    /// <summary>Acts in this room alone.</summary>
    public long? RoomId { get; init; }

    /// <summary>Of this moment or later.</summary>
    public Timestamp? Since { get; init; }

    /// <summary>Of an earlier moment.</summary>
    public Timestamp? Until { get; init; }

    /// <summary>Older than the act of this id.</summary>
    public long? Before { get; init; }
}

/// <summary>An act as it is stored.</summary>
public sealed record StoredAct
{
    public long Id { get; init; }

    public long At { get; init; }

    public string Action { get; init; } = "";

    public long? ActorId { get; init; }

    public long? SubjectId { get; init; }

    public long? RoomId { get; init; }

    public string? RoomName { get; init; }

    public string? RoomTitle { get; init; }

    public string? Reason { get; init; }

    public string? Changes { get; init; }
}

/// <summary>Reads the audit log. Who may see what is for the caller to have checked.</summary>
public sealed class AuditStore(Db db)
{
    /// <summary>Acts that fit the filter, newest first.</summary>
    public Task<IReadOnlyList<StoredAct>> Page(AuditFilter filter, int limit) => Read("1 = 1", filter, limit);

    /// <summary>Those of the whole server and of its public rooms.</summary>
    public Task<IReadOnlyList<StoredAct>> PublicPage(AuditFilter filter, int limit) =>
        Read("(a.room_id IS NULL OR r.visibility = 'public')", filter, limit);

    private async Task<IReadOnlyList<StoredAct>> Read(string visible, AuditFilter filter, int limit)
    {
        var conditions = new List<string> { visible };
        Add(filter.ActorId, "a.actor_id = @ActorId");
        Add(filter.SubjectId, "a.subject_id = @SubjectId");
        Add(filter.Action, "a.action = @Action");
        Add(filter.RoomId, "a.room_id = @RoomId");
        Add(filter.Since, "a.at >= @Since");
        Add(filter.Until, "a.at < @Until");
        Add(filter.Before, "a.id < @Before");
        await using var connection = await db.OpenReadAsync();
        return (await connection.QueryAsync<StoredAct>(
            $"""
            SELECT a.id, a.at, a.action, a.actor_id, a.subject_id, a.room_id, r.name AS room_name, r.title AS room_title, a.reason, a.changes
              FROM audit_log a LEFT JOIN rooms r ON r.id = a.room_id
             WHERE {string.Join(" AND ", conditions)}
             ORDER BY a.id DESC LIMIT @limit
            """,
            new
            {
                filter.ActorId,
                filter.SubjectId,
                Action = filter.Action is { } action ? Wire.Text(action) : null,
                filter.RoomId,
                Since = filter.Since?.Milliseconds,
                Until = filter.Until?.Milliseconds,
                filter.Before,
                limit,
            })).AsList();

        void Add<T>(T? wanted, string condition)
            where T : struct
        {
            if (wanted is not null)
                conditions.Add(condition);
        }
    }
}
