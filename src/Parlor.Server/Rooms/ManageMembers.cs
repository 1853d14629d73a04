using Parlor.Server.Accounts;
using Parlor.Server.Audit;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>
/// What members do to each other: add, remove, give a role. Nobody acts on somebody of their own rank or above (owners may), gives what
/// they do not have, or raises themselves; and a room keeps an owner.
/// </summary>
public sealed class ManageMembers(
    Db db, RoomAccess access, JoinRoom joinRoom, MembershipStore members, People people, TimeProvider clock)
{
    /// <summary>
    /// Adds a person, or changes the role of a member. Putting oneself into a public room is joining it; giving oneself a lower role is
    /// stepping down.
    /// </summary>
    /// <param name="userId">Who does it.</param>
    /// <param name="room">The room's id or name.</param>
    /// <param name="person">To whom: id or username.</param>
    /// <param name="role">A built-in role; null leaves it, or gives the one of a newcomer.</param>
    /// <param name="customRole">The id of one of the room's own roles, in place of <paramref name="role"/>.</param>
    /// <exception cref="Problem">
    /// <c>not_found</c> (room, person or own role), <c>invalid</c>; <c>forbidden</c>, also when a block lies between the two, or they are banned;
    /// <c>conflict</c>: the room would have no owner; <c>too_large</c>: the group is full.
    /// </exception>
    public async Task<(Member Member, bool Added)> Put(long userId, string? room, string? person, RoomRole? role, string? customRole)
    {
        var subject = people.Require(person);
        var subjectId = Ids.Parse(subject.Id);
        if (role is not null && customRole is not null)
            throw Problem.Invalid("customRole", "A member has a role or one of the room's own, not both.");
        var seen = access.RequireVisible(userId, room);
        if (subjectId == userId && seen.Role is null)
        {
            if (role > RoomRole.Member || customRole is not null)
                throw Problem.Forbidden("Nobody can give themselves a role.");
            await joinRoom.Join(userId, room);
            return (await members.Get(seen.Id, userId), true);
        }

        var accessed = access.RequireStanding(userId, room).Room;
        accessed.RequireInUse();
        if ((role is not null || customRole is not null) && subjectId != userId)
            access.Require(userId, room, RoomPermission.ManageRoles);
        var (by, now) = (people.Get(userId), Timestamp.Now(clock));
        var added = await db.Write(transaction =>
        {
            var mine = MembershipStore.RequireStanding(transaction, accessed, userId);
            var theirs = MembershipStore.StandingOf(transaction, accessed.Id, subjectId);
            if (theirs is null)
                mine.Require(RoomPermission.AddPeople);
            var plain = theirs ?? Standing.Of(MembershipStore.NewcomersRole(transaction, subjectId));
            var wanted = customRole is not null ? Standing.Of(CustomRoleStore.Get(transaction, accessed.Id, customRole))
                : role is { } builtIn ? Standing.Of(builtIn)
                : plain;
            if (wanted != plain)
            {
                RequireMayChange(mine, theirs, wanted, isSelf: subjectId == userId);
                if (theirs is { Rank: RoomRole.Owner } && wanted.Rank < RoomRole.Owner && !accessed.IsPassing)
                    MembershipStore.RequireOtherOwner(transaction, accessed.Id, subjectId);
            }

            if (theirs is null)
            {
                Blocks.RequireNone(transaction, userId, subjectId);
                RestrictionStore.RequireNotBanned(transaction, accessed.Id, subjectId, now);
                if (accessed.Kind == RoomKind.Group)
                    MembershipStore.RequireSpace(transaction, accessed.Id);
                MembershipStore.Add(transaction, new MemberJoined
                {
                    RoomId = accessed.Id,
                    At = now,
                    ActorId = userId,
                    User = subject,
                    By = by,
                    Given = GivenRole.Of(wanted),
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
                    Given = GivenRole.Of(wanted),
                    Before = GivenRole.Of(theirs),
                });
            }

            return theirs is null;
        });
        return (await members.Get(accessed.Id, subjectId), added);
    }

    /// <summary>Removes a member; removing oneself is leaving.</summary>
    /// <param name="userId">Who does it.</param>
    /// <param name="room">The room's id or name.</param>
    /// <param name="person">Whom: id or username.</param>
    /// <param name="reason">Why, for the audit log.</param>
    /// <exception cref="Problem">
    /// <c>not_found</c> (room, or the person is not a member), <c>forbidden</c>; <c>conflict</c>: the room would have no owner;
    /// <c>invalid</c> or <c>too_large</c>: the reason.
    /// </exception>
    public Task Remove(long userId, string? room, string? person, string? reason = null)
    {
        var subject = people.Require(person);
        var subjectId = Ids.Parse(subject.Id);
        if (subjectId == userId)
            return joinRoom.Leave(userId, room);

        var accessed = access.Require(userId, room, RoomPermission.Kick);
        var left = new MemberLeft
        {
            RoomId = accessed.Id,
            At = Timestamp.Now(clock),
            ActorId = userId,
            User = subject,
            By = people.Get(userId),
            Reason = AuditEntry.CheckReason(reason),
        };
        return db.Write(transaction =>
        {
            if (RoomAccess.RequireAbove(transaction, accessed, userId, subjectId, RoomPermission.Kick) is null)
                throw Problem.NotFound("That person is not a member.");
            MembershipStore.Remove(transaction, left);
            var title = RoomStore.Details(transaction, accessed.Id).Title;
            transaction.Publish(new RemovedFromRoom(
                subjectId, new RemovedFromRoomBody(Ids.Text(accessed.Id), title, left.By!, Banned: false, Until: null, left.Reason)));
        });
    }

    private static void RequireMayChange(Standing mine, Standing? theirs, Standing wanted, bool isSelf)
    {
        if (isSelf && !mine.MayGive(wanted))
            throw Problem.Forbidden("Nobody can raise themselves.");
        if (isSelf)
            return;
        mine.Require(RoomPermission.ManageRoles);
        if (theirs is not null)
            mine.RequireAbove(theirs.Rank);
        if (!mine.MayGive(wanted))
            throw Problem.Forbidden("Nobody can give more than they have.");
    }
}
