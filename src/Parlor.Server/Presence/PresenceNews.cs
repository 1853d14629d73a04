using Parlor.Server.Realtime;

namespace Parlor.Server.Presence;

/// <summary>Who has changed, and which connections are to be told of which of them.</summary>
internal sealed class PresenceNews
{
    private readonly List<PersonPresence> _people = [];
    private readonly Dictionary<Connection, List<int>> _told = [];

    public IReadOnlyList<PersonPresence> People => _people;

    /// <summary>For each connection the places in <see cref="People"/>, ascending.</summary>
    public IReadOnlyDictionary<Connection, List<int>> Told => _told;

    public void Add(PersonPresence person, IEnumerable<Connection> watchers)
    {
        foreach (var watcher in watchers)
        {
            if (!_told.TryGetValue(watcher, out var places))
                _told[watcher] = places = [];
            places.Add(_people.Count);
        }

        _people.Add(person);
    }
}
