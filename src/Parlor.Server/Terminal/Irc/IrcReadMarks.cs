using System.Collections.Concurrent;

namespace Parlor.Server.Terminal.Irc;

/// <summary>
/// Up to which time people have read, as their clients of IRC say it. Parlor itself knows up to which message; it is told, and asked where
/// no client has said anything since the server started.
/// </summary>
internal sealed class IrcReadMarks
{
    /// <summary>Marks kept; one more, and the memory starts again empty.</summary>
    private const int Capacity = 65_536;

    private readonly ConcurrentDictionary<(long UserId, string Target), long> _marks = new();

    /// <summary>The time in milliseconds; null: none is known.</summary>
    public long? Of(long userId, string target) => _marks.TryGetValue((userId, target), out var mark) ? mark : null;

    /// <summary>Moves a mark forward, never back; gives where it is now.</summary>
    public long Advance(long userId, string target, long milliseconds)
    {
        if (_marks.Count >= Capacity)
            _marks.Clear();
        return _marks.AddOrUpdate((userId, target), milliseconds, (_, before) => Math.Max(before, milliseconds));
    }
}
