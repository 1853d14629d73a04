using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>
/// Closes a room to somebody, member or not, and opens it again. Whoever is banned cannot join, be added or come by an invitation, and a
/// private room does not exist for them.
/// </summary>
public sealed class BanFromRoom(Db db, RoomAccess access, People people, TimeProvider clock)
{
    /// <summary>Bans a person; one who is banned already is so on the new terms.</summary>
    /// <exception cref="Problem">
    /// <c>not_found</c> (room or person), <c>forbidden</c>; <c>invalid</c> or <c>too_large</c>, with the field.
    /// </exception>
    public async Task<Restricted> Execute(long userId, string? room, string? person, RestrictionTerms terms)
    {
        var accessed = access.Require(userId, room, RoomPermission.Ban);
        var (by, subject) = (people.Get(userId), people.Require(person));
        var subjectId = Ids.Parse(subject.Id);
        var now = Timestamp.Now(clock);
        var restriction = terms.ForBan(now);

        await db.Write(transaction =>
        {
            var theirs = RoomAccess.RequireAbove(transaction, accessed, userId, subjectId, RoomPermission.Ban);
            RequireNoKeeperOfOrder(transaction, accessed, subjectId);
            RestrictionStore.Ban(transaction, new MemberBanned
            {
                RoomId = accessed.Id,
                At = now,
                ActorId = userId,
                User = subject,
                By = by,
                Restriction = restriction,
            });
            if (theirs is not null)
            {
                MembershipStore.Remove(
                    transaction, new MemberLeft { RoomId = accessed.Id, At = now, ActorId = userId, User = subject, By = by, IsBanned = true });
                var title = RoomStore.Details(transaction, accessed.Id).Title;
                transaction.Publish(new RemovedFromRoom(
                    subjectId, new RemovedFromRoomBody(Ids.Text(accessed.Id), title, by, Banned: true, restriction.Until, restriction.Reason)));
            }
        });
        return new Restricted(subject, by, now, restriction.Until, restriction.Reason);
    }

    /// <summary>Lets somebody come back, when they like.</summary>
    /// <exception cref="Problem"><c>not_found</c> (room, person, or they are not banned) or <c>forbidden</c>.</exception>
    public Task Lift(long userId, string? room, string? person)
    {
        var accessed = access.Require(userId, room, RoomPermission.Ban);
        var subject = people.Require(person);
        var lifted = new MemberUnbanned
        {
            RoomId = accessed.Id,
            At = Timestamp.Now(clock),
            ActorId = userId,
            User = subject,
            By = people.Get(userId),
        };
        return db.Write(transaction =>
        {
            RoomAccess.RequireAbove(transaction, accessed, userId, Ids.Parse(subject.Id), RoomPermission.Ban);
            RestrictionStore.Lift(transaction, lifted);
        });
    }

    private static void RequireNoKeeperOfOrder(WriteTransaction transaction, AccessedRoom accessed, long subjectId)
    {
        var role = transaction.QueryFirst("SELECT role FROM users WHERE id = $1", row => Wire.Parse<Role>(row.GetString(0)), Role.Guest, subjectId);
        if (Standing.OfOutsider(role, accessed.Visibility) is not null)
            throw Problem.Forbidden("Admins and owners of the server keep order in public rooms, and cannot be banned from them.");
    }
}
