using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>Hands a room over: another member becomes its owner, and the owner an admin.</summary>
public sealed class HandOverRoom(Db db, RoomAccess access, RoomStore rooms, People people, TimeProvider clock)
{
    /// <exception cref="Problem">
    /// <c>not_found</c> (room, person, or they are not a member), <c>forbidden</c>; <c>invalid</c>: to oneself.
    /// </exception>
    public async Task<Room> Execute(long userId, string? room, string? person)
    {
        var accessed = access.Require(userId, room, RoomPermission.HandOver);
        var heir = people.Require(person);
        var heirId = Ids.Parse(heir.Id);
        if (heirId == userId)
            throw Problem.Invalid("user", "That is you already.");
        var (owner, now) = (people.Get(userId), Timestamp.Now(clock));
        await db.Write(transaction =>
        {
            MembershipStore.RequireStanding(transaction, accessed, userId).Require(RoomPermission.HandOver);
            var before = MembershipStore.StandingOf(transaction, accessed.Id, heirId) ?? throw Problem.NotFound("That person is not a member.");
            Give(transaction, heir, RoomRole.Owner, GivenRole.Of(before));
            Give(transaction, owner, RoomRole.Admin, new GivenRole(RoomRole.Owner, null));
        });
        return await rooms.Get(userId, accessed.Id);

        void Give(WriteTransaction transaction, Person to, RoomRole role, GivenRole before) => MembershipStore.ChangeRole(transaction, new MemberUpdated
        {
            RoomId = accessed.Id,
            At = now,
            ActorId = userId,
            User = to,
            By = owner,
            Given = new GivenRole(role, null),
            Before = before,
            HandsOver = role == RoomRole.Owner,
        });
    }
}
