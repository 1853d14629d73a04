using System.Security.Cryptography;
using System.Text;
using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>Lets a person into a public room, and out of any.</summary>
public sealed class JoinRoom(Db db, RoomAccess access, RoomStore rooms, People people, TimeProvider clock)
{
    /// <summary>Makes the person a member. Somebody who is one already gets the room, and nothing is announced.</summary>
    /// <exception cref="Problem">
    /// <c>not_found</c>: there is none, or it is private and they are not a member. <c>forbidden</c>: it is archived, or they are
    /// banned from it; with the field <c>key</c>: it has a key, and they do not say it; <c>mostMembers</c>: it is full.
    /// </exception>
    public Task<Room> Join(long userId, string? room, string? key = null) => Enter(userId, access.RequireVisible(userId, room), key);

    /// <summary>As <see cref="Join"/>, for somebody whom an invite exception of the room names: that it is private is nothing to them.</summary>
    /// <exception cref="Problem">As for <see cref="Join"/>.</exception>
    internal Task<Room> JoinExpected(long userId, long roomId, string? key) => Enter(userId, access.Of(userId, roomId), key);

    private async Task<Room> Enter(long userId, AccessedRoom accessed, string? key)
    {
        if (accessed.Role is null)
        {
            var (person, now) = (people.Get(userId), Timestamp.Now(clock));
            await db.Write(transaction =>
            {
                if (IsMember(transaction, accessed.Id, userId))
                    return;
                RequireEntry(transaction, accessed.Id, key);
                Admit(transaction, accessed.Id, person, now);
            });
        }

        return await rooms.Get(userId, accessed.Id);
    }

    /// <summary>
    /// Ends the person's own membership; in an archived room, too. A room that people without an account have made for themselves is gone
    /// with the last of them.
    /// </summary>
    /// <exception cref="Problem">
    /// <c>not_found</c>, or <c>forbidden</c> for somebody who is not a member, and in a direct conversation; <c>conflict</c>: the room would
    /// have no owner.
    /// </exception>
    public Task Leave(long userId, string? room)
    {
        var accessed = access.Require(userId, room, RoomPermission.Leave);
        var left = new MemberLeft { RoomId = accessed.Id, At = Timestamp.Now(clock), ActorId = userId, User = people.Get(userId) };
        return db.Write(transaction =>
        {
            var mine = MembershipStore.StandingOf(transaction, accessed.Id, userId);
            if (mine is null)
                return;
            if (mine.Rank == RoomRole.Owner && !accessed.IsVisitor && !accessed.IsPassing)
                MembershipStore.RequireOtherOwner(transaction, accessed.Id, userId);
            MembershipStore.Remove(transaction, left);
            if (accessed.IsVisitor || accessed.IsPassing)
                RoomStore.DeleteAbandoned(transaction, accessed.Id);
        });
    }

    /// <summary>Whether the person is a member, as of this transaction.</summary>
    internal static bool IsMember(WriteTransaction transaction, long roomId, long userId) =>
        MembershipStore.StandingOf(transaction, roomId, userId) is not null;

    /// <summary>Whoever is let in by somebody inside needs neither key nor space; whoever comes by themselves needs both.</summary>
    /// <exception cref="Problem"><c>forbidden</c>, with the field.</exception>
    private static void RequireEntry(WriteTransaction transaction, long roomId, string? key)
    {
        var settings = ChannelStore.Settings(transaction, roomId);
        if (settings.Key is { } right && !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(right), Encoding.UTF8.GetBytes(key ?? "")))
            throw Problem.Forbidden("This room has a key. Somebody inside can let you in without it.", "key");
        if (settings.MostMembers is { } most && transaction.QueryNumber("SELECT member_count FROM rooms WHERE id = $1", roomId) >= most)
            throw Problem.Forbidden("This room is full. Somebody inside can let you in all the same.", "mostMembers");
    }

    /// <summary>
    /// Makes somebody a member who is none and comes by themselves; that they may come is for the caller to have checked.
    /// </summary>
    /// <exception cref="Problem"><c>forbidden</c>: the room is archived, or they are banned from it.</exception>
    internal static void Admit(WriteTransaction transaction, long roomId, Person person, Timestamp now)
    {
        if (RoomStore.Details(transaction, roomId).ArchivedAt is not null)
            throw Problem.Forbidden(AccessedRoom.Archived.Message);
        var userId = Ids.Parse(person.Id);
        RestrictionStore.RequireNotBanned(transaction, roomId, userId, now);
        MembershipStore.Add(transaction, new MemberJoined
        {
            RoomId = roomId,
            At = now,
            ActorId = userId,
            User = person,
            Given = new GivenRole(MembershipStore.NewcomersRole(transaction, userId), null),
        });
    }
}
