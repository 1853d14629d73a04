using System.Text;
using Parlor.Bench.Library.Clients;
using Parlor.Bench.Net;
using Parlor.Bench.Report;

namespace Parlor.Bench.Library.Cases;

/// <summary>Clients that each wait for the acknowledgement of their event, which must bear its number and its content.</summary>
internal sealed class Echoes : IEventReceiver, IDisposable
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(30);

    private readonly Func<int, Content> _content;
    private readonly Protocol _protocol;
    private readonly Crowd _crowd;
    private readonly Trip[] _trips;
    private int _under;
    private bool _sending;

    public Echoes(Func<int, Content> content, Protocol protocol, Endpoint server, int clients)
    {
        _content = content;
        _protocol = protocol;
        _trips = new Trip[clients];
        _crowd = new Crowd(protocol, server, this);
        _crowd.GrowTo(clients);
    }

    /// <summary>From sending an event to its acknowledgement.</summary>
    public Samples Latency { get; } = new();

    public void Start()
    {
        _sending = true;
        for (var i = 0; i < _trips.Length; i++)
            Send(i);
    }

    public void PollFor(TimeSpan time) => _crowd.Loop.PollFor(time);

    /// <summary>Stops sending and waits for what is still on its way.</summary>
    public void Finish()
    {
        _sending = false;
        _crowd.Loop.PollUntil(() => _under == 0, DrainLimit, () => $"{_under} clients have no acknowledgement");
    }

    public void OnText(int client, ReadOnlySpan<byte> message, long now)
    {
        ref var trip = ref _trips[client];
        if (trip.Answer is null || !message.SequenceEqual(trip.Answer))
            throw new BenchFailure($"client {client} received this after its event {trip.Number}: {Encoding.UTF8.GetString(message)}");
        Latency.Add(now - trip.SentAt);
        trip.Answer = null;
        trip.Number++;
        _under--;
        if (_sending)
            Send(client);
    }

    public void OnBinary(int client, ReadOnlySpan<byte> data, long now) => throw new BenchFailure("unexpected binary data");

    public void OnUnread(int client, long now) => throw new BenchFailure("unexpected compression");

    private void Send(int client)
    {
        ref var trip = ref _trips[client];
        // Numbers of different clients differ, so that one that gets another's answer is found out.
        var content = _content((trip.Number * 10) + client);
        trip.Answer = _protocol.EchoAnswer(content, trip.Number).Text;
        trip.SentAt = Clock.Now;
        _under++;
        _crowd[client].Send(_protocol.Echo(content, trip.Number));
    }

    public void Dispose() => _crowd.Dispose();

    private struct Trip
    {
        public int Number;
        public byte[]? Answer;
        public long SentAt;
    }
}
