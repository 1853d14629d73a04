using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Messages;

/// <summary>
/// Gives a message another text. Only its author does, and only where they may post: whoever is not to speak does not do so through old
/// messages either.
/// </summary>
public sealed class EditMessage(Db db, RoomAccess access, MessageStore messages, ReactionStore reactions, PostLimit limit, WordFilters filters, People people, TimeProvider clock)
{
    /// <param name="userId">Who edits.</param>
    /// <param name="room">Its name or id.</param>
    /// <param name="seq">The message's number.</param>
    /// <param name="text">What it is to say.</param>
    /// <param name="warned">The author knows that a filter warns, and changes it anyway.</param>
    /// <returns>The message as it is now. One that has this text already stays as it is, and nothing is announced.</returns>
    /// <exception cref="Problem">
    /// <c>not_found</c> (room, message, or it was deleted), <c>forbidden</c>, <c>invalid</c>, <c>conflict</c> (field <c>warned</c>: a filter warns),
    /// <c>too_large</c> or <c>rate_limited</c>.
    /// </exception>
    public async Task<Message> Execute(long userId, string? room, long? seq, string? text, bool warned = false)
    {
        var accessed = access.Require(userId, room, RoomPermission.Post);
        var wanted = Draft.CheckText(text);
        var found = filters.Find(accessed, wanted);
        if (found is { Action: > FilterAction.Warn })
            throw Problem.Invalid("text", $"“{found.Pattern}” cannot be edited in here.");
        limit.Take(userId);
        var before = await messages.Get(accessed.Id, seq);
        if (before.AuthorId != userId)
            throw Problem.Forbidden("Only its author changes a message.");
        // What was there before was sent in spite of the warning, or without one.
        if (found is not null && !warned && filters.Find(accessed, before.Text) != found)
            throw Problem.Conflict("warned", $"“{found.Pattern}” is not welcome here.");

        var (author, now) = (people.Get(userId), Timestamp.Now(clock));
        return await db.Write(transaction =>
        {
            MembershipStore.RequireStanding(transaction, accessed, userId);
            var message = MessageStore.Get(transaction, accessed.Id, before.Seq).ToMessage(author) with
            {
                Reactions = reactions.Of(transaction, accessed.Id, before.Seq, userId),
            };
            if (message.DeletedAt is not null)
                throw Problem.NotFound("That message was deleted.");
            if (string.Equals(message.Text, wanted, StringComparison.Ordinal))
                return message;

            message = message with { Text = wanted, EditedAt = now };
            MessageChangeStore.Edit(transaction, new MessageEdited
            {
                RoomId = accessed.Id,
                At = now,
                ActorId = userId,
                By = author,
                Message = message.ForEveryone(),
            });
            return message;
        });
    }
}
