using System.Globalization;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>
/// MODE: roles are modes of members (<c>q</c> owner, <c>a</c> admin, <c>o</c> moderator), <c>b</c> is a ban, <c>i</c> a private room,
/// <c>m</c> a room for announcements. <c>n</c> and <c>t</c> are always so.
/// </summary>
internal static class ModeCommands
{
    /// <summary>Changes in one command.</summary>
    private const int MostChanges = 12;

    public static IrcCommand[] All { get; } = [new("MODE", 1, Mode)];

    private static Task Mode(IrcSession session, IrcMessage message)
    {
        var target = message.Parameters[0];
        if (!target.StartsWith('#'))
        {
            UserModeCommands.Mode(session, message, target);
            return Task.CompletedTask;
        }

        if (!IrcNames.IsChannel(target) || ChannelCommands.Visible(session, IrcNames.Room(target)) is not { } room)
        {
            session.Reply(Numeric.NoSuchChannel, target, "No such channel");
            return Task.CompletedTask;
        }

        return message.Parameters.Count == 1 ? Show(session, target, room) : Change(session, target, room, message.Parameters);
    }

    private static async Task Show(IrcSession session, string channel, AccessedRoom room)
    {
        session.Reply(Numeric.ChannelModeIs, channel, ChannelModes.Of(room.Visibility, room.AnnounceOnly));
        var details = await session.Services.Rooms.Store.Get(session.UserId, room.Id);
        session.Reply(
            Numeric.CreationTime, channel, (details.CreatedAt.Milliseconds / 1000).ToString(CultureInfo.InvariantCulture));
    }

    private static async Task Change(IrcSession session, string channel, AccessedRoom room, IReadOnlyList<string> parameters)
    {
        var (isOn, next) = (true, 2);
        foreach (var letter in parameters[1].Take(MostChanges))
        {
            if (letter is '+' or '-')
            {
                isOn = letter == '+';
                continue;
            }

            var argument = letter is 'q' or 'a' or 'o' or 'b' && next < parameters.Count ? parameters[next++] : null;
            try
            {
                await ChangeOne(session, channel, room, (letter, isOn, argument));
                await session.Settle();
            }
            catch (Problem problem)
            {
                IrcProblems.Tell(session, "MODE", channel, problem);
            }
        }
    }

    private static Task ChangeOne(IrcSession session, string channel, AccessedRoom room, (char Letter, bool IsOn, string? Argument) change)
    {
        switch (change.Letter)
        {
            case 'q' or 'a' or 'o' when change.Argument is { } nick:
                return ChangeRole(session, channel, room, nick, ChannelModes.Role(change.Letter)!.Value, change.IsOn);
            case 'q' or 'a' or 'o':
                session.Reply(Numeric.NeedMoreParams, "MODE", "Not enough parameters");
                break;
            case 'b' when change.Argument is { } mask:
                return ChangeBan(session, room, mask, change.IsOn);
            case 'b':
                return ShowBans(session, channel, room);
            case 'i' or 's':
                return Update(session, room, new UpdateRoomRequest { Visibility = change.IsOn ? Visibility.Private : Visibility.Public });
            case 'm':
                return Update(session, room, new UpdateRoomRequest { AnnounceOnly = change.IsOn });
            case 'n' or 't' when change.IsOn:
                break;
            case 'n' or 't':
                session.Note($"+{change.Letter} is always set here.");
                break;
            default:
                session.Reply(Numeric.UnknownMode, change.Letter.ToString(), "is unknown mode char to me");
                break;
        }

        return Task.CompletedTask;
    }

    private static Task<Room> Update(IrcSession session, AccessedRoom room, UpdateRoomRequest change) =>
        session.Services.Rooms.Change.Update(session.UserId, Ids.Text(room.Id), change);

    private static async Task ChangeRole(IrcSession session, string channel, AccessedRoom room, string nick, RoomRole role, bool isOn)
    {
        if (session.Services.People.Find(nick) is not { } person)
        {
            session.Reply(Numeric.NoSuchNick, nick, "No such nick/channel");
            return;
        }

        var (rooms, id) = (session.Services.Rooms, Ids.Text(room.Id));
        rooms.Access.Require(session.UserId, id, RoomPermission.ManageRoles);
        if (!rooms.Access.IsMember(person.UserId, room.Id))
        {
            session.Reply(Numeric.UserNotInChannel, person.Nick, channel, "They aren't on that channel");
            return;
        }

        var before = (await rooms.Members.Get(room.Id, person.UserId)).Role;
        var plain = person.Account is null ? RoomRole.Guest : RoomRole.Member;
        // A mode that is taken from somebody who has another changes nothing.
        if (isOn ? before != role : before == role)
            await rooms.Manage.Put(session.UserId, id, Ids.Text(person.UserId), isOn ? role : plain, customRole: null);
    }

    private static async Task ChangeBan(IrcSession session, AccessedRoom room, string mask, bool isOn)
    {
        var nick = mask.Split('!', '@')[0];
        if (nick.Contains('*', StringComparison.Ordinal) || nick.Contains('?', StringComparison.Ordinal))
        {
            session.Reply(Numeric.InvalidModeParameter, "#" + room.Name, "b", mask, "Bans are of one person each: nick!*@*");
            return;
        }

        if (session.Services.People.Find(nick) is not { } person)
        {
            session.Reply(Numeric.NoSuchNick, nick, "No such nick/channel");
            return;
        }

        var (ban, id, subject) = (session.Services.Rooms.Ban, Ids.Text(room.Id), Ids.Text(person.UserId));
        if (isOn)
            await ban.Execute(session.UserId, id, subject, new RestrictionTerms(Seconds: null, Reason: null));
        else
            await ban.Lift(session.UserId, id, subject);
    }

    private static async Task ShowBans(IrcSession session, string channel, AccessedRoom room)
    {
        // Clients ask for the list as they join, without being asked to; for those who may not see it, it is empty.
        string? cursor = session.Services.Rooms.Access.May(session.UserId, room.Id, RoomPermission.Ban) ? "" : null;
        while (cursor is not null)
        {
            var page = await session.Services.Rooms.Restrictions.Bans(session.UserId, Ids.Text(room.Id), cursor, limit: null);
            foreach (var ban in page.People)
            {
                session.Reply(
                    Numeric.BanList, channel, session.Services.People.Of(ban.User).Nick + "!*@*", session.Services.People.Of(ban.By).Nick,
                    (ban.At.Milliseconds / 1000).ToString(CultureInfo.InvariantCulture));
            }

            cursor = page.Next;
        }

        session.Reply(Numeric.EndOfBanList, channel, "End of channel ban list");
    }
}
