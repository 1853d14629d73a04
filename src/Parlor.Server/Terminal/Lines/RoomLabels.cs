using System.Collections.Concurrent;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Lines;

/// <summary>
/// What rooms are called in lines: by their names, and direct conversations by the other's username. Kept in memory, as events come
/// faster than the database is asked.
/// </summary>
internal sealed class RoomLabels(RoomAccess access, People people) : ICommitListener
{
    /// <summary>Labels kept; one more, and the memory starts again empty.</summary>
    private const int Capacity = 50_000;

    /// <summary>In the place of the reader, where all read the same.</summary>
    private const long Everyone = 0;

    private readonly ConcurrentDictionary<(long RoomId, long ReaderId), string> _labels = new();

    /// <summary>The label, if it is known; else <see cref="Load"/> it.</summary>
    public string? Find(long roomId, long readerId) =>
        _labels.TryGetValue((roomId, Everyone), out var label) || _labels.TryGetValue((roomId, readerId), out label) ? label : null;

    /// <summary>Learns the label of a room from the database; that of one which is gone is its id.</summary>
    public string Load(long roomId, long readerId)
    {
        if (_labels.Count >= Capacity)
            _labels.Clear();
        var (holder, label) = (Everyone, Ids.Text(roomId));
        try
        {
            var room = access.Of(readerId, roomId);
            (holder, label) = room.Kind == RoomKind.Direct
                ? (readerId, LineFormat.DirectSign + people.Get(Conversation.OtherThan(readerId, room.Name)).Username)
                : (Everyone, room.Name);
        }
        catch (Problem gone) when (gone.Code == ProblemCode.NotFound)
        {
            holder = readerId;
        }

        return _labels[(roomId, holder)] = label;
    }

    void ICommitListener.Committed(IReadOnlyList<CommittedEvent> committed)
    {
        foreach (var happened in committed)
        {
            if (happened is RoomUpdated { RoomId: var id, Details.Name: var name } && _labels.ContainsKey((id, Everyone)))
                _labels[(id, Everyone)] = name;
        }
    }
}
