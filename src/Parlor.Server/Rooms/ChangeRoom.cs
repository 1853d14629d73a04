using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>Changes a room's details, or does away with it.</summary>
public sealed class ChangeRoom(Db db, RoomAccess access, RoomStore rooms, People people, TimeProvider clock)
{
    /// <summary>Changes what is given; the rest stays. For the room's owners and admins.</summary>
    /// <exception cref="Problem"><c>not_found</c>, <c>forbidden</c>, <c>invalid</c>, <c>too_large</c> or <c>conflict</c>.</exception>
    public async Task<Room> Update(long userId, string room, UpdateRoomRequest change)
    {
        var accessed = access.Require(userId, room, RoomRole.Admin);
        var by = people.Get(userId);
        var now = Timestamp.Now(clock);

        await db.Write(transaction =>
        {
            var old = RoomStore.Details(transaction, accessed.Id);
            var details = new RoomDetails(
                change.Name ?? old.Name, change.Title ?? old.Title, change.Topic ?? old.Topic, change.Visibility ?? old.Visibility).Check();
            if (details != old)
                RoomStore.Update(transaction, new RoomUpdated { RoomId = accessed.Id, At = now, ActorId = userId, By = by, Details = details });
        });
        return await rooms.Get(userId, accessed.Id);
    }

    /// <summary>Deletes the room with all that was said in it. For its owners.</summary>
    /// <exception cref="Problem"><c>not_found</c> or <c>forbidden</c>.</exception>
    public Task Delete(long userId, string room)
    {
        var accessed = access.Require(userId, room, RoomRole.Owner);
        return db.Write(transaction => RoomStore.Delete(transaction, accessed.Id));
    }
}
