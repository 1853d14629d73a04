using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>Makes a group: a conversation of a few people, all with the same rights, that others cannot find.</summary>
public sealed class CreateGroup(Db db, RoomStore rooms, People people, TimeProvider clock)
{
    /// <param name="userId">Who makes it, and is in it.</param>
    /// <param name="users">The others, by id or username.</param>
    /// <param name="title">A title, or nothing: then it is called by its people.</param>
    /// <exception cref="Problem">
    /// <c>invalid</c> or <c>too_large</c>, with the field; <c>not_found</c>: there is no such person; <c>forbidden</c>: a block lies
    /// between its maker and one of the others.
    /// </exception>
    public async Task<Room> Execute(long userId, IReadOnlyList<string>? users, string? title)
    {
        var id = Ids.Next(clock);
        var details = new RoomDetails(Conversation.GroupName(id), title ?? "", "", Visibility.Private).CheckTexts();
        var (me, others) = (people.Get(userId), Others(userId, users));
        var now = Timestamp.Now(clock);
        MemberJoined[] joined =
        [
            new() { RoomId = id, At = now, ActorId = userId, User = me, Given = new GivenRole(RoomRole.Member, null) },
            .. others.Select(other => new MemberJoined { RoomId = id, At = now, ActorId = userId, User = other, By = me, Given = new GivenRole(RoomRole.Member, null) }),
        ];

        await db.Write(transaction =>
        {
            foreach (var other in others)
                Blocks.RequireNone(transaction, userId, Ids.Parse(other.Id));
            RoomStore.Create(transaction, id, details, RoomKind.Group, now);
            foreach (var one in joined)
                MembershipStore.Add(transaction, one);
        });
        return await rooms.Get(userId, id);
    }

    private List<Person> Others(long userId, IReadOnlyList<string>? users)
    {
        if (users is null)
            throw Problem.Invalid("users", "users is missing: who else is in the group.");
        if (users.Count >= Conversation.MostPeople)
            throw Problem.TooLarge("users", $"A group has {Conversation.MostPeople} people at most.");
        var others = users.Select(people.Require).Distinct().Where(person => Ids.Parse(person.Id) != userId).ToList();
        return others.Count > 0 ? others : throw Problem.Invalid("users", "A group needs somebody else.");
    }
}
