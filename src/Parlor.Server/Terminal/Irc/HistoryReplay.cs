using Parlor.Server.Messages;
using Parlor.Server.Realtime;

namespace Parlor.Server.Terminal.Irc;

/// <summary>
/// Shows what was said last in a room to clients that have no way to ask for it (IRCv3 draft/chathistory) but know when it was said
/// (server-time). Guests of an open server hear what is said from when they come.
/// </summary>
internal static class HistoryReplay
{
    /// <summary>Messages shown of a room.</summary>
    public const int Messages = 20;

    /// <summary>Shows the rooms' last messages. To be called while the connection holds back what happens.</summary>
    /// <returns>Which of the events that are held back were shown by this; null: none.</returns>
    public static async Task<Predicate<OutgoingEvent>?> Show(IrcSession session, IEnumerable<IrcRoom> rooms)
    {
        if (!session.Has(Capability.ServerTime) || session.Has(Capability.ChatHistory) || session.IsGuest)
            return null;
        var shownUpTo = new Dictionary<long, long>();
        foreach (var room in rooms)
            shownUpTo[room.Id] = await HistoryCommands.ShowLatest(session, room, Messages);
        // What was just shown may still be on its way here, and is to be held back then.
        await session.Services.Feed.CaughtUp();
        return happened => happened is MessagePosted posted && posted.Seq <= shownUpTo.GetValueOrDefault(posted.RoomId);
    }

    /// <summary>The same for a room that the client has just come into.</summary>
    public static async Task Show(IrcSession session, IrcRoom room)
    {
        var connection = session.Connection!;
        connection.Hold();
        Predicate<OutgoingEvent>? isShown = null;
        try
        {
            isShown = await Show(session, [room]);
        }
        finally
        {
            connection.Release(isShown);
        }
    }
}
