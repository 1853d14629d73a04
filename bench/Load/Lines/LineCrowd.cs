using System.Text;
using Parlor.Bench.Load.Cases;
using Parlor.Bench.Net;
using Parlor.Bench.Report;

namespace Parlor.Bench.Load.Lines;

/// <summary>
/// Many who are connected over raw TCP, the first of whom talk. Every line that comes is checked: each hears what each of the others in
/// their room says, once, in order, byte for byte.
/// </summary>
internal sealed class LineCrowd : IDisposable
{
    /// <summary>Clients that come in at the same time.</summary>
    private const int ConnectingAtOnce = 32;

    private static readonly ReceiveRing? Ring = ReceiveRing.TryCreate();

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Epoll _epoll = new();
    private readonly Libc.EpollEvent[] _ready = new Libc.EpollEvent[512];
    private readonly int[] _descriptors = new int[ReceiveRing.Most];
    private readonly List<LineClient> _clients = [];
    private readonly List<Spoken>[] _spoken;
    private readonly int[] _listeners;
    private readonly int _textLength;
    private bool _closedLoop;

    /// <param name="seats">one for each client</param>
    /// <param name="senders">how many of the first talk</param>
    /// <param name="textLength">bytes of a text</param>
    public LineCrowd(IReadOnlyList<LineSeat> seats, int senders, int textLength)
    {
        _textLength = textLength;
        _spoken = [.. Enumerable.Range(0, senders).Select(_ => new List<Spoken>())];
        _listeners = [.. seats.Take(senders).Select(sender =>
            seats.Count(other => string.Equals(other.Room, sender.Room, StringComparison.Ordinal)) - (sender.HearsItself ? 0 : 1))];
        foreach (var seat in seats)
        {
            var client = new LineClient(_clients.Count, seat, senders);
            _epoll.Add(client.Descriptor, Libc.EpollIn | Libc.EpollEdgeTriggered, _clients.Count);
            _clients.Add(client);
            client.Send(seat.Enter);
            var first = _clients[Math.Max(0, _clients.Count - ConnectingAtOnce)];
            PollUntil(() => first.IsIn, "somebody has not come in");
        }

        PollUntil(() => _clients.All(client => client.IsIn), "not everybody has come in");
        PollFor(TimeSpan.FromSeconds(1));
    }

    /// <summary>From saying something until the last has heard it.</summary>
    public Samples DeliveryLatency { get; } = new();

    /// <summary>From saying something until one hears it oneself.</summary>
    public Samples EchoLatency { get; } = new();

    public long Deliveries { get; private set; }

    private int Complete { get; set; }

    /// <summary>Forgets what was measured so far (not what was checked): the warm-up is over.</summary>
    public void StartMeasuring()
    {
        DeliveryLatency.Clear();
        EchoLatency.Clear();
        Deliveries = 0;
    }

    /// <summary>Has the senders talk, in turn, at a steady rate.</summary>
    public void SendAtRate(double perSecond, TimeSpan time)
    {
        var interval = Clock.Ticks(TimeSpan.FromSeconds(1 / perSecond));
        var (next, end) = (Clock.Now, Clock.After(time));
        for (var i = 0; Clock.Now < end; next += interval)
        {
            while (Clock.Now < next)
                Poll((int)Math.Max(1, Clock.Milliseconds(next - Clock.Now)));
            Send(i++ % _spoken.Length);
        }
    }

    /// <summary>Lets every sender say the next thing as soon as they hear what they said before.</summary>
    public void StartClosedLoop()
    {
        _closedLoop = true;
        for (var i = 0; i < _spoken.Length; i++)
            Send(i);
    }

    /// <summary>Nothing more is said; waits until everybody has everything.</summary>
    public void Drain()
    {
        _closedLoop = false;
        PollUntil(() => Complete == _spoken.Sum(spoken => spoken.Count), "not everything has come to everybody");
    }

    public void PollFor(TimeSpan time)
    {
        var end = Clock.After(time);
        while (Clock.Now < end)
            Poll(10);
    }

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
        _epoll.Dispose();
    }

    private void Send(int sender)
    {
        var client = _clients[sender];
        var (before, after) = (client.Seat.Say, client.Seat.End);
        Span<byte> line = stackalloc byte[before.Length + _textLength + after.Length];
        before.CopyTo(line);
        PostText.Write(line.Slice(before.Length, _textLength), sender, _spoken[sender].Count);
        after.CopyTo(line[^after.Length..]);
        _spoken[sender].Add(new Spoken(Clock.Now));
        client.Send(line);
    }

    private void Poll(int milliseconds)
    {
        var ready = _ready.AsSpan(0, _epoll.Wait(_ready, milliseconds));
        while (ready.Length > 1 && Ring is not null)
        {
            var together = ready[..Math.Min(ready.Length, ReceiveRing.Most)];
            ReadTogether(Ring, together);
            ready = ready[together.Length..];
        }

        foreach (var one in ready)
            _clients[(int)one.Data].Read(OnLine);
    }

    private void ReadTogether(ReceiveRing ring, ReadOnlySpan<Libc.EpollEvent> ready)
    {
        for (var i = 0; i < ready.Length; i++)
            _descriptors[i] = _clients[(int)ready[i].Data].Descriptor;
        ring.Receive(_descriptors.AsSpan(0, ready.Length));
        for (var i = 0; i < ready.Length; i++)
        {
            var client = _clients[(int)ready[i].Data];
            var bytes = ring.Bytes(i);
            client.Take(bytes, OnLine);
            // Nothing is told of what was there already.
            if (bytes.Length == ReceiveRing.Slot)
                client.Read(OnLine);
        }
    }

    private void OnLine(LineClient client, ReadOnlySpan<byte> line)
    {
        var seat = client.Seat;
        if (line.StartsWith(seat.Complaint))
            throw new BenchFailure($"the server complains: {Encoding.UTF8.GetString(line)}");
        if (line.StartsWith("PING "u8))
            client.Send([.. "PONG "u8, .. line[5..], .. seat.End]);
        if (!line.StartsWith(seat.Start) || line.IndexOf(seat.Middle) is not (>= 0 and var middle))
            return;

        var (sender, post) = PostText.Read(line[(middle + seat.Middle.Length)..], _textLength);
        if (!line[seat.Start.Length..middle].StartsWith(_clients[sender].Seat.Author))
            throw new BenchFailure($"this is not what {Encoding.UTF8.GetString(_clients[sender].Seat.Author)} said: {Encoding.UTF8.GetString(line)}");
        if (post != client.Heard[sender]++)
            throw new BenchFailure($"client {client.Index} heard {post} of {sender} where {client.Heard[sender] - 1} was due");
        OnHeard(client, sender, post);
    }

    private void OnHeard(LineClient client, int sender, int post)
    {
        var (spoken, now) = (_spoken[sender][post], Clock.Now);
        Deliveries++;
        if (client.Index == sender)
            EchoLatency.Add(now - spoken.At);
        if (++spoken.Deliveries == _listeners[sender])
        {
            Complete++;
            DeliveryLatency.Add(now - spoken.At);
        }

        if (_closedLoop && client.Index == sender)
            Send(sender);
    }

    private void PollUntil(Func<bool> done, string what)
    {
        var end = Clock.After(Patience);
        while (!done())
        {
            if (Clock.Now > end)
                throw new BenchFailure(what);
            Poll(10);
        }
    }

    /// <summary>Something that was said.</summary>
    private sealed class Spoken(long at)
    {
        public readonly long At = at;

        public int Deliveries;
    }
}
