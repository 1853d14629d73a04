using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Messages;

/// <summary>Puts an emoji under a message, and takes one's own away again.</summary>
public sealed class ReactToMessage(Db db, RoomAccess access, ReactionStore reactions, People people, TimeProvider clock)
{
    /// <summary>Reactions that one person may add and take back per second in the long run, and at once after a pause.</summary>
    private const int PerSecond = 5;

    private const int Burst = 50;

    private readonly TokenBuckets _limit = new(() => (PerSecond, Burst), clock);

    /// <summary>Adds a reaction; one that is there already stays.</summary>
    /// <exception cref="Problem">
    /// <c>not_found</c> (room, message, or it was deleted), <c>forbidden</c>, <c>invalid</c>, <c>too_large</c> or <c>rate_limited</c>.
    /// </exception>
    public Task Add(long userId, string? room, long? seq, string? emoji)
    {
        var (accessed, message, sign) = Check(userId, room, seq, emoji);
        var added = new ReactionAdded
        {
            RoomId = accessed.Id,
            At = Timestamp.Now(clock),
            ActorId = userId,
            User = people.Get(userId),
            MessageSeq = message,
            Emoji = sign,
        };
        return db.Write(transaction =>
        {
            RequireMessage(transaction, accessed, userId, message);
            reactions.Add(transaction, added);
        });
    }

    /// <summary>Takes a reaction back; where there is none, nothing changes.</summary>
    /// <exception cref="Problem">As for <see cref="Add"/>.</exception>
    public Task Remove(long userId, string? room, long? seq, string? emoji)
    {
        var (accessed, message, sign) = Check(userId, room, seq, emoji);
        var removed = new ReactionRemoved
        {
            RoomId = accessed.Id,
            At = Timestamp.Now(clock),
            ActorId = userId,
            User = people.Get(userId),
            MessageSeq = message,
            Emoji = sign,
        };
        return db.Write(transaction =>
        {
            RequireMessage(transaction, accessed, userId, message);
            reactions.Remove(transaction, removed);
        });
    }

    private (AccessedRoom Room, long Seq, string Emoji) Check(long userId, string? room, long? seq, string? emoji)
    {
        var accessed = access.Require(userId, room, RoomPermission.React);
        var sign = Emoji.Require("emoji", Input.Required("emoji", emoji));
        var message = seq ?? throw Problem.Invalid("seq", "seq is missing.");
        _limit.Take(userId);
        return (accessed, message, sign);
    }

    private static void RequireMessage(WriteTransaction transaction, AccessedRoom accessed, long userId, long seq)
    {
        MembershipStore.RequireStanding(transaction, accessed, userId);
        if (MessageStore.Get(transaction, accessed.Id, seq).DeletedAt is not null)
            throw Problem.NotFound("That message was deleted.");
    }
}
