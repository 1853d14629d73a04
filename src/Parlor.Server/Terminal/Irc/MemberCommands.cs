using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>What members of a room do to others: KICK, INVITE.</summary>
internal static class MemberCommands
{
    /// <summary>Bytes of why somebody is removed, or leaves, or a room gets another name.</summary>
    public const int LongestReason = 300;

    public static IrcCommand[] All { get; } = [new("KICK", 2, Kick), new("INVITE", 2, Invite)];

    private static async Task Kick(IrcSession session, IrcMessage message)
    {
        var channels = message.Parameters[0].Split(',', StringSplitOptions.RemoveEmptyEntries);
        var nicks = message.Parameters[1].Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (channels.Length != 1 && channels.Length != nicks.Length)
        {
            // One channel and any number of nicks, or as many of both (RFC 2812, section 3.2.8).
            session.Reply(Numeric.NeedMoreParams, "KICK", "Not enough parameters");
            return;
        }

        var why = message.Parameters is [_, _, { Length: > 0 } given, ..] ? MessageText.Beginning(given, LongestReason) : "";
        foreach (var (at, nick) in nicks.Take(Welcome.MostTargets).Index())
            await KickOne(session, channels.Length == 1 ? channels[0] : channels[at], nick, why);
    }

    private static async Task KickOne(IrcSession session, string channel, string nick, string why)
    {
        if (ChannelCommands.RequireMember(session, channel) is not { } room)
            return;
        if (session.Services.People.Find(nick) is not { } person)
        {
            session.Reply(Numeric.NoSuchNick, nick, "No such nick/channel");
            return;
        }

        var key = PassingNotes.LeavingKey(room.Id, person.UserId);
        try
        {
            session.Services.Notes.Keep(key, why);
            await session.Services.Rooms.Manage.Remove(
                session.UserId, Ids.Text(room.Id), Ids.Text(person.UserId), why.Length == 0 ? null : why);
            await session.Settle();
        }
        catch (Problem problem) when (problem.Code == ProblemCode.NotFound)
        {
            session.Reply(Numeric.UserNotInChannel, nick, channel, "They aren't on that channel");
        }
        catch (Problem problem)
        {
            IrcProblems.Tell(session, "KICK", channel, problem);
        }
        finally
        {
            session.Services.Notes.Forget(key);
        }
    }

    private static async Task Invite(IrcSession session, IrcMessage message)
    {
        var (nick, channel) = (message.Parameters[0], message.Parameters[1]);
        var services = session.Services;
        if (await session.FindPerson(nick) is not { } person)
        {
            session.Reply(Numeric.NoSuchNick, nick, "No such nick/channel");
            return;
        }

        if (ChannelCommands.RequireMember(session, channel) is not { } room)
            return;
        if (services.Rooms.Access.IsMember(person.UserId, room.Id))
        {
            session.Reply(Numeric.UserOnChannel, person.Nick, channel, "is already on channel");
            return;
        }

        if (room.Visibility == Visibility.Private && !services.Rooms.Access.May(session.UserId, room.Id, RoomPermission.AddPeople))
        {
            session.Reply(Numeric.ChannelOperatorNeeded, channel, "You may not let people into this channel");
            return;
        }

        var isHere = services.Monitor.Of(person.UserId).Any();
        session.Reply(Numeric.Inviting, person.Nick, channel);
        if (!isHere && room.Visibility == Visibility.Private)
        {
            // Nobody there to accept it: they find themselves in the room when they next look.
            await services.Rooms.Manage.Put(session.UserId, Ids.Text(room.Id), Ids.Text(person.UserId), role: null, customRole: null);
            return;
        }

        services.Invites.Keep(person.UserId, room.Name, session.UserId);
        services.TextRooms.ToAll(
            [room.Id], [.. services.Monitor.Of(person.UserId).Select(one => one.Connection!)],
            new Invited(session.Identity, "#" + room.Name, person));
    }
}
