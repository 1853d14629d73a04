using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Messages;

/// <summary>What came of a post: the message, and whether it is new; or what a filter holds in its place.</summary>
public sealed record Posted(Message? Message, bool IsNew, HeldMessage? Held);

/// <summary>Posts a message to a room. Everything up to the queue of writes is synchronous, so one sender's messages keep their order.</summary>
public sealed class SendMessage(Db db, RoomAccess access, People people, PostLimit limit, WordFilters filters, TimeProvider clock)
{
    /// <summary>Ends when the message is stored durably.</summary>
    /// <returns>One sent before under the same client id is answered as it was then.</returns>
    /// <exception cref="Problem"><c>not_found</c>, <c>forbidden</c>, <c>invalid</c>, <c>conflict</c>, <c>too_large</c>, <c>rate_limited</c> or <c>unavailable</c>.</exception>
    public async Task<Posted> Execute(long userId, string? room, Draft draft)
    {
        var accessed = access.Require(userId, room, RoomPermission.Post);
        var (text, clientId) = draft.Check();
        limit.Take(userId);

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
        if (filters.Find(accessed, text) is { } found && Holds(found, draft.Warned is true))
            return await db.Write(transaction => Hold(transaction, posted, found));
        var (stored, isNew) = accessed.SlowedBy == 0
            ? await db.WritePipelined(transaction => MessageStore.Post(transaction, posted))
            : await db.Write(transaction => MessageStore.PostSlowly(transaction, posted, accessed.SlowedBy));
        return new Posted(stored, isNew, null);
    }

    /// <summary>Whether the message is to wait; refuses one that is not let through, or whose author has not been warned.</summary>
    private static bool Holds(FoundWord found, bool warned) => found.Action switch
    {
        FilterAction.Delete => throw Problem.Invalid("text", $"“{found.Pattern}” is not let through here."),
        FilterAction.Warn when !warned =>
            throw Problem.Conflict("warned", $"“{found.Pattern}” is not welcome here."),
        _ => found.Action == FilterAction.Hold,
    };

    private Posted Hold(WriteTransaction transaction, MessagePosted posted, FoundWord found)
    {
        if (MessageStore.FindSent(transaction, posted) is { } sent)
            return new Posted(sent, IsNew: false, null);
        var message = posted.Message;
        var held = new HeldMessage(
            Ids.Text(Ids.Next(clock)), message.Room, message.Author, message.Text, message.ClientId!, message.ReplyTo, found.Pattern, message.At, HeldState.Waiting);
        return new Posted(null, IsNew: true, HeldMessageStore.Hold(transaction, held));
    }
}
