using System.Globalization;
using Parlor.Server.Data;

namespace Parlor.Server.Terminal.Irc;

/// <summary>Of people: WHO, WHOWAS.</summary>
internal static class WhoCommands
{
    /// <summary>Fields of WHOX, in the order in which they are answered.</summary>
    private const string FieldOrder = "tcuihsnfdlaor";

    public static IrcCommand[] All { get; } = [new("WHO", 0, Who), new("WHOWAS", 0, WhoWas)];

    private static async Task Who(IrcSession session, IrcMessage message)
    {
        if (message.Parameters is not [{ Length: > 0 } mask, ..])
        {
            session.Reply(Numeric.NeedMoreParams, "WHO", "Not enough parameters");
            return;
        }

        var options = message.Parameters.Count > 1 ? message.Parameters[1] : "";
        if (mask.StartsWith('#'))
        {
            if (IrcNames.IsChannel(mask) && ChannelCommands.Visible(session, IrcNames.Room(mask)) is { Role: not null } room)
            {
                await foreach (var member in ChannelCommands.MembersOf(session, room.Id))
                    Show(session, session.Services.People.Of(member.User), "#" + room.Name, ChannelModes.Signs(member.Role, member.IsVoiced, room.IsPassing, session.Has(Capability.MultiPrefix)), options);
            }
        }
        else
        {
            foreach (var nick in Nicks(session, mask))
            {
                if (await session.FindPerson(nick) is { } person)
                    Show(session, person, "*", "", options);
            }
        }

        session.Reply(Numeric.EndOfWho, mask, "End of WHO list");
    }

    /// <summary>
    /// Those whom a nick or a mask means; by mask, of those only who are connected by IRC, and share a room with the asker or may be found
    /// so.
    /// </summary>
    private static IEnumerable<string> Nicks(IrcSession session, string mask)
    {
        if (!mask.Contains('*', StringComparison.Ordinal) && !mask.Contains('?', StringComparison.Ordinal))
            return [mask];
        var mine = session.Services.Rooms.Store.IdsOfMember(session.UserId);
        return session.Services.Monitor.Online
            .Where(one => IrcNames.Fits(mask, one.Nick))
            .Where(one => !session.Services.Modes.Has(one.UserId, UserMode.Invisible) || one.UserId == session.UserId
                || mine.Any(roomId => session.Services.Rooms.Access.IsMember(one.UserId, roomId)))
            .Select(one => one.Nick).Take(ChannelCommands.PageSize);
    }

    private static void Show(IrcSession session, IrcIdentity person, string channel, string prefix, string options)
    {
        var modes = session.Services.Modes.Of(person.UserId);
        var flags = (session.Services.People.AwayOf(person.UserId) is null ? "H" : "G")
            + (modes.HasFlag(UserMode.Operator) ? "*" : "") + prefix + (modes.HasFlag(UserMode.Bot) ? "B" : "");
        if (!options.StartsWith('%'))
        {
            session.Reply(
                Numeric.Who, channel, person.User, IrcIdentity.Host, session.ServerName, person.Nick, flags, "0 " + person.RealName);
            return;
        }

        var comma = options.IndexOf(',', StringComparison.Ordinal);
        var fields = comma < 0 ? options[1..] : options[1..comma];
        string[] values =
        [
            .. FieldOrder.Where(field => fields.Contains(field, StringComparison.Ordinal)).Select(field => field switch
            {
                't' => comma < 0 ? "0" : options[(comma + 1)..],
                'c' => channel,
                'u' => person.User,
                'i' => "255.255.255.255",
                'h' => IrcIdentity.Host,
                's' => session.ServerName,
                'n' => person.Nick,
                'f' => flags,
                'd' or 'l' => "0",
                'a' => person.Account ?? "0",
                'o' => "n/a",
                _ => person.RealName,
            }),
        ];
        session.Reply(Numeric.WhoX, values);
    }

    private static Task WhoWas(IrcSession session, IrcMessage message)
    {
        if (message.Parameters is not [{ Length: > 0 } nick, ..])
        {
            session.Reply(Numeric.NoNicknameGiven, "No nickname given");
            return Task.CompletedTask;
        }

        var most = message.Parameters.Count > 1 && int.TryParse(message.Parameters[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : 20;
        var nicks = nick.Split(',', StringSplitOptions.RemoveEmptyEntries).Take(Welcome.MostTargets).ToList();
        var found = session.Services.People.FindGone(nicks).Take(Math.Min(most, 20)).ToList();
        foreach (var person in found)
        {
            session.Reply(Numeric.WhoWasUser, person.Nick, person.User, IrcIdentity.Host, "*", person.RealName);
            session.Reply(Numeric.WhoIsServer, person.Nick, session.ServerName, "was here");
        }

        if (found.Count == 0)
            session.Reply(Numeric.WasNoSuchNick, nick, "There was no such nickname");
        session.Reply(Numeric.EndOfWhoWas, nick, "End of WHOWAS");
        return Task.CompletedTask;
    }
}
