using System.Globalization;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>What a client is told of the server once it is registered.</summary>
internal static class Welcome
{
    private const string ServerVersion = "parlor";

    /// <summary>Targets of one PRIVMSG, channels of one JOIN, and so on.</summary>
    public const int MostTargets = 4;

    /// <summary>Messages that CHATHISTORY answers with at most.</summary>
    public const int LongestHistory = 200;

    /// <summary>Tokens of one line, which has 15 parameters at most.</summary>
    private const int MostTokens = 13;

    private static readonly string[] Tokens =
    [
        "ACCOUNTEXTBAN=a", $"AWAYLEN={AwayCommand.LongestAway}", "BOT=B", "CASEMAPPING=ascii", "CHANLIMIT=#:", "CHANMODES=Ibe,k,fl,CMUimnst", $"CHANNELLEN={IrcNames.LongestChannel}", "CHANTYPES=#",
        $"CHATHISTORY={LongestHistory}", "ELIST=CMNTU", "EXCEPTS=e", "EXTBAN=,am", "HOSTLEN=63",
        "INVEX=I", $"KEYLEN={ChannelSettings.LongestKey}", $"KICKLEN={MemberCommands.LongestReason}",
    ];

    private static readonly string[] MoreTokens =
    [
        $"MAXLIST=Ibe:{ChannelMasks.MostPerRoom}", "MODES=4", $"MONITOR={IrcMonitor.MostWatched}", "MSGREFTYPES=msgid,timestamp",
        "NAMELEN=64", "NETWORK=Parlor", $"NICKLEN={IrcNames.LongestNick}", "PREFIX=(qaohv)~&@%+", "STATUSMSG=~&@%+", "SAFELIST",
        $"TARGMAX=JOIN:,KICK:{MostTargets},LIST:1,NAMES:{MostTargets},NOTICE:{MostTargets},PRIVMSG:{MostTargets},TAGMSG:{MostTargets},WHOIS:1,WHOWAS:{MostTargets}", "TOPICLEN=500", "USERLEN=32",
        "UTF8ONLY", "WHOX",
    ];

    public static void Greet(IrcSession session)
    {
        var identity = session.Identity;
        session.Reply(Numeric.Welcome, $"Welcome to {session.Services.LiveSettings.Now.Name}, {identity.Mask}");
        session.Reply(Numeric.YourHost, $"Your host is {session.ServerName}, running {ServerVersion}");
        session.Reply(Numeric.Created, "This server was created for people who talk");
        session.Reply(Numeric.MyInfo, session.ServerName, ServerVersion, UserModes.All, "CIMUabefhiklmnoqstv", "Iabefhkloqv");
        Supported(session);
        Users(session);
        MessageOfTheDay(session);
    }

    public static void Users(IrcSession session)
    {
        var services = session.Services;
        var people = services.Connections.Count().People;
        var online = services.Monitor.Online.Select(one => services.Modes.Of(one.UserId)).ToList();
        var invisible = Math.Min(people, online.Count(modes => modes.HasFlag(UserMode.Invisible)));
        var (count, most) = (Text(people), Text(services.Counts.MostPeople(people)));
        session.Reply(Numeric.LUserClient, $"There are {Text(people - invisible)} users and {Text(invisible)} invisible on 1 servers");
        session.Reply(Numeric.LUserOperators, Text(online.Count(modes => modes.HasFlag(UserMode.Operator))), "IRC Operators online");
        session.Reply(Numeric.LUserUnknown, Text(services.Counts.Unregistered), "unregistered connections");
        session.Reply(Numeric.LUserMe, $"I have {count} clients and 0 servers");
        session.Reply(Numeric.LocalUsers, count, most, $"Current local users {count}, max {most}");
        session.Reply(Numeric.GlobalUsers, count, most, $"Current global users {count}, max {most}");

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    public static void MessageOfTheDay(IrcSession session)
    {
        session.Reply(Numeric.MotDStart, $"- {session.ServerName} Message of the day -");
        session.Reply(Numeric.MotD, $"- This is {session.Services.LiveSettings.Now.Name}. LIST shows its rooms; JOIN #lobby and say hello.");
        session.Reply(Numeric.EndOfMotD, "End of MOTD command");
    }

    public static void Version(IrcSession session)
    {
        session.Reply(Numeric.Version, ServerVersion, session.ServerName, "Chat with rooms, for terminals and browsers");
        Supported(session);
    }

    private static void Supported(IrcSession session)
    {
        foreach (var some in Tokens.Concat(MoreTokens).Chunk(MostTokens))
            session.Reply(Numeric.ISupport, [.. some, "are supported by this server"]);
    }
}
