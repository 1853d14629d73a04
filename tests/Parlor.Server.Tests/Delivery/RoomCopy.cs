using System.Text.Json;

namespace Parlor.Server.Tests.Delivery;

/// <summary>
/// What a client has of one room's log. It grows by live events and by what <c>sync</c> answers; anything that a client must never
/// see (a gap, an event that differs from the one it had under that number) is remembered as a fault.
/// </summary>
internal sealed class RoomCopy(string room)
{
    private readonly List<JsonElement> _log = [];
    private readonly SortedDictionary<long, JsonElement> _early = [];
    private long _lastLive;
    private bool _left;

    public string Room => room;

    public string? Fault { get; private set; }

    public long LastSeq => _log.Count;

    public IReadOnlyList<JsonElement> Log => _log;

    /// <summary>Caught up with <c>sync</c> on this connection: from here on live events alone must keep the copy whole.</summary>
    public bool IsLive { get; private set; }

    /// <summary>Counts the times that following ended, so that an answer from before is known to be old.</summary>
    public int Version { get; private set; }

    /// <param name="happened">The event.</param>
    /// <param name="comesBack">It lets the person, who had left, back in.</param>
    public void OnLive(JsonElement happened, bool comesBack)
    {
        if (_left && !comesBack)
            Fault ??= $"an event came to somebody who had left: {happened}";
        _left = false;
        var seq = happened.GetProperty("seq").GetInt64();
        if (_lastLive != 0 && seq != _lastLive + 1)
            Fault ??= $"live event {seq} came after {_lastLive}";
        _lastLive = seq;
        Add(seq, happened);
        if (IsLive && _early.Count > 0)
            Fault ??= $"live event {seq} came where {LastSeq + 1} was due";
    }

    public void OnMissed(JsonElement events)
    {
        foreach (var happened in events.EnumerateArray())
            Add(happened.GetProperty("seq").GetInt64(), happened);
    }

    public void OnCaughtUp()
    {
        IsLive = true;
        if (_early.Count > 0)
            Fault ??= $"after sync, {_early.Keys.First()} is there and {LastSeq + 1} is not";
    }

    /// <summary>The person has left the room, on whichever device: nothing of it may come here any more.</summary>
    public void OnLeft()
    {
        OnDisconnected();
        _left = true;
    }

    /// <summary>Live events no longer come, and may have been missed.</summary>
    public void OnDisconnected()
    {
        _left = false;
        IsLive = false;
        Version++;
        _lastLive = 0;
        _early.Clear();
    }

    private void Add(long seq, JsonElement happened)
    {
        if (seq <= LastSeq)
        {
            if (!JsonElement.DeepEquals(_log[(int)seq - 1], happened))
                Fault ??= $"two events {seq}: {_log[(int)seq - 1]} and {happened}";
            return;
        }

        _early[seq] = happened;
        while (_early.Remove(LastSeq + 1, out var next))
            _log.Add(next);
    }
}
