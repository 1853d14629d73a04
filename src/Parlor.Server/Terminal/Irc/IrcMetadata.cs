using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>
/// What clients of IRC note down about people and rooms for each other (IRCv3 draft/metadata), such as the address of a picture. It is kept
/// in memory: of people as long as they are connected by IRC, of rooms as long as the server runs.
/// </summary>
internal sealed class IrcMetadata : ICommitListener
{
    /// <summary>Notes about one person or room.</summary>
    public const int MostKeys = 20;

    /// <summary>Bytes of a value.</summary>
    public const int LongestValue = 300;

    private const int LongestKey = 64;

    /// <summary>People and rooms with notes; more get none.</summary>
    private const int MostSubjects = 10_000;

    private static readonly Dictionary<string, string> Nothing = new(StringComparer.Ordinal);

    private readonly Lock _lock = new();
    private readonly Dictionary<MetadataSubject, SortedDictionary<string, string>> _notes = [];

    public static bool IsKey(string key) =>
        key.Length is > 0 and <= LongestKey && key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '.' or '/' or '-');

    public IReadOnlyDictionary<string, string> Of(MetadataSubject subject)
    {
        lock (_lock)
            return _notes.TryGetValue(subject, out var notes) ? new Dictionary<string, string>(notes, StringComparer.Ordinal) : Nothing;
    }

    /// <summary>People about whom there are notes: no more than are connected by IRC.</summary>
    public IReadOnlyList<long> People
    {
        get
        {
            lock (_lock)
                return [.. _notes.Keys.Where(subject => !subject.IsRoom).Select(subject => subject.Id)];
        }
    }

    /// <summary>Sets a note; false, and nothing changes, where there are too many already.</summary>
    public bool TrySet(MetadataSubject subject, string key, string value)
    {
        lock (_lock)
        {
            if (!_notes.TryGetValue(subject, out var notes))
            {
                if (_notes.Count >= MostSubjects)
                    return false;
                _notes[subject] = notes = new SortedDictionary<string, string>(StringComparer.Ordinal);
            }

            if (notes.Count >= MostKeys && !notes.ContainsKey(key))
                return false;
            notes[key] = value;
            return true;
        }
    }

    public void Unset(MetadataSubject subject, string key)
    {
        lock (_lock)
        {
            if (_notes.TryGetValue(subject, out var notes) && notes.Remove(key) && notes.Count == 0)
                _notes.Remove(subject);
        }
    }

    public void Forget(MetadataSubject subject)
    {
        lock (_lock)
            _notes.Remove(subject);
    }

    void ICommitListener.Committed(IReadOnlyList<CommittedEvent> committed)
    {
        foreach (var deleted in committed.OfType<RoomDeleted>())
            Forget(new MetadataSubject(deleted.RoomId, IsRoom: true));
    }
}

/// <summary>What notes are about.</summary>
internal readonly record struct MetadataSubject(long Id, bool IsRoom);
