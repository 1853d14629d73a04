using Parlor.Server.Accounts;
using Parlor.Server.Audit;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Messages;

/// <summary>What waits because of a filter: read, released or rejected by those who delete messages in the room.</summary>
public sealed class DecideHeldMessage(Db db, RoomAccess access, HeldMessageStore store, TimeProvider clock)
{
    /// <summary>What waits in the room; for those who cannot decide, what they wrote themselves.</summary>
    /// <exception cref="Problem"><c>not_found</c> or <c>forbidden</c>.</exception>
    public Task<IReadOnlyList<HeldMessage>> List(long userId, string? room)
    {
        var (accessed, standing) = access.RequireStanding(userId, room);
        return store.Waiting(accessed.Id, standing.May(RoomPermission.DeleteMessages) ? null : userId);
    }

    /// <summary>Posts the message, now and under its author's name.</summary>
    /// <exception cref="Problem">
    /// <c>not_found</c>, <c>forbidden</c> (also when the author is no longer a member); <c>conflict</c>: somebody has decided already.
    /// </exception>
    public async Task<Message> Release(long userId, string? room, string? held)
    {
        var (accessed, id, author) = await Find(userId, room, held);
        var now = Timestamp.Now(clock);
        return await db.Write(transaction =>
        {
            MembershipStore.RequireStanding(transaction, accessed, userId).Require(RoomPermission.DeleteMessages);
            var waiting = HeldMessageStore.Get(transaction, accessed.Id, id, author);
            var message = new Message
            {
                Room = waiting.Room,
                Seq = 0,
                Author = author,
                Text = waiting.Text,
                At = now,
                ClientId = waiting.ClientId,
                ReplyTo = waiting.ReplyTo,
            };
            var posted = new MessagePosted { RoomId = accessed.Id, At = now, ActorId = Ids.Parse(author.Id), Message = message };
            var (stored, _) = MessageStore.Post(transaction, posted)();
            HeldMessageStore.Decide(transaction, waiting, HeldState.Released);
            AuditLog.Record(transaction, Decided(AuditAction.HeldMessageReleased, userId, accessed, author, now));
            return stored;
        });
    }

    /// <summary>Takes the message away for good; its author is told.</summary>
    /// <exception cref="Problem"><c>not_found</c>, <c>forbidden</c>; <c>conflict</c>: somebody has decided already.</exception>
    public async Task Reject(long userId, string? room, string? held)
    {
        var (accessed, id, author) = await Find(userId, room, held);
        var now = Timestamp.Now(clock);
        await db.Write(transaction =>
        {
            MembershipStore.RequireStanding(transaction, accessed, userId).Require(RoomPermission.DeleteMessages);
            HeldMessageStore.Decide(transaction, HeldMessageStore.Get(transaction, accessed.Id, id, author), HeldState.Rejected);
            AuditLog.Record(transaction, Decided(AuditAction.HeldMessageRejected, userId, accessed, author, now));
        });
    }

    private static AuditEntry Decided(AuditAction action, long userId, AccessedRoom room, Person author, Timestamp at) =>
        new(action, userId, at) { RoomId = room.Id, SubjectId = Ids.Parse(author.Id) };

    private async Task<(AccessedRoom Room, long Id, Person Author)> Find(long userId, string? room, string? held)
    {
        var accessed = access.Require(userId, room, RoomPermission.DeleteMessages);
        if (!Ids.TryParse(Input.Required("held", held), out var id))
            throw Problem.NotFound("There is no such message.");
        return (accessed, id, await store.AuthorOf(accessed.Id, id));
    }
}
