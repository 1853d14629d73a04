using System.Collections.Concurrent;
using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Rooms;

/// <summary>A room that somebody may see, and what they are in it: what <see cref="RoomAccess"/> hands out.</summary>
public sealed record AccessedRoom(long Id, string Name, Visibility Visibility, RoomKind Kind, RoomRole? Role)
{
    /// <summary>Refuses what makes no sense in a room of another kind.</summary>
    /// <exception cref="Problem"><c>forbidden</c>.</exception>
    public AccessedRoom Only(params ReadOnlySpan<RoomKind> kinds) => kinds.Contains(Kind)
        ? this
        : throw Problem.Forbidden(Kind switch
        {
            RoomKind.Direct => "A direct conversation is of its two people and stays as it is.",
            RoomKind.Group => "That is not done in a group; turn it into a room first.",
            _ => "That is for groups, and this is a room.",
        });
}

/// <summary>
/// The one door to rooms: every feature and gateway gets a room from here, or the sender gets a <see cref="Problem"/>. Answers come
/// from memory; a committed event that changes who may do what makes them old before its writer learns that it is stored.
/// </summary>
public sealed class RoomAccess(Db db, Blocks blocks) : ICommitListener
{
    /// <summary>Characters of a reference that could name a room, and room to spare: longer ones are refused, not kept in memory.</summary>
    private const int LongestReference = 200;

    /// <summary>Answers kept at most; beyond that all are forgotten and read afresh.</summary>
    private const int CacheSize = 200_000;

    private readonly ConcurrentDictionary<(long User, string Room), Answer> _answers = new();
    private readonly ConcurrentDictionary<long, RoomState> _rooms = new();
    private long _version;

    /// <summary>The room, which the person can see: one that is public, or that they are a member of.</summary>
    /// <param name="userId">Who asks.</param>
    /// <param name="room">The room's id or name.</param>
    /// <exception cref="Problem"><c>not_found</c>: there is none, or they may not know of it.</exception>
    public AccessedRoom RequireVisible(long userId, string? room)
    {
        var key = (userId, Input.Text("room", Input.Required("room", room), LongestReference));
        return _answers.TryGetValue(key, out var known) && !known.State.IsOld ? known.Room : Read(key);
    }

    /// <summary>The room, which the person is a member of.</summary>
    /// <exception cref="Problem"><c>not_found</c>, or <c>forbidden</c> for a public room that they have not joined.</exception>
    public AccessedRoom Require(long userId, string? room)
    {
        var accessed = RequireVisible(userId, room);
        return accessed.Role is null ? throw Problem.Forbidden("Only members can do that; join the room first.") : accessed;
    }

    /// <summary>The room, which the person may say something in: a direct conversation with somebody no block lies between, too.</summary>
    /// <exception cref="Problem"><c>not_found</c> or <c>forbidden</c>.</exception>
    public AccessedRoom RequireToPost(long userId, string? room)
    {
        var accessed = Require(userId, room);
        if (accessed.Kind == RoomKind.Direct)
            blocks.RequireNone(userId, Conversation.OtherThan(userId, accessed.Name));
        return accessed;
    }

    /// <summary>The room, in which the person is at least <paramref name="role"/>.</summary>
    /// <exception cref="Problem"><c>not_found</c> or <c>forbidden</c>.</exception>
    public AccessedRoom Require(long userId, string? room, RoomRole role)
    {
        var accessed = Require(userId, room);
        return accessed.Role < role ? throw Problem.Forbidden($"Only the room's {Plural(role)} can do that.") : accessed;
    }

    /// <summary>Whether the person is a member of the room, and at least <paramref name="role"/>.</summary>
    public bool IsMember(long userId, long roomId, RoomRole role = RoomRole.Member)
    {
        try
        {
            return RequireVisible(userId, Ids.Text(roomId)).Role >= role;
        }
        catch (Problem)
        {
            return false;
        }
    }

    private AccessedRoom Read((long User, string Room) key)
    {
        var version = Volatile.Read(ref _version);
        var room = ReadStored(key.User, key.Room);
        if (room is null || (room.Role is null && room.Visibility == Visibility.Private))
            throw Problem.NotFound("There is no such room.");

        if (_answers.Count >= CacheSize)
            _answers.Clear();
        var state = _rooms.GetOrAdd(room.Id, static _ => new RoomState());
        // A change after the version was read may have come too late for this answer: give it, but do not keep it.
        if (Volatile.Read(ref _version) == version)
            _answers[key] = new Answer(room, state);
        return room;
    }

    private AccessedRoom? ReadStored(long userId, string room)
    {
        const string Columns = """
            SELECT r.id, r.name, r.visibility, r.kind, m.role
              FROM rooms r LEFT JOIN memberships m ON m.room_id = r.id AND m.user_id = @userId
            """;
        using var connection = db.OpenRead();
        var stored = Ids.TryParse(room, out var id)
            ? connection.QueryFirstOrDefault<StoredAccess>($"{Columns} WHERE r.id = @id", new { userId, id })
            : connection.QueryFirstOrDefault<StoredAccess>($"{Columns} WHERE r.name = @name", new { userId, name = room.ToLowerInvariant() });
        return stored is null
            ? null
            : new AccessedRoom(
                stored.Id,
                stored.Name,
                Wire.Parse<Visibility>(stored.Visibility),
                Wire.Parse<RoomKind>(stored.Kind),
                stored.Role is { } role ? Wire.Parse<RoomRole>(role) : null);
    }

    void ICommitListener.Committed(IReadOnlyList<CommittedEvent> committed)
    {
        foreach (var happened in committed)
        {
            if (happened is not LiveEvent { AccessChangedIn: { } roomId })
                continue;
            Interlocked.Increment(ref _version);
            if (_rooms.TryRemove(roomId, out var state))
                state.IsOld = true;
        }
    }

    private static string Plural(RoomRole role) => role == RoomRole.Admin ? "owners and admins" : $"{Wire.Text(role)}s";

    private sealed record StoredAccess(long Id, string Name, string Visibility, string Kind, string? Role);

    private sealed record Answer(AccessedRoom Room, RoomState State);

    /// <summary>Shared by all answers about one room, so that one write makes them all old.</summary>
    private sealed class RoomState
    {
        public volatile bool IsOld;
    }
}
