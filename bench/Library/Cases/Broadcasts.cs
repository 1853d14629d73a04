using System.Text;
using Parlor.Bench.Library.Clients;
using Parlor.Bench.Net;
using Parlor.Bench.Report;

namespace Parlor.Bench.Library.Cases;

/// <summary>What is broadcast.</summary>
/// <param name="Content">makes the content of the broadcast with a number</param>
/// <param name="InFlight">how many are on their way at a time: the next is sent when all clients have received the oldest</param>
/// <param name="Namespaces">in how many namespaces besides the main one, in turn; if 0, in the main one</param>
internal sealed record Broadcast(Func<int, Content> Content, int InFlight, int Namespaces = 0);

/// <summary>
/// Has the first client publish, and holds every delivery against what was published: each client receives all of it, once, in
/// order, byte for byte. Whoever starts ends with <see cref="Finish"/>, which holds that nobody missed anything.
/// </summary>
internal sealed class Broadcasts : IEventReceiver, IDisposable
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(100);

    private readonly Broadcast _what;
    private readonly Protocol _protocol;
    private readonly Crowd _crowd;
    private readonly Flight[] _flights;
    private readonly int[] _received;
    private readonly bool[] _awaitsAttachment;
    private int _sent;
    private int _complete;
    private bool _sending;

    public Broadcasts(Broadcast what, Protocol protocol, Endpoint server, int clients)
    {
        _what = what;
        _protocol = protocol;
        _flights = Enumerable.Range(0, what.InFlight).Select(_ => new Flight()).ToArray();
        _received = new int[clients];
        _awaitsAttachment = new bool[clients];
        _crowd = new Crowd(protocol, server, this, what.Namespaces);
        _crowd.GrowTo(clients);
    }

    public long Deliveries { get; private set; }

    /// <summary>From sending a broadcast to its receipt by the last client.</summary>
    public Samples Latency { get; } = new();

    public void Start()
    {
        _sending = true;
        foreach (var _ in _flights)
            SendNext();
    }

    public void PollFor(TimeSpan time) => _crowd.Loop.PollFor(time);

    /// <summary>Forgets what was measured so far (not what was checked): the warm-up is over.</summary>
    public void StartMeasuring()
    {
        Latency.Clear();
        Deliveries = 0;
    }

    /// <summary>Stops sending and waits for what is still on its way, and a little longer for what should not come.</summary>
    public void Finish()
    {
        _sending = false;
        _crowd.Loop.PollUntil(() => _complete == _sent, DrainLimit, () => $"of {_sent} broadcasts {_complete} came to everybody");
        PollFor(Linger);
    }

    public void OnText(int client, ReadOnlySpan<byte> message, long now)
    {
        var flight = Due(client);
        if (flight is null || _awaitsAttachment[client] || !message.SequenceEqual(flight.News.Text))
            throw new BenchFailure($"client {client} received this where broadcast {_received[client]} was due: {Beginning(message)}");
        if (flight.News.Attachment.IsEmpty)
            OnWhole(client, flight, now);
        else
            _awaitsAttachment[client] = true;
    }

    public void OnBinary(int client, ReadOnlySpan<byte> data, long now)
    {
        var flight = Due(client);
        if (flight is null || !_awaitsAttachment[client] || !data.SequenceEqual(flight.News.Attachment.Span))
            throw new BenchFailure($"client {client} received other binary data than that of broadcast {_received[client]}");
        _awaitsAttachment[client] = false;
        OnWhole(client, flight, now);
    }

    public void OnUnread(int client, long now) =>
        OnWhole(client, Due(client) ?? throw new BenchFailure($"client {client} received more than was sent"), now);

    private static string Beginning(ReadOnlySpan<byte> message) => Encoding.UTF8.GetString(message[..Math.Min(message.Length, 300)]);

    /// <summary>The broadcast that the client must receive next; null if none is on its way.</summary>
    private Flight? Due(int client)
    {
        var number = _received[client];
        return number < _sent ? _flights[number % _flights.Length] : null;
    }

    private void OnWhole(int client, Flight flight, long now)
    {
        _received[client]++;
        Deliveries++;
        if (++flight.Deliveries < _crowd.Count)
            return;
        Latency.Add(now - flight.SentAt);
        _complete++;
        if (_sending)
            SendNext();
    }

    private void SendNext()
    {
        var number = _sent++;
        var content = _what.Content(number);
        var @namespace = _what.Namespaces == 0 ? Protocol.Main : number % _what.Namespaces;
        var flight = _flights[number % _flights.Length];
        flight.News = _protocol.News(content, @namespace);
        flight.Deliveries = 0;
        flight.SentAt = Clock.Now;
        _crowd[0].Send(_protocol.Publish(content, @namespace));
    }

    public void Dispose() => _crowd.Dispose();

    private sealed class Flight
    {
        public Message News;
        public int Deliveries;
        public long SentAt;
    }
}
