using System.Collections.Concurrent;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>What IRC needs to know of a room to say what happens there.</summary>
/// <param name="Id">The room.</param>
/// <param name="Name">Its name, without a number sign.</param>
/// <param name="Kind">What it is to its people.</param>
/// <param name="IsPassing">Whether somebody without an account has made it: roles have other modes there.</param>
internal sealed record IrcRoom(long Id, string Name, RoomKind Kind, bool IsPassing)
{
    public string Channel => "#" + Name;

    public static IrcRoom Of(AccessedRoom room) => new(room.Id, room.Name, room.Kind, room.IsPassing);

    public static IrcRoom Of(Room room) => new(Ids.Parse(room.Id), room.Name, room.Kind, room.Options.HasFlag(RoomOptions.Passing));
}

/// <summary>Rooms by their ids, from memory: events come faster than the database is asked.</summary>
internal sealed class IrcRooms(RoomAccess access) : ICommitListener
{
    /// <summary>Rooms kept; one more, and the memory starts again empty.</summary>
    private const int Capacity = 50_000;

    private readonly ConcurrentDictionary<long, IrcRoom> _rooms = new();

    /// <summary>The room, if it is known; else <see cref="Load"/> it.</summary>
    public IrcRoom? Find(long roomId) => _rooms.GetValueOrDefault(roomId);

    public void Keep(IrcRoom room)
    {
        if (_rooms.Count >= Capacity)
            _rooms.Clear();
        _rooms[room.Id] = room;
    }

    /// <summary>The room, read where it is not known.</summary>
    public IrcRoom Get(long roomId, long readerId) => Find(roomId) ?? Load(roomId, readerId);

    /// <summary>Reads the room; one that is gone has its id for a name.</summary>
    public IrcRoom Load(long roomId, long readerId)
    {
        IrcRoom room;
        try
        {
            room = IrcRoom.Of(access.Of(readerId, roomId));
        }
        catch (Problem gone) when (gone.Code == ProblemCode.NotFound)
        {
            room = new IrcRoom(roomId, Ids.Text(roomId), RoomKind.Room, IsPassing: false);
        }

        Keep(room);
        return room;
    }

    void ICommitListener.Committed(IReadOnlyList<CommittedEvent> committed)
    {
        foreach (var happened in committed)
        {
            if (happened is RoomUpdated { RoomId: var id, Details.Name: var name } && _rooms.TryGetValue(id, out var room))
                _rooms[id] = room with { Name = name, Kind = happened is GroupConverted ? RoomKind.Room : room.Kind };
        }
    }
}
