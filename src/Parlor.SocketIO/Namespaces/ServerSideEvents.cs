using System.Collections.Concurrent;
using Parlor.SocketIO.Engine;

namespace Parlor.SocketIO;

/// <summary>What the servers of a cluster tell each other within a namespace.</summary>
internal sealed class ServerSideEvents(Namespace @namespace)
{
    private readonly ConcurrentDictionary<string, Listener[]> _handlers = new(StringComparer.Ordinal);

    private SocketIOServer Server => @namespace.Server;

    public void On(string eventName, Listener handler)
    {
        ReservedEvents.ThrowIfReserved(eventName);
        _handlers.AddOrUpdate(
            eventName, static (_, added) => [added], static (_, handlers, added) => [.. handlers, added], handler);
    }

    public void Emit(string eventName, ReadOnlySpan<object?> args) =>
        @namespace.Adapter.ServerSideEmit(Payload(eventName, args), collector: null);

    public async Task<IReadOnlyList<T?>> EmitWithAckAsync<T>(string eventName, object?[] args)
    {
        using var collector = new AcknowledgementCollector(Server.Time, Server.Options.AckTimeout);
        using (collector.Hold())
            @namespace.Adapter.ServerSideEmit(Payload(eventName, args), collector);
        return await Server.DecodeAllAsync<T>(collector);
    }

    public void Receive(EventPayload payload, Action<EventPayload>? answer)
    {
        SocketEvent happened = Server.Decode(
            payload, isEvent: true, answer is null ? null : new Acknowledgement(new Answerer(Server, answer), id: 0));
        happened.EndAfter(Task.WhenAll(
            _handlers.GetValueOrDefault(happened.Name, []).Select(handler => Handlers.Start(Server, happened.Name, handler.Run, happened))));
    }

    private EventPayload Payload(string eventName, ReadOnlySpan<object?> args)
    {
        ReservedEvents.ThrowIfReserved(eventName);
        return Server.EncodePayload(eventName, args);
    }

    private sealed class Answerer(SocketIOServer server, Action<EventPayload> answer) : IAcknowledger
    {
        public void SendAck(long id, ReadOnlySpan<object?> args) => answer(server.EncodePayload(args));
    }
}
