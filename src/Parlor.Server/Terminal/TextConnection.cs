using Parlor.Server.Realtime;

namespace Parlor.Server.Terminal;

/// <summary>
/// Somebody who has logged in over a text protocol. Events are told in the order of the feed. They are held back while the client is shown
/// what came before them, and while something is read from the database that has to be known to tell them.
/// </summary>
internal abstract class TextConnection(ITextClient client, TextRooms rooms, long userId, long sessionId)
    : Connection(userId, sessionId, client.Address)
{
    /// <summary>Events held back at most: somebody for whom there are more is cut off.</summary>
    private const int MostHeld = 10_000;

    // In order. What is told is told under a lock on it, and so in order.
    private readonly List<OutgoingEvent> _held = [];
    private bool _isHolding = true;
    private bool _isReading;
    private Task _reading = Task.CompletedTask;

    // Changed under the lock that LiveConnections has for the person.
    private HashSet<long>? _followed;

    protected ITextClient Client { get; } = client;

    /// <summary>From here on nothing is told until <see cref="Release"/>; a new connection begins so.</summary>
    public void Hold()
    {
        lock (_held)
            _isHolding = true;
    }

    /// <summary>From here on what happens is told, beginning with what was held back.</summary>
    /// <param name="isSeen">Which events the client has been shown meanwhile; null: none.</param>
    public void Release(Predicate<OutgoingEvent>? isSeen = null)
    {
        lock (_held)
        {
            if (isSeen is not null)
                _held.RemoveAll(isSeen);
            _isHolding = false;
            TellHeld();
        }
    }

    /// <summary>Completes once nothing waits to be read from the database.</summary>
    public async Task WhenTold()
    {
        while (IsReading(out var reading))
            await reading;
    }

    /// <summary>Tells the client what has happened. Called in the order of the feed; must not wait.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="shared">How it was put into words for others, for those to whom the same words go.</param>
    internal virtual void Hear(OutgoingEvent happened, Renderings shared)
    {
        lock (_held)
        {
            if (_isHolding || _held.Count > 0 || !TryShow(happened, shared))
                HoldBack(happened);
        }
    }

    internal sealed override void Tell(OutgoingEvent happened) => Hear(happened, new Renderings());

    internal sealed override void End() => Client.Close();

    internal override void Follow(long roomId)
    {
        (_followed ??= []).Add(roomId);
        rooms.Add(roomId, this);
    }

    internal override void Unfollow(long roomId)
    {
        _followed?.Remove(roomId);
        rooms.Remove(roomId, this);
    }

    /// <summary>Follows nothing any more; once nobody calls <see cref="Follow"/> again.</summary>
    internal void UnfollowAll()
    {
        foreach (var roomId in _followed ?? [])
            rooms.Remove(roomId, this);
    }

    /// <summary>Puts an event into words for the client, if it has any for it; one event at a time, in their order.</summary>
    /// <returns>False, and nothing is told, where <see cref="Read"/> has to come first.</returns>
    protected abstract bool TryShow(OutgoingEvent happened, Renderings shared);

    /// <summary>Reads from the database what has to be known to tell of an event.</summary>
    protected abstract void Read(OutgoingEvent happened);

    private bool IsReading(out Task reading)
    {
        lock (_held)
        {
            reading = _reading;
            return _isReading;
        }
    }

    private void HoldBack(OutgoingEvent happened)
    {
        if (_held.Count == MostHeld)
        {
            Client.Close();
            return;
        }

        _held.Add(happened);
        TellHeld();
    }

    /// <summary>Tells what is held back, up to the first event that something has to be read for.</summary>
    private void TellHeld()
    {
        if (_isHolding || _isReading)
            return;
        var told = 0;
        while (told < _held.Count && TryShow(_held[told], new Renderings()))
            told++;
        _held.RemoveRange(0, told);
        if (_held.Count == 0)
        {
            _held.TrimExcess();
            return;
        }

        var next = _held[0];
        _isReading = true;
        _reading = Task.Run(() => ReadAndTell(next));
    }

    private void ReadAndTell(OutgoingEvent next)
    {
        var isRead = true;
        try
        {
            Read(next);
        }
        catch (Exception)
        {
            // Without the database nothing goes on here; the client comes back once there is one.
            isRead = false;
            Client.Close();
        }

        lock (_held)
        {
            _isReading = false;
            if (isRead)
                TellHeld();
        }
    }
}
