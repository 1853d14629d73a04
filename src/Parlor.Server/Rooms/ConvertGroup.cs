using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>Turns a group into a room, with all that was said in it; whoever does so owns the room.</summary>
public sealed class ConvertGroup(Db db, RoomAccess access, RoomStore rooms, People people, TimeProvider clock)
{
    /// <summary>Any member may; what is not given stays.</summary>
    /// <exception cref="Problem">
    /// <c>not_found</c>; <c>forbidden</c>: not a group; <c>invalid</c> or <c>too_large</c>, with the field; <c>conflict</c>: the name is taken.
    /// </exception>
    public async Task<Room> Execute(long userId, string? room, ConvertGroupRequest request)
    {
        var accessed = access.Require(userId, room, RoomPermission.ConvertGroup);
        var wanted = new RoomDetails(
            Input.Required("name", request.Name),
            request.Title ?? "",
            "",
            request.Visibility ?? throw Problem.Invalid("visibility", "visibility is missing: public or private.")).Check();
        var (me, now) = (people.Get(userId), Timestamp.Now(clock));

        await db.Write(transaction =>
        {
            var old = RoomStore.Details(transaction, accessed.Id);
            var title = request.Title ?? old.Title;
            RoomStore.Convert(transaction, new GroupConverted
            {
                RoomId = accessed.Id,
                At = now,
                ActorId = userId,
                By = me,
                Details = (wanted with { Title = title, Topic = old.Topic }).Check(),
            });
            MembershipStore.ChangeRole(transaction, new MemberUpdated
            {
                RoomId = accessed.Id,
                At = now,
                ActorId = userId,
                User = me,
                By = me,
                Given = new GivenRole(RoomRole.Owner, null),
            });
        });
        return await rooms.Get(userId, accessed.Id);
    }
}
