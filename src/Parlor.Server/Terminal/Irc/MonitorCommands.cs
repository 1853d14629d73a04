namespace Parlor.Server.Terminal.Irc;

/// <summary>MONITOR: whose coming and going a client is told of (IRCv3 monitor).</summary>
internal static class MonitorCommands
{
    /// <summary>Nicks in one line of an answer.</summary>
    private const int NicksInLine = 10;

    public static IrcCommand[] All { get; } = [new("MONITOR", 1, Monitor)];

    private static async Task Monitor(IrcSession session, IrcMessage message)
    {
        string[] nicks = message.Parameters.Count > 1 ? message.Parameters[1].Split(',', StringSplitOptions.RemoveEmptyEntries) : [];
        switch (message.Parameters[0].ToUpperInvariant())
        {
            case "+":
                await Add(session, nicks);
                break;
            case "-":
                session.Watched = new HashSet<string>(session.Watched.Except(nicks, StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
                break;
            case "C":
                session.Watched = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
                break;
            case "L":
                Tell(session, Numeric.MonitorList, session.Watched);
                session.Reply(Numeric.EndOfMonitorList, "End of MONITOR list");
                break;
            case "S":
                Show(session, session.Watched);
                break;
        }
    }

    private static async Task Add(IrcSession session, string[] nicks)
    {
        // Others read the set meanwhile, so it is another one each time.
        var watched = new HashSet<string>(session.Watched, StringComparer.OrdinalIgnoreCase);
        List<string> added = [];
        foreach (var nick in nicks)
        {
            if (watched.Count >= IrcMonitor.MostWatched && !watched.Contains(nick))
            {
                session.Reply(Numeric.MonitorListFull, $"{IrcMonitor.MostWatched}", nick, "Monitor list is full.");
                break;
            }

            // Somebody whom the client may not know of is to it as one who is never there.
            if (session.Services.People.Find(nick) is null || await session.FindPerson(nick) is not null)
                watched.Add(nick);
            added.Add(nick);
        }

        session.Watched = watched;
        Show(session, added.Where(watched.Contains));
        Tell(session, Numeric.MonitorOffline, added.Where(nick => !watched.Contains(nick)));
    }

    private static void Show(IrcSession session, IEnumerable<string> nicks)
    {
        var there = nicks.ToLookup(session.Services.Monitor.IsOnline);
        Tell(session, Numeric.MonitorOnline, there[true].Select(nick => session.Services.People.Find(nick)?.Mask ?? nick));
        Tell(session, Numeric.MonitorOffline, there[false]);
    }

    private static void Tell(IrcSession session, int numeric, IEnumerable<string> nicks)
    {
        foreach (var some in nicks.Chunk(NicksInLine))
            session.Reply(numeric, string.Join(',', some));
    }
}
