using System.Globalization;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>Of people: WHO, WHOIS, WHOWAS.</summary>
internal static class WhoCommands
{
    /// <summary>Fields of WHOX, in the order in which they are answered.</summary>
    private const string FieldOrder = "tcuihsnfdlaor";

    public static IrcCommand[] All { get; } = [new("WHO", 0, Who), new("WHOIS", 0, WhoIs), new("WHOWAS", 0, WhoWas)];

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

    /// <summary>Those whom a nick or a mask means; by mask, of those only who are connected by IRC.</summary>
    private static IEnumerable<string> Nicks(IrcSession session, string mask) =>
        mask.Contains('*', StringComparison.Ordinal) || mask.Contains('?', StringComparison.Ordinal)
            ? session.Services.Monitor.Online.Select(one => one.Nick).Where(nick => IrcNames.Fits(mask, nick)).Take(ChannelCommands.PageSize)
            : [mask];

    private static void Show(IrcSession session, IrcIdentity person, string channel, string prefix, string options)
    {
        var flags = (session.Services.People.AwayOf(person.UserId) is null ? "H" : "G") + prefix;
        if (!options.StartsWith('%'))
        {
            session.Reply(
                Numeric.Who, channel, person.User, IrcIdentity.Host, IrcOutput.ServerName, person.Nick, flags, "0 " + person.RealName);
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
                's' => IrcOutput.ServerName,
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

    private static async Task WhoIs(IrcSession session, IrcMessage message)
    {
        if (message.Parameters is not [.., { Length: > 0 } nick])
        {
            session.Reply(Numeric.NoNicknameGiven, "No nickname given");
            return;
        }

        var services = session.Services;
        if (await session.FindPerson(nick) is { } person)
        {
            session.Reply(Numeric.WhoIsUser, person.Nick, person.User, IrcIdentity.Host, "*", person.RealName);
            session.Reply(Numeric.WhoIsServer, person.Nick, IrcOutput.ServerName, services.LiveSettings.Now.Name);
            if (await ChannelsOf(session, person) is { Length: > 0 } channels)
                session.Reply(Numeric.WhoIsChannels, person.Nick, channels);
            if (services.People.AwayOf(person.UserId) is { } away)
                session.Reply(Numeric.Away, person.Nick, away);
            if (person.Account is { } account)
                session.Reply(Numeric.WhoIsAccount, person.Nick, account, "is logged in as");
            if (person.UserId == session.UserId && session.Client.IsSecure)
                session.Reply(Numeric.WhoIsSecure, person.Nick, "is using a secure connection");
        }
        else
        {
            session.Reply(Numeric.NoSuchNick, nick, "No such nick/channel");
        }

        session.Reply(Numeric.EndOfWhoIs, nick, "End of WHOIS list");
    }

    /// <summary>The rooms of a person that the asker shares with them.</summary>
    private static async Task<string> ChannelsOf(IrcSession session, IrcIdentity person)
    {
        var channels = new List<string>();
        foreach (var room in await session.Services.Rooms.Store.OfMember(person.UserId))
        {
            if (room.Kind == RoomKind.Room && session.Services.Rooms.Access.IsMember(session.UserId, Ids.Parse(room.Id)))
                channels.Add(ChannelModes.Signs(room.Role, room.IsVoiced, IrcRoom.Of(room).IsPassing, session.Has(Capability.MultiPrefix)) + "#" + room.Name);
        }

        return string.Join(' ', channels.Take(20));
    }

    private static Task WhoWas(IrcSession session, IrcMessage message)
    {
        if (message.Parameters is not [{ Length: > 0 } nick, ..])
        {
            session.Reply(Numeric.NoNicknameGiven, "No nickname given");
            return Task.CompletedTask;
        }

        var most = message.Parameters.Count > 1 && int.TryParse(message.Parameters[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : 20;
        var found = session.Services.People.FindGone(nick).Take(Math.Min(most, 20)).ToList();
        foreach (var person in found)
        {
            session.Reply(Numeric.WhoWasUser, person.Nick, person.User, IrcIdentity.Host, "*", person.RealName);
            session.Reply(Numeric.WhoIsServer, person.Nick, IrcOutput.ServerName, "was here");
        }

        if (found.Count == 0)
            session.Reply(Numeric.WasNoSuchNick, nick, "There was no such nickname");
        session.Reply(Numeric.EndOfWhoWas, nick, "End of WHOWAS");
        return Task.CompletedTask;
    }
}
