using Parlor.Server.Accounts;
using Parlor.Server.Audit;
using Parlor.Server.Data;
using Parlor.Server.Pictures;

namespace Parlor.Server.Rooms;

/// <summary>Changes a room's details, or does away with it.</summary>
public sealed class ChangeRoom(Db db, RoomAccess access, RoomStore rooms, People people, PictureFiles pictures, TimeProvider clock)
{
    /// <summary>
    /// Changes what is given; the rest stays. What is said of the room takes one permission, how it is found and used another. Of a room
    /// in the archive nothing changes until it is taken out.
    /// </summary>
    /// <exception cref="Problem"><c>not_found</c>, <c>forbidden</c>, <c>invalid</c>, <c>too_large</c> or <c>conflict</c>.</exception>
    public async Task<Room> Update(long userId, string? room, UpdateRoomRequest change)
    {
        var accessed = access.RequireVisible(userId, room);
        if (change.Manages)
            access.Require(userId, room, RoomPermission.ManageRoom);
        if (change.IsTopicAlone && accessed.Options.HasFlag(RoomOptions.OpenTopic))
            access.Require(userId, room, RoomPermission.Post);
        else if (change.Edits || !change.Manages)
            access.Require(userId, room, RoomPermission.EditRoom);
        var by = people.Get(userId);
        var now = Timestamp.Now(clock);

        await db.Write(transaction =>
        {
            var old = RoomStore.Details(transaction, accessed.Id);
            var wanted = change.Apply(old, now);
            var details = accessed.Kind == RoomKind.Room ? wanted.Check() : wanted.CheckTexts();
            if (details == old)
                return;
            if (old.ArchivedAt is not null && details.ArchivedAt is not null)
                throw Problem.Forbidden("The room is archived: take it out of the archive first.");
            RoomStore.Update(transaction, new RoomUpdated { RoomId = accessed.Id, At = now, ActorId = userId, By = by, Details = details, Before = old });
        });
        return await rooms.Get(userId, accessed.Id);
    }

    /// <summary>Gives the room a picture, or takes it away.</summary>
    /// <exception cref="Problem"><c>not_found</c> or <c>forbidden</c>.</exception>
    public async Task<Room> SetAvatar(long userId, string room, Picture? picture)
    {
        var accessed = access.Require(userId, room, RoomPermission.EditRoom);
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
                    Before = old,
                });
            }

            return old.AvatarUrl;
        }));
        return await rooms.Get(userId, accessed.Id);
    }

    /// <summary>Deletes the room with all that was said in it.</summary>
    /// <exception cref="Problem"><c>not_found</c> or <c>forbidden</c>.</exception>
    public Task Delete(long userId, string? room)
    {
        var accessed = access.Require(userId, room, RoomPermission.DeleteRoom);
        var now = Timestamp.Now(clock);
        return pictures.Replace(picture: null, _ => db.Write(transaction =>
        {
            var gone = RoomStore.Details(transaction, accessed.Id);
            RoomStore.Delete(transaction, accessed.Id);
            // The room takes its part of the audit log with it. What a private room was called is not for the whole server to know.
            AuditLog.Record(transaction, new AuditEntry(AuditAction.RoomDeleted, userId, now)
            {
                Changes = gone.Visibility == Visibility.Public ? [AuditChange.Of("name", gone.Name, null)] : [],
            });
            return gone.AvatarUrl;
        }));
    }
}
