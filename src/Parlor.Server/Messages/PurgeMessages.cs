using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Messages;

/// <summary>
/// Deletes at once what a person said in the last hour: in a room, for those who delete messages there, or in all public rooms, for
/// admins and owners of the server. Private rooms and conversations stay closed to these, here as everywhere.
/// </summary>
public sealed class PurgeMessages(Db db, RoomAccess access, PurgeStore store, PostLimit limit, People people, TimeProvider clock)
{
    /// <summary>How far back a purge goes.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromHours(1);

    /// <summary>How long it can be undone.</summary>
    public static readonly TimeSpan UndoFor = TimeSpan.FromMinutes(10);

    /// <param name="userId">Who does it.</param>
    /// <param name="room">The room's id or name.</param>
    /// <param name="user">Whose messages: id or username.</param>
    /// <exception cref="Problem"><c>not_found</c> (room or person), <c>forbidden</c>, <c>invalid</c> or <c>rate_limited</c>.</exception>
    public async Task<Purge> InRoom(long userId, string? room, string? user)
    {
        var accessed = access.Require(userId, room, RoomPermission.DeleteMessages);
        var order = Order(userId, user);
        var (count, more) = await db.Write(transaction =>
        {
            var mine = MembershipStore.RequireStanding(transaction, accessed, userId);
            mine.Require(RoomPermission.DeleteMessages);
            if (order.SubjectId != userId && MembershipStore.StandingOf(transaction, accessed.Id, order.SubjectId) is { } theirs)
                mine.RequireAbove(theirs.Rank);
            return PurgeStore.Purge(transaction, order, accessed.Id, [accessed.Id]);
        });
        return order.Done(count, more);
    }

    /// <summary>The same in all public rooms that are in use.</summary>
    /// <inheritdoc cref="InRoom"/>
    public async Task<Purge> Everywhere(long userId, string? user)
    {
        var order = Order(userId, user);
        var (count, more) = await db.Write(transaction =>
        {
            RequireServerPower(transaction, userId, order.SubjectId);
            return PurgeStore.Purge(transaction, order, roomId: null, PurgeStore.PublicRoomsOf(transaction, order));
        });
        return order.Done(count, more);
    }

    /// <summary>Puts back what a purge deleted. Whoever may purge there may also undo it.</summary>
    /// <exception cref="Problem"><c>not_found</c>: there is none, or it is too late. <c>forbidden</c>.</exception>
    public async Task Undo(long userId, string? purge)
    {
        var now = Timestamp.Now(clock);
        var stored = Ids.TryParse(Input.Required("purge", purge), out var id) ? await store.Find(id) : null;
        if (stored is null || stored.UndoUntil <= now.Milliseconds)
            throw Problem.NotFound("There is no such purge, or it is too late to undo it.");
        var accessed = stored.RoomId is { } roomId ? access.Require(userId, Ids.Text(roomId), RoomPermission.DeleteMessages) : null;
        var (by, user) = (people.Get(userId), people.Get(stored.UserId));
        await db.Write(transaction =>
        {
            if (accessed is null)
                RequireServerPower(transaction, userId, stored.UserId);
            else
                MembershipStore.RequireStanding(transaction, accessed, userId).Require(RoomPermission.DeleteMessages);
            store.Restore(transaction, id, by, user, now);
        });
    }

    private PurgeOrder Order(long userId, string? user)
    {
        var subject = people.Require(user);
        limit.Take(userId);
        return new PurgeOrder(Ids.Next(clock), people.Get(userId), subject, Timestamp.Now(clock));
    }

    private static void RequireServerPower(WriteTransaction transaction, long userId, long subjectId)
    {
        var (mine, theirs) = (RoleOf(transaction, userId), RoleOf(transaction, subjectId));
        if (mine < Role.Admin)
            throw Problem.Forbidden("Only owners and admins of the server can do that.");
        if (subjectId != userId && theirs >= mine && mine != Role.Owner)
            throw Problem.Forbidden("That can be done to people of a lower role only.");
    }

    private static Role RoleOf(WriteTransaction transaction, long userId) =>
        transaction.QueryFirst("SELECT role FROM users WHERE id = $1", row => Wire.Parse<Role>(row.GetString(0)), Role.Guest, userId);
}

/// <summary>A purge as it is asked for.</summary>
internal sealed record PurgeOrder(long Id, Person By, Person User, Timestamp At)
{
    public long SubjectId { get; } = Ids.Parse(User.Id);

    public long ActorId { get; } = Ids.Parse(By.Id);

    /// <summary>Messages from then on.</summary>
    public long Since => At.Milliseconds - (long)PurgeMessages.Reach.TotalMilliseconds;

    public Timestamp UndoUntil => new(At.Milliseconds + (long)PurgeMessages.UndoFor.TotalMilliseconds);

    public Purge Done(long count, bool more) => new(Ids.Text(Id), User, count, more, UndoUntil);
}
