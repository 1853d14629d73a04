using System.Collections.Concurrent;

namespace Parlor.Server.Terminal.Irc;

/// <summary>Who is connected by IRC, and which sessions want to know of whom (IRCv3 MONITOR).</summary>
internal sealed class IrcMonitor
{
    /// <summary>Nicks that one session may watch.</summary>
    public const int MostWatched = 100;

    private readonly ConcurrentDictionary<IrcSession, byte> _sessions = new();

    public IEnumerable<IrcSession> Sessions => _sessions.Keys;

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

    /// <summary>Somebody has another nick.</summary>
    public void Renamed(string before, IrcIdentity after)
    {
        if (IrcPeople.IsSame(before, after.Nick))
            return;
        Tell(before, nick => nick, Numeric.MonitorOffline);
        Tell(after.Nick, _ => after.Mask, Numeric.MonitorOnline);
    }

    /// <summary>Whether somebody is connected by IRC under this nick.</summary>
    public bool IsOnline(string nick) => _sessions.Keys.Any(session => IrcPeople.IsSame(session.Nick, nick));

    /// <summary>The sessions that want to know what somebody does, wherever they are (IRCv3 extended-monitor).</summary>
    public IEnumerable<IrcSession> Watching(string nick) =>
        _sessions.Keys.Where(session => session.Has(Capability.ExtendedMonitor) && session.Watched.Contains(nick));

    /// <summary>The sessions of a person.</summary>
    public IEnumerable<IrcSession> Of(long userId) => _sessions.Keys.Where(session => session.Identity.UserId == userId);

    private void Tell(string nick, Func<string, string> shown, int numeric)
    {
        foreach (var session in _sessions.Keys.Where(session => session.Watched.Contains(nick)))
            session.Output.WriteAside(session.ReplyLine(numeric, shown(nick)), "");
    }
}
