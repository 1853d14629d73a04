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

    private static readonly string[] Tokens =
    [
        "ACCOUNTEXTBAN=a", "AWAYLEN=200", "CASEMAPPING=ascii", "CHANLIMIT=#:", "CHANMODES=Ibe,k,fl,CMUimnst", $"CHANNELLEN={IrcNames.LongestChannel}", "CHANTYPES=#",
        $"CHATHISTORY={LongestHistory}", "ELIST=CMNTU", "EXCEPTS=e", "EXTBAN=,am", "HOSTLEN=63",
        "INVEX=I", $"KEYLEN={ChannelSettings.LongestKey}", "KICKLEN=300",
    ];

    private static readonly string[] MoreTokens =
    [
        $"MAXLIST=Ibe:{ChannelMasks.MostPerRoom}", "MODES=4", $"MONITOR={IrcMonitor.MostWatched}", "MSGREFTYPES=msgid,timestamp",
        "NAMELEN=64", "NETWORK=Parlor", $"NICKLEN={IrcNames.LongestNick}", "PREFIX=(qaohv)~&@%+", "STATUSMSG=~&@%+", "SAFELIST",
        $"TARGMAX=JOIN:,KICK:{MostTargets},LIST:1,NAMES:{MostTargets},NOTICE:{MostTargets},PRIVMSG:{MostTargets},TAGMSG:{MostTargets},WHOIS:1", "TOPICLEN=500", "USERLEN=32",
        "UTF8ONLY", "WHOX",
    ];

    public static void Greet(IrcSession session)
    {
        var identity = session.Identity;
        session.Reply(Numeric.Welcome, $"Welcome to {session.Services.LiveSettings.Now.Name}, {identity.Mask}");
        session.Reply(Numeric.YourHost, $"Your host is {IrcOutput.ServerName}, running {ServerVersion}");
        session.Reply(Numeric.Created, "This server was created for people who talk");
        session.Reply(Numeric.MyInfo, IrcOutput.ServerName, ServerVersion, "i", "CIMUabefhiklmnoqstv", "Iabefhkloqv");
        session.Reply(Numeric.ISupport, [.. Tokens, "are supported by this server"]);
        session.Reply(Numeric.ISupport, [.. MoreTokens, "are supported by this server"]);
        Users(session);
        MessageOfTheDay(session);
    }

    public static void Users(IrcSession session)
    {
        var (connections, people) = session.Services.Connections.Count();
        var count = people.ToString(CultureInfo.InvariantCulture);
        session.Reply(Numeric.LUserClient, $"There are {count} users and 0 invisible on 1 servers");
        session.Reply(Numeric.LUserOperators, "0", "IRC Operators online");
        session.Reply(Numeric.LUserUnknown, "0", "unregistered connections");
        session.Reply(Numeric.LUserMe, string.Create(CultureInfo.InvariantCulture, $"I have {connections} clients and 0 servers"));
        session.Reply(Numeric.LocalUsers, count, count, $"Current local users {count}, max {count}");
        session.Reply(Numeric.GlobalUsers, count, count, $"Current global users {count}, max {count}");
    }

    public static void MessageOfTheDay(IrcSession session)
    {
        session.Reply(Numeric.MotDStart, $"- {IrcOutput.ServerName} Message of the day -");
        session.Reply(Numeric.MotD, $"- This is {session.Services.LiveSettings.Now.Name}. LIST shows its rooms; JOIN #lobby and say hello.");
        session.Reply(Numeric.EndOfMotD, "End of MOTD command");
    }

    public static void Version(IrcSession session)
    {
        session.Reply(Numeric.Version, ServerVersion, IrcOutput.ServerName, "Chat with rooms, for terminals and browsers");
        session.Reply(Numeric.ISupport, [.. Tokens, "are supported by this server"]);
        session.Reply(Numeric.ISupport, [.. MoreTokens, "are supported by this server"]);
    }
}
