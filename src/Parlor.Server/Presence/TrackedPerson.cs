using Parlor.Server.Data;

namespace Parlor.Server.Presence;

/// <summary>
/// A person who is connected, or whom somebody looks at: their devices merged into one state. Guarded by the tracker's lock.
/// </summary>
internal sealed class TrackedPerson(long id, StoredPresence stored)
{
    /// <summary>A device that is gone counts for so long as if it were there: it may be on its way back.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    // Most people have no watchers, and one device.
    private HashSet<Device>? _watchers;
    private Device[] _devices = [];
    private TimeSpan _graceEnds = TimeSpan.MinValue;
    private bool _leftActive;

    public long Id { get; } = id;

    public PresenceChoice Choice { get; set; } = stored.Choice;

    /// <summary>As of the last look.</summary>
    public PresenceState State { get; private set; }

    /// <summary>When the last device went.</summary>
    public Timestamp? LeftAt { get; private set; }

    /// <summary>When others last saw them go offline.</summary>
    public Timestamp? LastSeen { get; set; } = stored.LastSeen;

    public IReadOnlyList<Device> Devices => _devices;

    /// <summary>The devices of those who look at them.</summary>
    public IReadOnlyCollection<Device> Watchers => _watchers ?? (IReadOnlyCollection<Device>)[];

    /// <summary>Waits for the watchers to be told.</summary>
    public bool HasChanged { get; set; }

    /// <summary>Waits for <see cref="LastSeen"/> to be stored.</summary>
    public bool IsUnwritten { get; set; }

    /// <summary>When the tracker will look again by itself.</summary>
    public TimeSpan LookAt { get; set; } = TimeSpan.MaxValue;

    /// <summary>Nothing is known of them that the database does not know, and nobody wants to know more.</summary>
    public bool IsForgettable =>
        State == PresenceState.Offline && Devices.Count == 0 && Watchers.Count == 0 && !IsUnwritten && LookAt == TimeSpan.MaxValue;

    public void Add(Device device) => _devices = [.. _devices, device];

    public void Leave(Device device, TimeSpan now, Timestamp at)
    {
        _devices = [.. _devices.Where(other => other != device)];
        _leftActive = device.IsActive(now, out _) || (_leftActive && now < _graceEnds);
        _graceEnds = now + Grace;
        LeftAt = at;
    }

    public void AddWatcher(Device watcher) => (_watchers ??= []).Add(watcher);

    public void RemoveWatcher(Device watcher)
    {
        if (_watchers?.Remove(watcher) is true && _watchers.Count == 0)
            _watchers = null;
    }

    /// <summary>Works out the state as it is now.</summary>
    /// <returns>When it may change by itself.</returns>
    public TimeSpan Look(TimeSpan now)
    {
        var lingers = now < _graceEnds;
        var (here, active, next) = (lingers || Devices.Count > 0, lingers && _leftActive, lingers ? _graceEnds : TimeSpan.MaxValue);
        foreach (var device in _devices)
        {
            if (!device.IsActive(now, out var until))
                continue;
            active = true;
            next = until < next ? until : next;
        }

        State = !here || Choice.Mode == PresenceMode.Invisible ? PresenceState.Offline
            : Choice.Mode == PresenceMode.Dnd ? PresenceState.Dnd
            : active ? PresenceState.Online
            : PresenceState.Idle;
        return next;
    }

    /// <summary>What others see.</summary>
    public PersonPresence Seen() =>
        new(Ids.Text(Id), State, State == PresenceState.Offline && Choice.ShowLastSeen ? LastSeen : null);
}
