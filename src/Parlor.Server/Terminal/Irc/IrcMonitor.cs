using System.Collections.Concurrent;

namespace Parlor.Server.Terminal.Irc;

/// <summary>Who is connected by IRC, and which sessions want to know of whom (IRCv3 MONITOR).</summary>
internal sealed class IrcMonitor
{
    /// <summary>Nicks that one session may watch.</summary>
    public const int MostWatched = 100;

    private readonly ConcurrentDictionary<IrcSession, byte> _sessions = new();

    /// <summary>Those who are connected by IRC.</summary>
    public IEnumerable<IrcIdentity> Online => _sessions.Keys.Select(session => session.Identity).DistinctBy(person => person.UserId);

    public void Enter(IrcSession session)
    {
        _sessions[session] = 0;
        Tell(session.Nick, _ => session.Identity.Mask, Numeric.MonitorOnline);
    }

    public void Leave(IrcSession session)
    {
        if (_sessions.TryRemove(session, out _) && !IsOnline(session.Nick))
            Tell(session.Nick, nick => nick, Numeric.MonitorOffline);
    }

    /// <summary>A guest has another nick.</summary>
    public void Renamed(string before, IrcIdentity after)
    {
        Tell(before, nick => nick, Numeric.MonitorOffline);
        Tell(after.Nick, _ => after.Mask, Numeric.MonitorOnline);
    }

    /// <summary>Whether somebody is connected by IRC under this nick.</summary>
    public bool IsOnline(string nick) => _sessions.Keys.Any(session => IrcPeople.IsSame(session.Nick, nick));

    /// <summary>The sessions of a person.</summary>
    public IEnumerable<IrcSession> Of(long userId) => _sessions.Keys.Where(session => session.Identity.UserId == userId);

    private void Tell(string nick, Func<string, string> shown, int numeric)
    {
        foreach (var session in _sessions.Keys.Where(session => session.Watched.Contains(nick)))
            session.Reply(numeric, shown(nick));
    }
}
