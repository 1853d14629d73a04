using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Rooms;

/// <summary>
/// The one door to rooms: every feature and gateway gets a room from here, or the sender gets a <see cref="Problem"/>. Answers come
/// from memory; a committed event that changes who may do what makes them old before its writer learns that it is stored.
/// </summary>
public sealed class RoomAccess(Db db, Blocks blocks, TimeProvider clock) : ICommitListener
{
    /// <summary>Characters of a reference that could name a room, and room to spare: longer ones are refused, not kept in memory.</summary>
    private const int LongestReference = 200;

    /// <summary>Answers kept at most; beyond that all are forgotten and read afresh.</summary>
    private const int CacheSize = 200_000;

    /// <summary>Rooms that are read by name in one statement.</summary>
    private const int NamesAtOnce = 32;

    private static readonly string OneOfNames = $"r.name IN ({string.Join(", ", Enumerable.Range(0, NamesAtOnce).Select(i => $"@name{i}"))})";

    private const string StoredColumns = $"""
        SELECT r.id, r.name, r.visibility, r.kind, r.announce_only, r.slow_mode_seconds, r.archived_at, r.options, u.role AS server_role, u.is_visitor,
               {StoredStanding.Columns}
          FROM rooms r
          JOIN users u ON u.id = @userId
          LEFT JOIN {StoredStanding.Joins}
        """;

    private readonly ConcurrentDictionary<(long User, string Room), Answer> _answers = new();
    private readonly ConcurrentDictionary<long, RoomState> _rooms = new();
    private long _version;

    /// <summary>The room, which the person can see: one that they are a member of, or a public one unless they are a guest of the server with an account.</summary>
    /// <param name="userId">Who asks.</param>
    /// <param name="room">The room's id or name.</param>
    /// <exception cref="Problem"><c>not_found</c>: there is none, or they may not know of it.</exception>
    public AccessedRoom RequireVisible(long userId, string? room)
    {
        var key = (userId, Input.Text("room", Input.Required("room", room), LongestReference));
        return _answers.TryGetValue(key, out var known) && !known.State.IsOld && !HasEnded(known.Room) ? known.Room : Read(key);
    }

    /// <summary>Reads what is not in memory of many rooms at once, so that asking for each of them afterwards takes no time.</summary>
    /// <param name="userId">Who will ask.</param>
    /// <param name="rooms">Their ids or names; those that can be neither are refused when they are asked for.</param>
    public async Task Prepare(long userId, IEnumerable<string> rooms)
    {
        var unread = rooms.Where(room => Input.IsText(room, LongestReference) && !(_answers.TryGetValue((userId, room), out var known) && !known.State.IsOld));
        var references = unread.ToLookup(room => Ids.TryParse(room, out _));
        var ids = references[true].Select(Ids.Parse).ToArray();
        var byName = references[false].ToLookup(room => room.ToLowerInvariant(), StringComparer.Ordinal);
        if (ids.Length + byName.Count < 2)
            return;
        var version = Volatile.Read(ref _version);
        await using var connection = await db.OpenReadAsync();
        if (ids.Length > 0)
        {
            foreach (var room in await Read(connection, "r.id IN {=ids}", new { userId, ids }))
                Keep((userId, Ids.Text(room.Id)), room, version);
        }

        foreach (var names in byName.Select(name => name.Key).Chunk(NamesAtOnce))
        {
            var parameters = new DynamicParameters(new { userId });
            // The statement has always the same length, so that it is prepared once.
            for (var i = 0; i < NamesAtOnce; i++)
                parameters.Add($"name{i}", names[Math.Min(i, names.Length - 1)]);
            foreach (var room in await Read(connection, OneOfNames, parameters))
            {
                foreach (var reference in byName[room.Name])
                    Keep((userId, reference), room, version);
            }
        }
    }

    /// <summary>The room, which the person is a member of: what reading it takes.</summary>
    /// <exception cref="Problem"><c>not_found</c>, or <c>forbidden</c> for a public room that they have not joined.</exception>
    public AccessedRoom Require(long userId, string? room)
    {
        var accessed = RequireVisible(userId, room);
        return accessed.Role is null ? throw NotMember() : accessed;
    }

    /// <summary>The room, in which the person may do something now.</summary>
    /// <exception cref="Problem"><c>not_found</c> or <c>forbidden</c>.</exception>
    public AccessedRoom Require(long userId, string? room, RoomPermission permission)
    {
        var accessed = RequireVisible(userId, room);
        return Refusal(accessed, userId, permission) is { } refusal ? throw Problem.Forbidden(refusal.Message) : accessed;
    }

    /// <summary>The room, whose people and roles the person may see: its members, and owners and admins of the server where it is public.</summary>
    /// <exception cref="Problem"><c>not_found</c> or <c>forbidden</c>.</exception>
    public (AccessedRoom Room, Standing Standing) RequireStanding(long userId, string? room)
    {
        var accessed = RequireVisible(userId, room);
        return (accessed, accessed.Standing ?? throw NotMember());
    }

    /// <summary>
    /// What the subject is in the room (null: no member), after the check that the person may do something to them: by permission and rank,
    /// as of this transaction.
    /// </summary>
    /// <exception cref="Problem"><c>forbidden</c>; <c>invalid</c>, field <c>user</c>: it is oneself.</exception>
    internal static Standing? RequireAbove(
        WriteTransaction transaction, AccessedRoom accessed, long userId, long subjectId, RoomPermission permission)
    {
        if (subjectId == userId)
            throw Problem.Invalid("user", "Nobody does that to themselves.");
        var mine = MembershipStore.RequireStanding(transaction, accessed, userId);
        mine.Require(permission);
        var theirs = MembershipStore.StandingOf(transaction, accessed.Id, subjectId);
        if (theirs is not null)
            mine.RequireAbove(theirs.Rank);
        return theirs;
    }

    /// <summary>The members of a room whose role allows something.</summary>
    internal static IReadOnlyList<long> WhoMay(WriteTransaction transaction, long roomId, RoomPermission permission) =>
    [
        .. transaction.Query(
            """
            SELECT m.user_id, r.kind, m.role, c.id, c.name, c.permissions
              FROM memberships m JOIN rooms r ON r.id = m.room_id LEFT JOIN room_roles c ON c.id = m.custom_role_id
             WHERE m.room_id = $1 AND (m.custom_role_id IS NOT NULL OR m.role IN ('moderator', 'admin', 'owner'))
            """,
            row => (UserId: row.GetInt64(0), Standing: row.IsDBNull(3)
                ? Standing.Stored(row.GetString(1), row.GetString(2), null, null, null)
                : Standing.Stored(row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetString(4), row.GetString(5))),
            roomId).Where(member => member.Standing.May(permission)).Select(member => member.UserId),
    ];

    /// <summary>Refuses somebody who is banned from the room.</summary>
    /// <exception cref="Problem"><c>forbidden</c>.</exception>
    public void RequireNotBanned(long userId, long roomId)
    {
        if (Of(userId, roomId).Ban is { } ban)
            throw Problem.Forbidden(AccessReason.Banned(ban).Message);
    }

    /// <summary>Whether the person is a member of the room.</summary>
    public bool IsMember(long userId, long roomId) => ReadStored(userId, Ids.Text(roomId)) is { Role: not null };

    /// <summary>Whether the person may do something in the room.</summary>
    public bool May(long userId, long roomId, RoomPermission permission) =>
        ReadStored(userId, Ids.Text(roomId)) is { } room && Refusal(room, userId, permission) is null;

    /// <summary>Why the person may not do something in the room; null when they may.</summary>
    internal AccessReason? Refusal(AccessedRoom accessed, long userId, RoomPermission permission) =>
        accessed.Refusal(permission) ?? (accessed.Kind == RoomKind.Direct && blocks.Between(userId, Conversation.OtherThan(userId, accessed.Name))
            ? new AccessReason("blocked", "The two cannot reach each other here.")
            : null);

    /// <summary>The room as somebody else has it, whether they can see it or not; read afresh.</summary>
    /// <exception cref="Problem"><c>not_found</c>: it has gone meanwhile.</exception>
    internal AccessedRoom Of(long userId, long roomId) =>
        ReadStored(userId, Ids.Text(roomId)) ?? throw Problem.NotFound("There is no such room.");

    private async Task<IEnumerable<AccessedRoom>> Read(DbConnection connection, string which, object parameters) =>
        (await connection.QueryAsync<StoredAccess>($"{StoredColumns} WHERE {which}", parameters))
            .Select(stored => stored.ToRoom(Timestamp.Now(clock))).Where(room => room.IsVisible);

    private AccessedRoom Read((long User, string Room) key)
    {
        var version = Volatile.Read(ref _version);
        var room = ReadStored(key.User, key.Room);
        if (room is not { IsVisible: true })
            throw Problem.NotFound("There is no such room.");

        Keep(key, room, version);
        return room;
    }

    private void Keep((long User, string Room) key, AccessedRoom room, long version)
    {
        if (_answers.Count >= CacheSize)
            _answers.Clear();
        var state = _rooms.GetOrAdd(room.Id, static _ => new RoomState());
        // A change after the version was read may have come too late for this answer: give it, but do not keep it.
        if (Volatile.Read(ref _version) == version)
            _answers[key] = new Answer(room, state);
    }

    private AccessedRoom? ReadStored(long userId, string room)
    {
        using var connection = db.OpenRead();
        return (Ids.TryParse(room, out var id)
            ? connection.QueryFirstOrDefault<StoredAccess>($"{StoredColumns} WHERE r.id = @id", new { userId, id })
            : connection.QueryFirstOrDefault<StoredAccess>($"{StoredColumns} WHERE r.name = @name", new { userId, name = room.ToLowerInvariant() }))
            ?.ToRoom(Timestamp.Now(clock));
    }

    private bool HasEnded(AccessedRoom known) => known.TrueUntil is { } until && until.Milliseconds <= Timestamp.Now(clock).Milliseconds;

    void ICommitListener.Committed(IReadOnlyList<CommittedEvent> committed)
    {
        foreach (var happened in committed)
        {
            if (happened is LiveEvent { AccessChangedIn: { } roomId })
            {
                Interlocked.Increment(ref _version);
                Forget(roomId);
            }
            else if (happened is ServerRoleChanged)
            {
                Interlocked.Increment(ref _version);
                foreach (var known in _rooms.Keys)
                    Forget(known);
            }
        }
    }

    private void Forget(long roomId)
    {
        if (_rooms.TryRemove(roomId, out var state))
            state.IsOld = true;
    }

    private static Problem NotMember() => Problem.Forbidden("Only members can do that; join the room first.");

    private sealed class StoredAccess : StoredStanding
    {
        public long Id { get; set; }

        public string Name { get; set; } = "";

        public long AnnounceOnly { get; set; }

        public long SlowModeSeconds { get; set; }

        public long? ArchivedAt { get; set; }

        public long Options { get; set; }

        public long IsVisitor { get; set; }

        public AccessedRoom ToRoom(Timestamp now) => new(
            Id, Name, Wire.Parse<Visibility>(Visibility), Wire.Parse<RoomKind>(Kind), MemberRole)
        {
            ServerRole = Wire.Parse<Role>(ServerRole!),
            IsVisitor = IsVisitor != 0,
            IsVoiced = IsVoiced is 1,
            Options = (RoomOptions)Options,
            Standing = ToStanding(now),
            AnnounceOnly = AnnounceOnly != 0,
            SlowModeSeconds = (int)SlowModeSeconds,
            IsArchived = ArchivedAt is not null,
            Ban = Ban(now),
            Timeout = Timeout(now),
        };
    }

    private sealed record Answer(AccessedRoom Room, RoomState State);

    /// <summary>Shared by all answers about one room, so that one write makes them all old.</summary>
    private sealed class RoomState
    {
        public volatile bool IsOld;
    }
}
