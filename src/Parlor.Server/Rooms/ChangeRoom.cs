using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Pictures;

namespace Parlor.Server.Rooms;

/// <summary>Changes a room's details, or does away with it.</summary>
public sealed class ChangeRoom(Db db, RoomAccess access, RoomStore rooms, People people, PictureFiles pictures, TimeProvider clock)
{
    /// <summary>
    /// Changes what is given; the rest stays. For the room's owners and admins. In a group, title and topic are for all of its people.
    /// </summary>
    /// <exception cref="Problem"><c>not_found</c>, <c>forbidden</c>, <c>invalid</c>, <c>too_large</c> or <c>conflict</c>.</exception>
    public async Task<Room> Update(long userId, string room, UpdateRoomRequest change)
    {
        var accessed = access.Require(userId, room).Only(RoomKind.Room, RoomKind.Group);
        var isGroup = accessed.Kind == RoomKind.Group;
        if (!isGroup || change is not { Name: null, Visibility: null })
            access.Require(userId, room, RoomRole.Admin).Only(RoomKind.Room);
        var by = people.Get(userId);
        var now = Timestamp.Now(clock);

        await db.Write(transaction =>
        {
            var old = RoomStore.Details(transaction, accessed.Id);
            var wanted = old with
            {
                Name = change.Name ?? old.Name,
                Title = change.Title ?? old.Title,
                Topic = change.Topic ?? old.Topic,
                Visibility = change.Visibility ?? old.Visibility,
            };
            var details = isGroup ? wanted.CheckTexts() : wanted.Check();
            if (details != old)
                RoomStore.Update(transaction, new RoomUpdated { RoomId = accessed.Id, At = now, ActorId = userId, By = by, Details = details });
        });
        return await rooms.Get(userId, accessed.Id);
    }

    /// <summary>Gives the room a picture, or takes it away. For the room's owners and admins.</summary>
    /// <exception cref="Problem"><c>not_found</c> or <c>forbidden</c>.</exception>
    public async Task<Room> SetAvatar(long userId, string room, Picture? picture)
    {
        var accessed = access.Require(userId, room, RoomRole.Admin).Only(RoomKind.Room);
        var by = people.Get(userId);
        var now = Timestamp.Now(clock);

        await pictures.Replace(picture, address => db.Write(transaction =>
        {
            var old = RoomStore.Details(transaction, accessed.Id);
            if (!string.Equals(old.AvatarUrl, address, StringComparison.Ordinal))
            {
                RoomStore.Update(transaction, new RoomUpdated
                {
                    RoomId = accessed.Id,
                    At = now,
                    ActorId = userId,
                    By = by,
                    Details = old with { AvatarUrl = address },
                });
            }

            return old.AvatarUrl;
        }));
        return await rooms.Get(userId, accessed.Id);
    }

    /// <summary>Deletes the room with all that was said in it. For its owners.</summary>
    /// <exception cref="Problem"><c>not_found</c> or <c>forbidden</c>.</exception>
    public Task Delete(long userId, string room)
    {
        var accessed = access.Require(userId, room, RoomRole.Owner);
        return pictures.Replace(picture: null, _ => db.Write(transaction =>
        {
            var avatar = RoomStore.Details(transaction, accessed.Id).AvatarUrl;
            RoomStore.Delete(transaction, accessed.Id);
            return avatar;
        }));
    }
}
