using System.Collections.Concurrent;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Presence;

/// <summary>
/// Who is there, in memory. Connections come and go and say whether somebody is at them; watchers say whom they look at;
/// <see cref="PresencePulse"/> asks each second what has changed.
/// </summary>
public sealed class PresenceTracker(PresenceStore store, Blocks blocks, TimeProvider clock)
    : IConnectionListener, ICommitListener, IProfileAudience
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<Connection, Device> _devices = new();
    private readonly TrackedPeople _people = new(clock);

    /// <summary>Counts what was stored: what was read before may be old.</summary>
    private long _version;

    /// <summary>How many people it knows anything of.</summary>
    internal int Count
    {
        get
        {
            lock (_lock)
                return _people.Count;
        }
    }

    private TimeSpan Now => clock.GetElapsedTime(0);

    void IConnectionListener.Connected(Connection connection)
    {
        while (true)
        {
            var version = Volatile.Read(ref _version);
            bool known;
            lock (_lock)
                known = _people.Contains(connection.UserId);
            var stored = known ? null : store.Read(connection.UserId);
            lock (_lock)
            {
                if (known ? !_people.Contains(connection.UserId) : version != _version)
                    continue;
                var person = _people.Track(connection.UserId, stored);
                var device = _devices[connection] = new Device(connection, person, Now);
                person.Add(device);
                _people.Look(person);
                return;
            }
        }
    }

    void IConnectionListener.Heard(Connection connection)
    {
        if (_devices.TryGetValue(connection, out var device) && device.Heard(Now))
            LookAgain(device);
    }

    void IConnectionListener.Disconnected(Connection connection)
    {
        if (!_devices.TryRemove(connection, out var device))
            return;
        lock (_lock)
        {
            device.IsGone = true;
            _people.Watch(device, []);
            device.Owner.Leave(device, Now, Timestamp.Now(clock));
            _people.Look(device.Owner);
        }
    }

    void ICommitListener.Committed(IReadOnlyList<CommittedEvent> committed)
    {
        foreach (var happened in committed)
        {
            if (happened is PresenceChosen chosen)
                Choose(chosen.UserId, chosen.Choice);
            else if (happened is BlockChanged block)
                Hide(block.ById, block.UserId);
        }
    }

    IReadOnlyCollection<Connection> IProfileAudience.LookingAt(long userId)
    {
        lock (_lock)
            return [.. _people.Find(userId)?.Watchers.Select(watcher => watcher.Connection) ?? []];
    }

    /// <summary>Notes whether somebody is at a device, as its client says.</summary>
    internal void Report(Connection connection, bool idle)
    {
        if (!_devices.TryGetValue(connection, out var device))
            return;
        device.SaysIdle = idle;
        LookAgain(device);
    }

    /// <summary>What somebody sees of these people, in this order; each of them must exist.</summary>
    /// <param name="viewerId">Who asks.</param>
    /// <param name="asked">Whom to look at. Awaited in here, since of a device's calls the one that began last counts.</param>
    /// <param name="watcher">Their connection that is told from now on when one of them changes, and of nobody else; null: none.</param>
    internal async Task<IReadOnlyList<PersonPresence>> Describe(long viewerId, Task<IReadOnlyList<long>> asked, Connection? watcher = null)
    {
        var device = watcher is null ? null : _devices.GetValueOrDefault(watcher);
        var watch = device is null ? 0 : NextWatch(device);
        var userIds = await asked;
        while (true)
        {
            var version = Volatile.Read(ref _version);
            HashSet<long> unknown;
            lock (_lock)
                unknown = [.. userIds.Where(id => !_people.Contains(id))];
            var stored = await store.Read(unknown);
            var hidden = await blocks.Around(viewerId);
            lock (_lock)
            {
                if (version != _version || !userIds.All(id => _people.Contains(id) || unknown.Contains(id)))
                    continue;
                var people = userIds.Select(id => _people.Track(id, stored.GetValueOrDefault(id, StoredPresence.None))).ToList();
                if (device is { IsGone: false } && device.Watches == watch)
                    _people.Watch(device, people.FindAll(person => !hidden.Contains(person.Id)));
                var seen = people.ConvertAll(person => hidden.Contains(person.Id) ? PersonPresence.Hidden(person.Id) : person.Seen());
                people.ForEach(_people.ForgetUnneeded);
                return seen;
            }
        }
    }

    /// <summary>Looks again at those whose time has come, and takes what there is to tell.</summary>
    internal PresenceNews TakeNews()
    {
        lock (_lock)
            return _people.TakeNews();
    }

    /// <summary>Takes people whose last seen is not stored yet; <see cref="Settle"/> must follow.</summary>
    internal IReadOnlyList<(long UserId, Timestamp At)> TakeUnwritten(int most)
    {
        lock (_lock)
            return _people.TakeUnwritten(most);
    }

    /// <inheritdoc cref="TrackedPeople.Settle"/>
    internal void Settle(IReadOnlyList<(long UserId, Timestamp At)> taken, bool stored)
    {
        lock (_lock)
        {
            _version++;
            _people.Settle(taken, stored);
        }
    }

    /// <summary>The server stops: whoever is there was seen until now.</summary>
    internal void EndAll()
    {
        lock (_lock)
            _people.EndAll();
    }

    private int NextWatch(Device device)
    {
        lock (_lock)
            return ++device.Watches;
    }

    private void LookAgain(Device device)
    {
        lock (_lock)
            _people.Look(device.Owner);
    }

    private void Choose(long userId, PresenceChoice choice)
    {
        lock (_lock)
        {
            _version++;
            if (_people.Find(userId) is not { } person)
                return;
            var before = person.Seen();
            person.Choice = choice;
            _people.Look(person);
            if (person.Seen() != before)
                _people.Announce(person);
        }
    }

    private void Hide(long one, long other)
    {
        lock (_lock)
        {
            _version++;
            _people.Hide(one, viewerId: other);
            _people.Hide(other, viewerId: one);
        }
    }
}
