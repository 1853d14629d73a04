using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Messages;

/// <summary>Posts a message to a room. Everything up to the queue of writes is synchronous, so one sender's messages keep their order.</summary>
public sealed class SendMessage(Db db, RoomAccess access, People people, LiveSettings settings, TimeProvider clock)
{
    private readonly TokenBuckets _limit = new(() => (settings.Now.Limits.PostsPerSecond, settings.Now.Limits.PostBurst), clock);

    /// <summary>Ends when the message is stored durably.</summary>
    /// <returns>The message, and whether it is new: one sent before under the same client id is answered as it was then.</returns>
    /// <exception cref="Problem"><c>not_found</c>, <c>forbidden</c>, <c>invalid</c>, <c>too_large</c>, <c>rate_limited</c> or <c>unavailable</c>.</exception>
    public Task<(Message Message, bool IsNew)> Execute(long userId, string? room, Draft draft)
    {
        var accessed = access.Require(userId, room, RoomPermission.Post);
        var (text, clientId) = draft.Check();
        _limit.Take(userId);

        var now = Timestamp.Now(clock);
        var message = new Message
        {
            Room = Ids.Text(accessed.Id),
            Seq = 0,
            Author = people.Get(userId),
            Text = text,
            At = now,
            ClientId = clientId,
            ReplyTo = draft.ReplyTo,
        };
        var posted = new MessagePosted { RoomId = accessed.Id, At = now, ActorId = userId, Message = message };
        return accessed.SlowedBy == 0
            ? db.WritePipelined(transaction => MessageStore.Post(transaction, posted))
            : db.Write(transaction => MessageStore.PostSlowly(transaction, posted, accessed.SlowedBy));
    }
}
