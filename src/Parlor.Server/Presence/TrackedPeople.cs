using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Presence;

/// <summary>
/// People who are connected, and people whom somebody looks at; what there is to tell of them, and to store. Guarded by the tracker's
/// lock.
/// </summary>
internal sealed class TrackedPeople(TimeProvider clock)
{
    private readonly Dictionary<long, TrackedPerson> _people = [];

    // By their ids: somebody who has gone before their time comes is not kept for it.
    private readonly PriorityQueue<long, TimeSpan> _looks = new();
    private readonly Queue<TrackedPerson> _unwritten = new();
    private List<TrackedPerson> _changed = [];
    private List<(Device Watcher, long UserId)> _hidden = [];

    private TimeSpan Now => clock.GetElapsedTime(0);

    public int Count => _people.Count;

    public bool Contains(long userId) => _people.ContainsKey(userId);

    public TrackedPerson? Find(long userId) => _people.GetValueOrDefault(userId);

    /// <param name="userId">Whom to track.</param>
    /// <param name="stored">What is stored of them; needed where they are not tracked yet.</param>
    public TrackedPerson Track(long userId, StoredPresence? stored)
    {
        if (!_people.TryGetValue(userId, out var person))
            _people[userId] = person = new TrackedPerson(userId, stored!);
        return person;
    }

    /// <summary>Works out whether a person is there, after something that may have changed it.</summary>
    public void Look(TrackedPerson person)
    {
        var before = person.State;
        var next = person.Look(Now);
        if (next < person.LookAt)
        {
            person.LookAt = next;
            _looks.Enqueue(person.Id, next);
        }

        if (person.State != before)
        {
            if (person.State == PresenceState.Offline)
                NoteLastSeen(person);
            Announce(person);
        }

        ForgetUnneeded(person);
    }

    /// <summary>Has the watchers told what they see of a person now.</summary>
    public void Announce(TrackedPerson person)
    {
        if (person.HasChanged || person.Watchers.Count == 0)
            return;
        person.HasChanged = true;
        _changed.Add(person);
    }

    /// <summary>Makes these the people that a device looks at.</summary>
    public void Watch(Device device, IReadOnlyList<TrackedPerson> people)
    {
        foreach (var person in people)
            person.AddWatcher(device);
        var before = device.Watched;
        device.Watched = people;
        foreach (var person in before.Except(people))
        {
            person.RemoveWatcher(device);
            ForgetUnneeded(person);
        }
    }

    /// <summary>Lets a person's devices look no longer at somebody, who seems to go.</summary>
    public void Hide(long userId, long viewerId)
    {
        if (Find(viewerId) is not { } viewer || Find(userId) is not { } person)
            return;
        foreach (var device in viewer.Devices.Where(person.Watchers.Contains))
        {
            Watch(device, [.. device.Watched.Where(watched => watched != person)]);
            _hidden.Add((device, userId));
        }
    }

    public void ForgetUnneeded(TrackedPerson person)
    {
        if (person.IsForgettable)
            _people.Remove(person.Id);
    }

    /// <inheritdoc cref="PresenceTracker.TakeNews"/>
    public PresenceNews TakeNews()
    {
        LookAtDue();
        var news = new PresenceNews();
        foreach (var person in _changed)
        {
            person.HasChanged = false;
            news.Add(person.Seen(), person.Watchers.Select(watcher => watcher.Connection));
        }

        foreach (var (watcher, userId) in _hidden)
            news.Add(PersonPresence.Hidden(userId), [watcher.Connection]);
        (_changed, _hidden) = ([], []);
        return news;
    }

    /// <inheritdoc cref="PresenceTracker.TakeUnwritten"/>
    public IReadOnlyList<(long UserId, Timestamp At)> TakeUnwritten(int most)
    {
        var taken = new List<(long, Timestamp)>();
        while (taken.Count < most && _unwritten.TryDequeue(out var person))
            taken.Add((person.Id, person.LastSeen!.Value));
        return taken;
    }

    /// <summary>What was taken is stored, or could not be; what is not, or is old by now, waits again.</summary>
    public void Settle(IReadOnlyList<(long UserId, Timestamp At)> taken, bool stored)
    {
        foreach (var (userId, at) in taken)
        {
            var person = _people[userId];
            person.IsUnwritten = false;
            if (!stored || person.LastSeen != at)
                Enqueue(person);
            ForgetUnneeded(person);
        }
    }

    /// <summary>Whoever is there was seen until now.</summary>
    public void EndAll()
    {
        foreach (var person in _people.Values.Where(person => person.State != PresenceState.Offline))
            NoteLastSeen(person);
    }

    private void LookAtDue()
    {
        var now = Now;
        while (_looks.TryPeek(out var userId, out var at) && at <= now)
        {
            _looks.Dequeue();
            // They were put in again for an earlier time, which has come and gone, or they have.
            if (Find(userId) is not { } due || due.LookAt != at)
                continue;
            due.LookAt = TimeSpan.MaxValue;
            Look(due);
        }
    }

    private void NoteLastSeen(TrackedPerson person)
    {
        person.LastSeen = person.Devices.Count > 0 ? Timestamp.Now(clock) : person.LeftAt;
        if (!person.IsUnwritten)
            Enqueue(person);
    }

    private void Enqueue(TrackedPerson person)
    {
        person.IsUnwritten = true;
        _unwritten.Enqueue(person);
    }
}
