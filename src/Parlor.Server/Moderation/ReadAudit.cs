using Parlor.Server.Accounts;
using Parlor.Server.Audit;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Moderation;

/// <summary>An act of administration, as those see it who may.</summary>
/// <param name="Id">Which it is: newer ones have greater ids.</param>
/// <param name="At">When.</param>
/// <param name="Action">What was done.</param>
/// <param name="By">Who did it; null for the server's operator, at a shell.</param>
/// <param name="User">To whom; null where that is nobody.</param>
/// <param name="Room">In which room; null for what is of the whole server.</param>
/// <param name="Reason">Why, if they said.</param>
/// <param name="Changes">What is another than before.</param>
public sealed record AuditRecord(
    string Id,
    Timestamp At,
    AuditAction Action,
    Person? By,
    Person? User,
    NamedRoom? Room,
    string? Reason,
    IReadOnlyList<AuditChange> Changes);

/// <summary>A room by its names.</summary>
public sealed record NamedRoom(string Id, string Name, string Title);

/// <summary>Which acts somebody wants to see, as they say it; what is null does not matter.</summary>
public sealed record AuditQuery
{
    /// <summary>Who did it: id or username.</summary>
    public string? By { get; init; }

    /// <summary>To whom: id or username.</summary>
    public string? User { get; init; }

    public string? Action { get; init; }

    public string? Since { get; init; }

    public string? Until { get; init; }

    public string? Cursor { get; init; }

    public int? Limit { get; init; }
}

/// <summary>A page of the audit log, newest first.</summary>
/// <param name="Entries">The acts.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
public sealed record AuditPage(IReadOnlyList<AuditRecord> Entries, string? Next);

/// <summary>Shows the audit log: a room's to those who may see it there, the server's to its owners and admins.</summary>
public sealed class ReadAudit(AuditStore acts, RoomAccess access, ServerAdmins admins, People people)
{
    private const int PageSize = 50;

    private const int LargestPage = 200;

    /// <exception cref="Problem"><c>not_found</c> (room or person), <c>forbidden</c> or <c>invalid</c>.</exception>
    public async Task<AuditPage> OfRoom(long userId, string? room, AuditQuery query)
    {
        var accessed = access.Require(userId, room, RoomPermission.SeeAudit);
        var limit = SizeOf(query);
        return ToPage(await acts.Page(Filter(query, accessed.Id), limit), limit);
    }

    /// <summary>What was done to the server and in its public rooms; private ones keep theirs to themselves.</summary>
    /// <exception cref="Problem"><c>not_found</c> (room or person), <c>forbidden</c> or <c>invalid</c>.</exception>
    public async Task<AuditPage> OfServer(long userId, string? room, AuditQuery query)
    {
        await admins.Require(userId);
        var limit = SizeOf(query);
        var roomId = room is null ? (long?)null : access.Require(userId, room, RoomPermission.SeeAudit).Id;
        return ToPage(await acts.PublicPage(Filter(query, roomId), limit), limit);
    }

    private static int SizeOf(AuditQuery query) => Input.Between("limit", query.Limit, 1, LargestPage, PageSize);

    private AuditFilter Filter(AuditQuery query, long? roomId) => new()
    {
        ActorId = IdOf(query.By),
        SubjectId = IdOf(query.User),
        Action = query.Action is { } action ? Wire.Parse<AuditAction>("action", action) : null,
        RoomId = roomId,
        Since = Input.Time("since", query.Since),
        Until = Input.Time("until", query.Until),
        Before = query.Cursor is { } cursor
            ? Ids.TryParse(cursor, out var id) ? id : throw Problem.Invalid("cursor", "That is no cursor.")
            : null,
    };

    private long? IdOf(string? person) => person is null ? null : Ids.Parse(people.Require(person).Id);

    private AuditPage ToPage(IReadOnlyList<StoredAct> stored, int limit)
    {
        var involved = people.GetMany(stored.SelectMany(act => new[] { act.ActorId, act.SubjectId }).OfType<long>());
        return new AuditPage(
            [
                .. stored.Select(act => new AuditRecord(
                    Ids.Text(act.Id),
                    new Timestamp(act.At),
                    Wire.Parse<AuditAction>(act.Action),
                    act.ActorId is { } actor ? involved[actor] : null,
                    act.SubjectId is { } subject ? involved[subject] : null,
                    act.RoomId is { } room ? new NamedRoom(Ids.Text(room), act.RoomName!, act.RoomTitle!) : null,
                    act.Reason,
                    AuditChange.Read(act.Changes))),
            ],
            stored.Count == limit ? Ids.Text(stored[^1].Id) : null);
    }
}
