using Parlor.Server.Accounts;
using Parlor.Server.Audit;
using Parlor.Server.Data;
using Parlor.Server.Pictures;
using Parlor.Server.Rooms;

namespace Parlor.Server.Administration;

/// <summary>
/// What administrators do with rooms that they are not in, private ones too: put one into the archive and out of it, delete it, give it an
/// owner when it has none. None of it shows them what is said there.
/// </summary>
public sealed class ManageRooms(Db db, People people, PictureFiles pictures, TimeProvider clock)
{
    /// <exception cref="Problem"><c>not_found</c>, <c>forbidden</c>; <c>invalid</c>: not said whether.</exception>
    public Task Archive(long userId, string room, bool? archived)
    {
        var wanted = archived ?? throw Problem.Invalid("archived", "archived is missing.");
        var (by, now) = (people.Get(userId), Timestamp.Now(clock));
        return db.Write(transaction =>
        {
            var roomId = Require(transaction, userId, room);
            var old = RoomStore.Details(transaction, roomId);
            if (wanted == old.ArchivedAt is not null)
                return;
            RoomStore.Update(transaction, new RoomUpdated
            {
                RoomId = roomId,
                At = now,
                ActorId = userId,
                By = by,
                Details = old with { ArchivedAt = wanted ? now : null },
                Before = old,
            });
        });
    }

    /// <summary>Deletes a room with all that was said in it.</summary>
    /// <exception cref="Problem"><c>not_found</c>, <c>forbidden</c>.</exception>
    public Task Delete(long userId, string room)
    {
        var now = Timestamp.Now(clock);
        return pictures.Replace(picture: null, _ => db.Write(transaction =>
        {
            var roomId = Require(transaction, userId, room);
            var gone = RoomStore.Details(transaction, roomId);
            RoomStore.Delete(transaction, roomId);
            // Those who may do this may know of it, whatever the room was.
            AuditLog.Record(transaction, new AuditEntry(AuditAction.RoomDeleted, userId, now)
            {
                Changes = [AuditChange.Of("name", gone.Name, null)],
            });
            return gone.AvatarUrl;
        }));
    }

    /// <summary>Makes a member the owner of a room that has none.</summary>
    /// <exception cref="Problem">
    /// <c>not_found</c> (room, person, or they are not a member), <c>forbidden</c>; <c>conflict</c>: the room has an owner, who can hand it over.
    /// </exception>
    public Task SetOwner(long userId, string room, string? person)
    {
        var heir = people.Require(person);
        var heirId = Ids.Parse(heir.Id);
        var (by, now) = (people.Get(userId), Timestamp.Now(clock));
        return db.Write(transaction =>
        {
            var roomId = Require(transaction, userId, room);
            if (transaction.QueryNumber("SELECT user_id FROM memberships WHERE room_id = $1 AND role = 'owner' LIMIT 1", roomId) is not null)
                throw Problem.Conflict("user", "The room has an owner, who can hand it over.");
            if (MembershipStore.StandingOf(transaction, roomId, heirId) is null)
                throw Problem.NotFound("That person is not a member.");
            MembershipStore.ChangeRole(transaction, new MemberUpdated
            {
                RoomId = roomId,
                At = now,
                ActorId = userId,
                User = heir,
                By = by,
                Given = new GivenRole(RoomRole.Owner, null),
            });
        });
    }

    /// <summary>The room's id, if whoever asks administers the server. Conversations and groups are not theirs to manage.</summary>
    private static long Require(WriteTransaction transaction, long userId, string room)
    {
        Administrator.Person(userId).Require(transaction);
        var isId = Ids.TryParse(room, out var id);
        return transaction.QueryNumber(
            "SELECT id FROM rooms WHERE kind = 'room' AND (id = $1 OR name = $2)", isId ? id : 0L, isId ? "" : room.ToLowerInvariant())
            ?? throw Problem.NotFound("There is no such room.");
    }
}
