using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>Makes a room; whoever makes it is its first member and owner. Not for guests of the server.</summary>
public sealed class CreateRoom(Db db, RoomStore rooms, People people, TimeProvider clock)
{
    /// <param name="userId">Who makes it.</param>
    /// <param name="details">What it is to be.</param>
    /// <param name="asVisitor">Whether somebody may who is here without an account, which is for the gateway to know.</param>
    /// <exception cref="Problem">
    /// <c>invalid</c> or <c>too_large</c>, with the field; <c>conflict</c>: the name is taken; <c>forbidden</c>: a guest asks.
    /// </exception>
    public async Task<Room> Execute(long userId, RoomDetails details, bool asVisitor = false)
    {
        if (!asVisitor && await people.ServerRoleOf(userId) == Role.Guest)
            throw Problem.Forbidden("Guests of this server make no rooms.");
        var wanted = details.Check();
        var now = Timestamp.Now(clock);
        var id = Ids.Next(clock);
        var owner = people.Get(userId);
        var joined = new MemberJoined
        {
            RoomId = id,
            At = now,
            ActorId = userId,
            User = owner,
            Given = new GivenRole(RoomRole.Owner, null),
        };
        await db.Write(transaction =>
        {
            RoomStore.Create(transaction, id, wanted, RoomKind.Room, now, asVisitor ? RoomOptions.Passing : RoomOptions.None);
            MembershipStore.Add(transaction, joined);
        });
        return await rooms.Get(userId, id);
    }
}
