using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>
/// Messages to those of a channel alone who stand high enough: <c>PRIVMSG @#channel :…</c> (ISUPPORT STATUSMSG). They go to clients of IRC
/// that are connected, and are not stored: a room's log is for all its members.
/// </summary>
internal static class StatusMessages
{
    /// <summary>Whether this is a channel with a sign before it.</summary>
    public static bool IsTarget(string target) => target is [var sign, '#', _, ..] && ChannelModes.Prefixes.Contains(sign, StringComparison.Ordinal);

    /// <summary>Sends a message.</summary>
    /// <param name="session">Whose.</param>
    /// <param name="command"><c>PRIVMSG</c> or <c>NOTICE</c>.</param>
    /// <param name="target">The sign and the channel.</param>
    /// <param name="text">What is said.</param>
    /// <exception cref="Problem"><c>not_found</c> or <c>forbidden</c>.</exception>
    public static async Task Send(IrcSession session, string command, string target, string text)
    {
        var room = session.Services.Rooms.Access.Require(session.UserId, IrcNames.Room(target[1..]), RoomPermission.Post);
        ChannelSpeech.Require(session, room.Id, text);
        await Send(session, room, target[0], $"{command} {target[0]}#{room.Name} :{text}");
    }

    /// <summary>Whether what the person says in a room goes to its moderators alone (<see cref="RoomOptions.ToModerators"/>).</summary>
    public static bool AreAllTheyMaySend(IrcSession session, AccessedRoom room) =>
        string.Equals(session.Services.Rooms.Access.Refusal(room, session.UserId, RoomPermission.Post)?.Code, AccessedRoom.ToModerators, StringComparison.Ordinal);

    /// <summary>Sends moderators what somebody says in such a room, as if it were said to all.</summary>
    public static Task SendToModerators(IrcSession session, string command, AccessedRoom room, string text) =>
        Send(session, room, room.IsPassing ? ChannelModes.Sign('h') : ChannelModes.Sign('o'), $"{command} #{room.Name} :{text}");

    private static async Task Send(IrcSession session, AccessedRoom room, char sign, string body)
    {
        var services = session.Services;
        await session.Settle();
        var receivers = new List<IrcConnection>();
        await foreach (var member in ChannelCommands.MembersOf(session, room.Id))
        {
            if (ChannelModes.Reaches(sign, member.Role, member.IsVoiced, room.IsPassing))
                receivers.AddRange(services.Monitor.Of(Ids.Parse(member.User.Id)).Select(one => one.Connection!));
        }

        receivers.Remove(session.Connection!);
        var happened = new StatusMessage(session.Identity, Timestamp.Now(services.Clock), body);
        services.TextRooms.ToAll([], receivers, happened);
        if (session.Has(Capability.EchoMessage))
            services.TextRooms.ToAll([], [session.Connection!], happened);
    }
}

/// <summary>A message to some of a channel.</summary>
internal sealed class StatusMessage(IrcIdentity by, Timestamp at, string body) : IrcEvent(by)
{
    public Timestamp At { get; } = at;

    /// <summary>The line without who sent it.</summary>
    public string Body { get; } = body;
}
