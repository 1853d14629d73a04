using System.Collections.Concurrent;

namespace Parlor.SocketIO.Tests.Adapters;

/// <summary>Joins the adapters of one namespace on several servers: what a network would carry is copied, as a network does.</summary>
internal sealed class Bus
{
    private readonly ConcurrentQueue<BusAdapter> _adapters = new();

    public int Count => _adapters.Count;

    public BusAdapter Connect(Namespace? @namespace = null)
    {
        BusAdapter adapter = @namespace is null ? new BusAdapter(this) : new BusAdapter(this, @namespace);
        _adapters.Enqueue(adapter);
        return adapter;
    }

    public IEnumerable<BusAdapter> OthersThan(BusAdapter one) => _adapters.Where(adapter => adapter != one);
}

/// <summary>An adapter for a cluster, as one would be written: it does here what the base does, and asks the others to do the same.</summary>
internal sealed class BusAdapter : InMemoryAdapter
{
    private readonly Bus _bus;
    private readonly Namespace? _namespace;

    public BusAdapter(Bus bus) => _bus = bus;

    public BusAdapter(Bus bus, Namespace @namespace)
        : base(@namespace) => (_bus, _namespace) = (bus, @namespace);

    public override int ServerCount => _bus.Count;

    public override void Broadcast(EncodedPacket packet, BroadcastTarget target)
    {
        base.Broadcast(packet, target);
        foreach (BusAdapter other in Others(target))
            other.BroadcastHere(Copy(packet), target);
    }

    public override void BroadcastWithAck(EncodedPacket packet, BroadcastTarget target, IAcknowledgementCollector collector)
    {
        base.BroadcastWithAck(packet, target, collector);
        foreach (BusAdapter other in Others(target))
        {
            // Until the other server has said how many it asks.
            using (collector.Hold())
                other.AskHere(Copy(packet), target, collector);
        }
    }

    public override async ValueTask<IReadOnlyList<SocketSnapshot>> FetchSockets(BroadcastTarget target, CancellationToken cancellation)
    {
        var found = new List<SocketSnapshot>(await base.FetchSockets(target, cancellation));
        foreach (BusAdapter other in Others(target))
            found.AddRange(await other.FetchHere(target));
        return found;
    }

    public override void SocketsJoin(BroadcastTarget target, IReadOnlyList<string> rooms)
    {
        base.SocketsJoin(target, rooms);
        foreach (BusAdapter other in Others(target))
            other.JoinHere(target, rooms);
    }

    public override void SocketsLeave(BroadcastTarget target, IReadOnlyList<string> rooms)
    {
        base.SocketsLeave(target, rooms);
        foreach (BusAdapter other in Others(target))
            other.LeaveHere(target, rooms);
    }

    public override void DisconnectSockets(BroadcastTarget target, bool close)
    {
        base.DisconnectSockets(target, close);
        foreach (BusAdapter other in Others(target))
            other.DisconnectHere(target, close);
    }

    public override void ServerSideEmit(EventPayload payload, IAcknowledgementCollector? collector)
    {
        BusAdapter[] others = [.. _bus.OthersThan(this)];
        collector?.Expect(others.Length);
        foreach (BusAdapter other in others)
            other._namespace!.ReceiveServerSide(Copy(payload), collector is null ? null : answer => collector.Answer(Copy(answer)));
    }

    private IEnumerable<BusAdapter> Others(BroadcastTarget target) =>
        target.Flags.HasFlag(BroadcastFlags.Local) ? [] : _bus.OthersThan(this);

    private void BroadcastHere(EncodedPacket packet, BroadcastTarget target) => base.Broadcast(packet, target);

    private void AskHere(EncodedPacket packet, BroadcastTarget target, IAcknowledgementCollector collector) =>
        base.BroadcastWithAck(packet, target, collector);

    private ValueTask<IReadOnlyList<SocketSnapshot>> FetchHere(BroadcastTarget target) => base.FetchSockets(target, CancellationToken.None);

    private void JoinHere(BroadcastTarget target, IReadOnlyList<string> rooms) => base.SocketsJoin(target, rooms);

    private void LeaveHere(BroadcastTarget target, IReadOnlyList<string> rooms) => base.SocketsLeave(target, rooms);

    private void DisconnectHere(BroadcastTarget target, bool close) => base.DisconnectSockets(target, close);

    private static EncodedPacket Copy(EncodedPacket packet) =>
        PacketEdits.FromWire(packet.Text.ToArray(), [.. packet.Attachments.Select(data => new ReadOnlyMemory<byte>(data.ToArray()))]);

    private static EventPayload Copy(EventPayload payload) =>
        new(payload.Json.ToArray(), [.. payload.Attachments.Select(data => new ReadOnlyMemory<byte>(data.ToArray()))]);
}

/// <summary>An adapter that could reach other servers, and has none.</summary>
public sealed class LonelyBusAdapterTests : AdapterSpecification
{
    protected override IAdapter Create() => new Bus().Connect();
}
