using System.Text;
using Parlor.Bench.Library.Clients;
using Parlor.Bench.Net;
using Parlor.Bench.Report;

namespace Parlor.Bench.Library.Cases;

/// <summary>
/// Clients that each wait for the acknowledgements of a number of events, which must come in the order of the events, with
/// their numbers and their content.
/// </summary>
internal sealed class Echoes : IEventReceiver, IDisposable
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(30);

    private readonly Func<int, Content> _content;
    private readonly Protocol _protocol;
    private readonly Crowd _crowd;
    private readonly Trip[] _trips;
    private readonly Turn[] _turns;
    private readonly int _inFlight;
    private int _under;
    private bool _sending;

    public Echoes(Func<int, Content> content, Protocol protocol, Endpoint server, int clients, int inFlight)
    {
        _content = content;
        _protocol = protocol;
        _inFlight = inFlight;
        _turns = new Turn[clients];
        _trips = new Trip[clients * inFlight];
        _crowd = new Crowd(protocol, server, this);
        _crowd.GrowTo(clients);
    }

    /// <summary>From sending an event to its acknowledgement.</summary>
    public Samples Latency { get; } = new();

    public void Start()
    {
        _sending = true;
        for (var i = 0; i < _trips.Length; i++)
            Send(i / _inFlight);
    }

    public void PollFor(TimeSpan time) => _crowd.Loop.PollFor(time);

    /// <summary>Stops sending and waits for what is still on its way.</summary>
    public void Finish()
    {
        _sending = false;
        _crowd.Loop.PollUntil(() => _under == 0, DrainLimit, () => $"{_under} events have no acknowledgement");
    }

    public void OnText(int client, ReadOnlySpan<byte> message, long now)
    {
        ref var turn = ref _turns[client];
        ref var trip = ref TripOf(client, turn.Answered);
        if (trip.Answer is null || !message.SequenceEqual(trip.Answer))
            throw new BenchFailure($"client {client} received this instead of the answer to its event {turn.Answered}: {Encoding.UTF8.GetString(message)}");
        Latency.Add(now - trip.SentAt);
        trip.Answer = null;
        turn.Answered++;
        _under--;
        if (_sending)
            Send(client);
    }

    public void OnBinary(int client, ReadOnlySpan<byte> data, long now) => throw new BenchFailure("unexpected binary data");

    public void OnUnread(int client, long now) => throw new BenchFailure("unexpected compression");

    private void Send(int client)
    {
        var number = _turns[client].Sent++;
        ref var trip = ref TripOf(client, number);
        // Numbers of different clients differ, so that one that gets another's answer is found out.
        var content = _content((number * 10) + client);
        trip.Answer = _protocol.EchoAnswer(content, number).Text;
        trip.SentAt = Clock.Now;
        _under++;
        _crowd[client].Send(_protocol.Echo(content, number));
    }

    public void Dispose() => _crowd.Dispose();

    private ref Trip TripOf(int client, int number) => ref _trips[(client * _inFlight) + (number % _inFlight)];

    private struct Turn
    {
        public int Sent;
        public int Answered;
    }

    private struct Trip
    {
        public byte[]? Answer;
        public long SentAt;
    }
}
