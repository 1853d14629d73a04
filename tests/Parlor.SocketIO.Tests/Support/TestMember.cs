using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Parlor.SocketIO.Tests.Support;

/// <summary>A member of rooms that notes what it is given.</summary>
internal sealed class TestMember(string id, IAdapter adapter) : IRoomMember
{
    public string Id { get; } = id;

    public ConcurrentQueue<EncodedPacket> Delivered { get; } = new();

    public ConcurrentQueue<(EncodedPacket Packet, int AckId, IAcknowledgementCollector Collector)> Asked { get; } = new();

    public BroadcastFlags LastFlags { get; private set; }

    /// <summary>Whether it was disconnected, and if so, whether with its connection.</summary>
    public bool? Closed { get; private set; }

    public void Deliver(EncodedPacket packet, BroadcastFlags flags)
    {
        LastFlags = flags;
        Delivered.Enqueue(packet);
    }

    public void Ask(EncodedPacket packet, BroadcastFlags flags, int ackId, IAcknowledgementCollector collector) =>
        Asked.Enqueue((packet, ackId, collector));

    public SocketSnapshot Describe() => new(
        Id,
        new Handshake(new DefaultHttpContext(), DateTimeOffset.UnixEpoch),
        [Id, .. adapter.RoomsOf(this)],
        new Dictionary<string, object?>(StringComparer.Ordinal));

    public void Join(string room) => adapter.Join(this, room);

    public void Leave(string room) => adapter.Leave(this, room);

    public void Disconnect(bool close = false) => Closed = close;
}

/// <summary>Notes what it is told.</summary>
internal sealed class TestCollector : IAcknowledgementCollector, IDisposable
{
    private int _expected;

    public bool IsComplete => false;

    public int Expected => _expected;

    public ConcurrentQueue<JsonElement> Answers { get; } = new();

    public void Expect(int answers) => Interlocked.Add(ref _expected, answers);

    public void Answer(EventPayload answer)
    {
        using JsonDocument json = JsonDocument.Parse(answer.Json);
        Answers.Enqueue(json.RootElement.Clone());
    }

    public void Gone() => throw new InvalidOperationException("Nobody was to go.");

    public IDisposable Hold() => this;

    public void Dispose()
    {
        // Nothing waits for this one.
    }
}
