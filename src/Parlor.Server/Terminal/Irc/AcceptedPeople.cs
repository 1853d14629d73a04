using System.Collections.Concurrent;

namespace Parlor.Server.Terminal.Irc;

/// <summary>Whom people hear who otherwise hear those alone who have an account (mode <c>R</c>): accepted, or written to.</summary>
internal sealed class AcceptedPeople
{
    /// <summary>Pairs kept; one more, and the memory starts again empty.</summary>
    private const int Capacity = 16_384;

    private readonly ConcurrentDictionary<(long By, long UserId), byte> _pairs = new();

    public bool Has(long by, long userId) => _pairs.ContainsKey((by, userId));

    public void Add(long by, long userId)
    {
        if (_pairs.Count >= Capacity)
            _pairs.Clear();
        _pairs[(by, userId)] = 0;
    }

    public void Remove(long by, long userId) => _pairs.TryRemove((by, userId), out _);
}
