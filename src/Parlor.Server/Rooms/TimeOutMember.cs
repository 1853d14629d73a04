using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>Silences a member until a time, and ends that before its time. It outlives leaving and coming back.</summary>
public sealed class TimeOutMember(Db db, RoomAccess access, People people, TimeProvider clock)
{
    /// <summary>Silences a member; one who is silenced already is so on the new terms.</summary>
    /// <exception cref="Problem">
    /// <c>not_found</c> (room, person, or they are not a member), <c>forbidden</c>; <c>invalid</c> or <c>too_large</c>, with the field.
    /// </exception>
    public async Task<Restricted> Execute(long userId, string? room, string? person, RestrictionTerms terms)
    {
        var accessed = access.Require(userId, room, RoomPermission.Timeout);
        var (by, subject) = (people.Get(userId), people.Require(person));
        var now = Timestamp.Now(clock);
        var silenced = new MemberTimedOut
        {
            RoomId = accessed.Id,
            At = now,
            ActorId = userId,
            User = subject,
            By = by,
            Restriction = terms.ForTimeout(now),
        };
        await db.Write(transaction =>
        {
            if (RoomAccess.RequireAbove(transaction, accessed, userId, Ids.Parse(subject.Id), RoomPermission.Timeout) is null)
                throw Problem.NotFound("That person is not a member.");
            RestrictionStore.TimeOut(transaction, silenced);
        });
        return new Restricted(subject, by, now, silenced.Restriction.Until, silenced.Restriction.Reason);
    }

    /// <summary>Lets a member speak again.</summary>
    /// <exception cref="Problem"><c>not_found</c> (room, person, or they are not silenced) or <c>forbidden</c>.</exception>
    public Task Lift(long userId, string? room, string? person)
    {
        var accessed = access.Require(userId, room, RoomPermission.Timeout);
        var subject = people.Require(person);
        var ended = new TimeoutEnded { RoomId = accessed.Id, At = Timestamp.Now(clock), ActorId = userId, User = subject, By = people.Get(userId) };
        return db.Write(transaction =>
        {
            RoomAccess.RequireAbove(transaction, accessed, userId, Ids.Parse(subject.Id), RoomPermission.Timeout);
            RestrictionStore.Lift(transaction, ended);
        });
    }
}
