using System.Globalization;

namespace Parlor.SocketIO;

/// <summary>
/// The events of a namespace, numbered, and the sessions of those who lost their connection. An event is numbered and
/// handed to its receivers under one lock, so that to every client the numbers only rise: the last one it has seen says
/// what it has missed.
/// </summary>
internal sealed class RecoveryLog(ConnectionStateRecoveryOptions options, TimeSpan heartbeat, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Queue<Entry> _entries = new();
    private readonly Dictionary<string, long> _startOf = new(StringComparer.Ordinal);
    private readonly KeptSessions _sessions = new(options, time);
    private long _last;
    private long _bytes;
    private long _newestDropped = long.MinValue;

    /// <summary>The number of the last event.</summary>
    public long Last => Volatile.Read(ref _last);

    /// <summary>A member from whom it is known that it misses nothing so far.</summary>
    public void Start(string id)
    {
        lock (_gate)
            _startOf[id] = _last;
    }

    public void End(string id)
    {
        lock (_gate)
            _startOf.Remove(id);
    }

    /// <summary>Gives the event its offset, keeps it, unless it is volatile, and has it delivered.</summary>
    public void Record(EncodedPacket packet, BroadcastTarget target, Action<EncodedPacket, BroadcastTarget> deliver)
    {
        lock (_gate)
        {
            bool kept = !target.Flags.HasFlag(BroadcastFlags.Volatile);
            if (kept)
                Volatile.Write(ref _last, _last + 1);
            // Clients take a last argument that is text for an offset, so one that is dropped easily has to bear one too.
            EncodedPacket numbered = packet.WithLastArgument(Offset(_last));
            if (kept)
                Add(new Entry(_last, time.GetTimestamp(), numbered, target));
            deliver(numbered, target);
        }
    }

    public void Keep(RecoverableSession session, string memberId, IReadOnlyDictionary<string, long> joins)
    {
        lock (_gate)
            _sessions.Add(new KeptSession(session, _startOf.GetValueOrDefault(memberId), joins));
    }

    public RecoverableSession? Take(string pid, string? offset)
    {
        lock (_gate)
        {
            if (_sessions.Take(pid) is not { } kept)
                return null;
            long seen = kept.Start;
            if (offset is not null && !TryParse(offset, out seen))
                return null;
            // Whatever was sent longer before the loss than a heartbeat takes has arrived: pongs for later pings came back.
            long arrived = kept.LostAt - (long)(heartbeat.TotalSeconds * time.TimestampFrequency);
            bool knowsAll = _entries.TryPeek(out Entry? first) ? seen >= first.Number - 1 : seen == _last;
            return seen <= _last && (knowsAll || _newestDropped <= arrived) ? kept with { Seen = seen } : null;
        }
    }

    public void Resume(RecoverableSession session, IRoomMember member, Action add, Action<string, long> join)
    {
        var kept = (KeptSession)session;
        lock (_gate)
        {
            _startOf[member.Id] = kept.Start;
            add();
            foreach ((string room, long number) in kept.Joins)
                join(room, number);
            foreach (Entry entry in _entries)
            {
                if (entry.Number > kept.Seen && kept.IsFor(entry.Number, entry.Target))
                    member.Deliver(entry.Packet, BroadcastFlags.None);
            }
        }
    }

    private void Add(Entry entry)
    {
        _entries.Enqueue(entry);
        _bytes += entry.Packet.Frames.Length;
        long oldest = time.GetTimestamp() - (long)((options.MaxDisconnectionDuration + heartbeat).TotalSeconds * time.TimestampFrequency);
        while (_entries.TryPeek(out Entry? first)
            && (first.At < oldest || _entries.Count > options.MaxPackets || _bytes > options.MaxBytes))
        {
            _entries.Dequeue();
            _bytes -= first.Packet.Frames.Length;
            _newestDropped = first.At;
        }
    }

    private static string Offset(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool TryParse(string offset, out long number) =>
        long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private sealed record Entry(long Number, long At, EncodedPacket Packet, BroadcastTarget Target);
}
