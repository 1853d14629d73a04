using Parlor.Bench.Load.SocketIo;
using Parlor.Bench.Net;
using Parlor.Bench.Report;

namespace Parlor.Bench.Load.Cases;

/// <summary>Who connects: a client's token and the room that it joins.</summary>
internal readonly record struct Seat(string Token, string Room);

/// <summary>
/// Connected clients, the first of which send. Every delivery and acknowledgement is checked on arrival; whoever starts an
/// exchange ends it with <see cref="Finish"/>, which holds that nobody missed anything.
/// </summary>
internal sealed class Exchange : IClientEvents, IDisposable
{
    /// <summary>Clients whose handshakes run at the same time while connecting.</summary>
    private const int ConnectingAtOnce = 32;

    private readonly int _textLength;
    private readonly EpollLoop _loop = new();
    private readonly SocketIoClient[] _clients;
    private readonly Sender[] _senders;
    private readonly RoomLedger[] _ledgers;
    private readonly RoomLedger[] _ledgerOfClient;
    private bool _closedLoop;

    public Exchange(Endpoint server, IReadOnlyList<Seat> seats, int senders, int textLength)
    {
        _textLength = textLength;
        _senders = Enumerable.Range(0, senders).Select(i => new Sender(i)).ToArray();
        _clients = new SocketIoClient[seats.Count];
        for (var i = 0; i < _clients.Length; i++)
        {
            _clients[i] = new SocketIoClient(server, i, seats[i].Token, seats[i].Room, this);
            _loop.Add(_clients[i]);
            var first = Math.Max(0, i + 1 - ConnectingAtOnce);
            WaitUntil(() => _clients[first].Joined, () => $"client {first} has not joined its room");
        }

        WaitUntil(() => _clients.All(client => client.Joined), () => "not every client has joined its room");

        var byRoom = Enumerable.Range(0, seats.Count).GroupBy(i => seats[i].Room, StringComparer.Ordinal).ToArray();
        _ledgerOfClient = new RoomLedger[seats.Count];
        foreach (var room in byRoom)
        {
            var lastSeq = room.Select(i => _clients[i].LastSeq).Distinct().ToArray();
            if (lastSeq.Length != 1)
                throw new BenchFailure($"{room.Key}: clients that joined a quiet room were told different sequence numbers");
            var ledger = new RoomLedger(lastSeq[0], room.Count(), textLength, _senders);
            foreach (var client in room)
                _ledgerOfClient[client] = ledger;
        }

        _ledgers = _ledgerOfClient.Distinct().ToArray();
    }

    /// <summary>From sending a post to its acknowledgement.</summary>
    public Samples AckLatency { get; } = new();

    /// <summary>From sending a post to its receipt by the room's last client.</summary>
    public Samples DeliveryLatency { get; } = new();

    public long Deliveries { get; private set; }

    /// <summary>Forgets what was measured so far (not what was checked): the warm-up is over.</summary>
    public void StartMeasuring()
    {
        AckLatency.Clear();
        DeliveryLatency.Clear();
        Deliveries = 0;
    }

    /// <summary>Lets every sender send its next post as soon as the one before is acknowledged.</summary>
    public void StartClosedLoop()
    {
        _closedLoop = true;
        for (var i = 0; i < _senders.Length; i++)
            Send(i);
    }

    public void PollFor(TimeSpan time) => _loop.PollFor(time);

    /// <summary>Has the senders send, in turn, at a steady rate, whether or not answers have come.</summary>
    public void SendAtRate(double perSecond, TimeSpan time)
    {
        var interval = Clock.Ticks(TimeSpan.FromSeconds(1 / perSecond));
        var (next, end) = (Clock.Now, Clock.After(time));
        for (var i = 0; Clock.Now < end; next += interval)
        {
            while (Clock.Now < next)
                _loop.Poll((int)Math.Max(1, Clock.Milliseconds(next - Clock.Now)));
            Send(i++ % _senders.Length);
        }
    }

    /// <summary>Stops sending, waits for what is still on its way, and checks that all of it came.</summary>
    public void Finish()
    {
        _closedLoop = false;
        Drain();
        foreach (var sender in _senders)
            sender.Check();
    }

    /// <summary>Waits until everybody has everything that was sent so far.</summary>
    public void Drain()
    {
        var sent = _senders.Sum(sender => sender.Sent);
        WaitUntil(
            () => _ledgers.Sum(ledger => ledger.Complete) == sent && _senders.All(sender => sender.Acknowledged == sender.Sent),
            () => $"of {sent} posts {_senders.Sum(s => s.Acknowledged)} were acknowledged, " +
                  $"{_senders.Sum(s => s.Stored)} came to somebody, {_ledgers.Sum(ledger => ledger.Complete)} to everybody");
    }

    void IClientEvents.OnMessage(SocketIoClient client, ReadOnlySpan<byte> packet, long now)
    {
        Deliveries++;
        var sentAt = _ledgerOfClient[client.Index].OnDelivery(client, packet);
        if (sentAt != 0)
            DeliveryLatency.Add(now - sentAt);
    }

    void IClientEvents.OnAcknowledged(SocketIoClient client, int id, ReadOnlySpan<byte> answer, long now)
    {
        var sender = _senders[client.Index];
        var message = new MessageReader(answer);
        var (from, post) = PostText.Read(message.Text, _textLength);
        if (from != client.Index || id != SocketIoClient.IdOf(post))
            throw new BenchFailure($"client {client.Index} got the acknowledgement of another post under the number {id}");

        sender.OnAcknowledged(post, message.Seq);
        AckLatency.Add(now - sender.SentAt(post));
        if (_closedLoop)
            Send(client.Index);
    }

    private void Send(int index)
    {
        var sender = _senders[index];
        Span<byte> text = stackalloc byte[_textLength];
        PostText.Write(text, index, sender.Sent);
        _clients[index].SendMessage(text, sender.Sent);
        sender.OnSent(Clock.Now);
    }

    private void WaitUntil(Func<bool> done, Func<string> what) => _loop.PollUntil(done, TimeSpan.FromSeconds(30), what);

    public void Dispose()
    {
        _loop.Dispose();
    }
}
