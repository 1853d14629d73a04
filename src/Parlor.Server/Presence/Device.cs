using Parlor.Server.Realtime;

namespace Parlor.Server.Presence;

/// <summary>A connection, as presence sees it. All but <see cref="Heard"/> is guarded by the tracker's lock.</summary>
internal sealed class Device(Connection connection, TrackedPerson owner, TimeSpan now)
{
    /// <summary>A device that sends nothing for so long is idle, whatever it says.</summary>
    public static readonly TimeSpan IdleAfter = TimeSpan.FromMinutes(10);

    private long _lastEventTicks = now.Ticks;
    private volatile bool _fellAsleep;

    public Connection Connection { get; } = connection;

    public TrackedPerson Owner { get; } = owner;

    /// <summary>The client has said that nobody is at it.</summary>
    public bool SaysIdle { get; set; }

    /// <summary>Whom its person looks at.</summary>
    public IReadOnlyList<TrackedPerson> Watched { get; set; } = [];

    /// <summary>Counts the times it said whom it looks at: only the latest counts, whichever is done last.</summary>
    public int Watches { get; set; }

    public bool IsGone { get; set; }

    /// <summary>Notes that the client has sent something; quick, and without the lock.</summary>
    /// <returns>Whether it was idle for want of that, so that its person must be looked at again.</returns>
    public bool Heard(TimeSpan now)
    {
        Volatile.Write(ref _lastEventTicks, now.Ticks);
        return _fellAsleep;
    }

    /// <summary>Whether somebody is at it.</summary>
    /// <param name="now">The time.</param>
    /// <param name="until">When it becomes idle unless it is heard of before.</param>
    public bool IsActive(TimeSpan now, out TimeSpan until)
    {
        until = new TimeSpan(Volatile.Read(ref _lastEventTicks)) + IdleAfter;
        _fellAsleep = !SaysIdle && until <= now;
        return !SaysIdle && !_fellAsleep;
    }
}
