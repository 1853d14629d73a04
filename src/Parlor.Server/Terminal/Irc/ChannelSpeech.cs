using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>What is said to channels and is of IRC alone: bans that silence, and requests between programs.</summary>
internal static class ChannelSpeech
{
    /// <summary>What every request between programs begins with (CTCP), and an action, which is none.</summary>
    private const char Request = '\u0001';

    private const string Action = "\u0001ACTION";

    /// <summary>Lets through what may be said to a channel, but for what goes to its moderators alone: that is sent.</summary>
    /// <returns>Whether it was sent.</returns>
    /// <exception cref="Problem"><c>forbidden</c>.</exception>
    public static async Task<bool> Take(IrcSession session, string command, long roomId, string text)
    {
        Require(session, roomId, text);
        var room = session.Services.Rooms.Access.RequireVisible(session.UserId, Data.Ids.Text(roomId));
        if (!room.Options.HasFlag(RoomOptions.ToModerators) || !StatusMessages.AreAllTheyMaySend(session, room))
            return false;
        await StatusMessages.SendToModerators(session, command, room, text);
        return true;
    }

    /// <summary>Lets through what may be said to a channel.</summary>
    /// <exception cref="Problem"><c>forbidden</c>.</exception>
    public static void Require(IrcSession session, long roomId, string text)
    {
        var masks = session.Services.Rooms.Masks.Of(roomId);
        var isRequest = text.StartsWith(Request) && !text.StartsWith(Action, StringComparison.Ordinal);
        if (masks.Count == 0 && !isRequest)
            return;
        var room = session.Services.Rooms.Access.RequireVisible(session.UserId, Data.Ids.Text(roomId));
        if (isRequest && room.Options.HasFlag(RoomOptions.NoClientRequests))
            throw Problem.Forbidden("CTCP is not let through here (+C).");
        if (!room.IsVoiced && room.Standing?.May(RoomPermission.PostAnnouncements) is not true && IrcMasks.Silence(masks, session.Identity))
            throw Problem.Forbidden("You are silenced here (+b m:).");
    }
}
