using System.Collections.Concurrent;

namespace Parlor.Server.Terminal.Irc;

/// <summary>Who was invited by IRC into which room, and by whom: once they join, it is as if that person adds them.</summary>
internal sealed class IrcInvites
{
    /// <summary>Invitations kept; one more, and the memory starts again empty.</summary>
    private const int Capacity = 4_096;

    private readonly ConcurrentDictionary<(long UserId, string Room), long> _inviters = new();

    public void Keep(long userId, string room, long inviterId)
    {
        if (_inviters.Count >= Capacity)
            _inviters.Clear();
        _inviters[(userId, room)] = inviterId;
    }

    /// <summary>Who has invited the person, if anybody; it counts once.</summary>
    public long? Take(long userId, string room) => _inviters.TryRemove((userId, room), out var inviterId) ? inviterId : null;
}
