using System.Runtime.InteropServices;
using System.Text.Json;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Presence;

/// <summary>
/// Once a second: tells watchers who has changed, all in one event, and stores when people were last seen, all in one transaction.
/// However many people come or go, this is what it costs.
/// </summary>
public sealed partial class PresencePulse : IAsyncDisposable
{
    /// <summary>People whose last seen is stored in one transaction, at most; the others wait for the next second.</summary>
    private const int MostWrites = 1_000;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly PresenceTracker _tracker;
    private readonly LiveConnections _connections;
    private readonly Db _db;
    private readonly ILogger<PresencePulse> _logger;
    private readonly ITimer _timer;
    private readonly Lock _beating = new();
    private Task _writing = Task.CompletedTask;
    private bool _stopped;

    public PresencePulse(PresenceTracker tracker, LiveConnections connections, Db db, TimeProvider clock, ILogger<PresencePulse> logger)
    {
        (_tracker, _connections, _db, _logger) = (tracker, connections, db, logger);
        // It is started again after each beat: one that takes long delays the next, and is not overtaken by it.
        _timer = clock.CreateTimer(_ => Beat(), null, Period, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Stores when those who are connected were last seen: now.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        lock (_beating)
            _stopped = true;
        await _writing;
        _tracker.EndAll();
        await Write();
    }

    private void Beat()
    {
        lock (_beating)
        {
            if (_stopped)
                return;
            try
            {
                Tell();
                if (_writing.IsCompleted)
                    _writing = Write(MostWrites);
            }
            catch (Exception failure)
            {
                LogFailure(failure);
            }

            _timer.Change(Period, Timeout.InfiniteTimeSpan);
        }
    }

    private void Tell()
    {
        var news = _tracker.TakeNews();
        var people = news.People.Select(person => JsonSerializer.SerializeToUtf8Bytes(person, PresenceJson.Wire.PersonPresence)).ToArray();
        foreach (var same in news.Told.GroupBy(told => told.Value, told => told.Key, SamePlaces.Comparer))
            new PresenceChanged([.. same], Body(same.Key, people)).DeliverTo(_connections);
    }

    private static byte[] Body(List<int> places, byte[][] people)
    {
        using var body = new MemoryStream();
        body.Write("{\"people\":["u8);
        for (var i = 0; i < places.Count; i++)
        {
            if (i > 0)
                body.WriteByte((byte)',');
            body.Write(people[places[i]]);
        }

        body.Write("]}"u8);
        return body.ToArray();
    }

    private async Task Write(int most = int.MaxValue)
    {
        var seen = _tracker.TakeUnwritten(most);
        if (seen.Count == 0)
            return;
        try
        {
            await _db.Write(transaction =>
            {
                foreach (var (userId, at) in seen)
                    PresenceStore.Saw(transaction, userId, at);
            });
            _tracker.Settle(seen, stored: true);
        }
        catch (Exception failure)
        {
            LogFailure(failure);
            _tracker.Settle(seen, stored: false);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Presence could not be told or stored")]
    private partial void LogFailure(Exception failure);

    /// <summary>Watchers of the same people share one event.</summary>
    private sealed class SamePlaces : IEqualityComparer<List<int>>
    {
        public static SamePlaces Comparer { get; } = new();

        public bool Equals(List<int>? x, List<int>? y) => CollectionsMarshal.AsSpan(x).SequenceEqual(CollectionsMarshal.AsSpan(y));

        public int GetHashCode(List<int> obj)
        {
            var hash = default(HashCode);
            hash.AddBytes(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(obj)));
            return hash.ToHashCode();
        }
    }
}

/// <summary>What people's presence is now, for those who look at them.</summary>
internal sealed class PresenceChanged(IReadOnlyCollection<Connection> watchers, byte[] body) : OutgoingEvent
{
    public override string Type => "presence_changed";

    internal override void DeliverTo(LiveConnections connections) => connections.ToAll([], [], watchers, this);

    protected override byte[] Encode() => body;
}
