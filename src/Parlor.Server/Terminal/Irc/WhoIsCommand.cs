using System.Globalization;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>WHOIS: what there is to know of somebody.</summary>
internal static class WhoIsCommand
{
    private const int MostChannels = 20;

    public static IrcCommand[] All { get; } = [new("WHOIS", 0, WhoIs)];

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
            session.Reply(Numeric.WhoIsServer, person.Nick, session.ServerName, services.LiveSettings.Now.Name);
            if (await ChannelsOf(session, person) is { Length: > 0 } channels)
                session.Reply(Numeric.WhoIsChannels, person.Nick, channels);
            if (services.People.AwayOf(person.UserId) is { } away)
                session.Reply(Numeric.Away, person.Nick, away);
            ShowModes(session, person);
            ShowIdle(session, person);
            if (person.Account is { } account)
                session.Reply(Numeric.WhoIsAccount, person.Nick, account, "is logged in as");
            if (person.UserId == session.UserId && session.Client.IsSecure)
                session.Reply(Numeric.WhoIsSecure, person.Nick, "is using a secure connection");
            foreach (var (key, value) in services.Metadata.Of(new MetadataSubject(person.UserId, IsRoom: false)))
                session.Reply(Numeric.WhoIsKeyValue, person.Nick, key, "*", value);
        }
        else
        {
            session.Reply(Numeric.NoSuchNick, nick, "No such nick/channel");
        }

        session.Reply(Numeric.EndOfWhoIs, nick, "End of WHOIS list");
    }

    private static void ShowModes(IrcSession session, IrcIdentity person)
    {
        var modes = session.Services.Modes.Of(person.UserId);
        if (modes.HasFlag(UserMode.Operator))
            session.Reply(Numeric.WhoIsOperator, person.Nick, "is an IRC operator");
        if (modes.HasFlag(UserMode.Bot))
            session.Reply(Numeric.WhoIsBot, person.Nick, "is a bot");
    }

    /// <summary>How long somebody has said nothing by IRC, and since when they are here.</summary>
    private static void ShowIdle(IrcSession session, IrcIdentity person)
    {
        var clients = session.Services.Monitor.Of(person.UserId).ToList();
        if (clients.Count == 0)
            return;
        var spoke = clients.Max(one => one.SpokeAt > one.Since ? one.SpokeAt : one.Since);
        session.Reply(
            Numeric.WhoIsIdle,
            person.Nick,
            ((long)(session.Services.Clock.GetUtcNow() - spoke).TotalSeconds).ToString(CultureInfo.InvariantCulture),
            clients.Min(one => one.Since).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            "seconds idle, signon time");
    }

    /// <summary>
    /// The rooms of a person that the asker shares with them; of somebody without an account who may be found also the public ones.
    /// </summary>
    private static async Task<string> ChannelsOf(IrcSession session, IrcIdentity person)
    {
        var isOpen = person.Account is null && !session.Services.Modes.Has(person.UserId, UserMode.Invisible);
        var channels = new List<string>();
        foreach (var room in await session.Services.Rooms.Store.OfMember(person.UserId))
        {
            var isVisible = (isOpen && room.Visibility == Visibility.Public) || session.Services.Rooms.Access.IsMember(session.UserId, Ids.Parse(room.Id));
            if (room.Kind == RoomKind.Room && isVisible)
                channels.Add(ChannelModes.Signs(room.Role, room.IsVoiced, IrcRoom.Of(room).IsPassing, session.Has(Capability.MultiPrefix)) + "#" + room.Name);
        }

        return string.Join(' ', channels.Take(MostChannels));
    }
}
