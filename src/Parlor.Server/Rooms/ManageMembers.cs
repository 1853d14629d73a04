using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>
/// What members do to each other: add, remove, give a role. Any member may add people as members; roles and removals are for owners
/// and admins, and nobody acts on, or makes, somebody above themselves.
/// </summary>
public sealed class ManageMembers(
    Db db, RoomAccess access, JoinRoom joinRoom, MembershipStore members, People people, TimeProvider clock)
{
    /// <summary>Adds a person, or changes the role of a member. Putting oneself into a public room is joining it.</summary>
    /// <exception cref="Problem">
    /// <c>not_found</c> (room or person); <c>forbidden</c>, also when a block lies between the two; <c>too_large</c>: the group is full.
    /// </exception>
    public async Task<(Member Member, bool Added)> Put(long userId, string room, string person, RoomRole? role)
    {
        var subject = people.Require(person);
        var subjectId = Ids.Parse(subject.Id);
        var seen = access.RequireVisible(userId, room);
        if (subjectId == userId && seen.Role is null)
        {
            if (role > RoomRole.Member)
                throw Problem.Forbidden("Nobody can give themselves a role.");
            await joinRoom.Join(userId, room);
            return (await members.Get(seen.Id, userId), true);
        }

        var accessed = access.Require(userId, room).Only(RoomKind.Room, RoomKind.Group);
        var (by, now) = (people.Get(userId), Timestamp.Now(clock));
        var added = await db.Write(transaction =>
        {
            var mine = RequireRole(transaction, accessed.Id, userId);
            var theirs = MembershipStore.RoleOf(transaction, accessed.Id, subjectId);
            var wanted = role ?? theirs ?? RoomRole.Member;
            if (wanted != (theirs ?? RoomRole.Member))
                RequireAbove(mine, theirs, wanted);

            if (theirs is null)
            {
                Blocks.RequireNone(transaction, userId, subjectId);
                if (accessed.Kind == RoomKind.Group)
                    MembershipStore.RequireSpace(transaction, accessed.Id);
                MembershipStore.Add(transaction, new MemberJoined
                {
                    RoomId = accessed.Id,
                    At = now,
                    ActorId = userId,
                    User = subject,
                    By = by,
                    Role = wanted,
                });
            }
            else if (wanted != theirs)
            {
                MembershipStore.ChangeRole(transaction, new MemberUpdated
                {
                    RoomId = accessed.Id,
                    At = now,
                    ActorId = userId,
                    User = subject,
                    By = by,
                    Role = wanted,
                });
            }

            return theirs is null;
        });
        return (await members.Get(accessed.Id, subjectId), added);
    }

    /// <summary>Removes a member; removing oneself is leaving.</summary>
    /// <exception cref="Problem"><c>not_found</c> (room, or the person is not a member) or <c>forbidden</c>.</exception>
    public Task Remove(long userId, string room, string person)
    {
        var subject = people.Require(person);
        var subjectId = Ids.Parse(subject.Id);
        if (subjectId == userId)
            return joinRoom.Leave(userId, room);

        var accessed = access.Require(userId, room).Only(RoomKind.Room, RoomKind.Group);
        var left = new MemberLeft
        {
            RoomId = accessed.Id,
            At = Timestamp.Now(clock),
            ActorId = userId,
            User = subject,
            By = people.Get(userId),
        };
        return db.Write(transaction =>
        {
            var theirs = MembershipStore.RoleOf(transaction, accessed.Id, subjectId) ?? throw Problem.NotFound("That person is not a member.");
            RequireAbove(RequireRole(transaction, accessed.Id, userId), theirs, RoomRole.Member);
            MembershipStore.Remove(transaction, left);
        });
    }

    private static RoomRole RequireRole(WriteTransaction transaction, long roomId, long userId) =>
        MembershipStore.RoleOf(transaction, roomId, userId) ?? throw Problem.Forbidden("Only members can do that.");

    private static void RequireAbove(RoomRole mine, RoomRole? theirs, RoomRole wanted)
    {
        if (mine < RoomRole.Admin || theirs > mine || wanted > mine)
            throw Problem.Forbidden("Only owners and admins can do that, and only up to their own role.");
    }
}
