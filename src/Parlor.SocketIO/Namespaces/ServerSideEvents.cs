using System.Collections.Concurrent;
using Parlor.SocketIO.Engine;
using Parlor.SocketIO.Packets;

namespace Parlor.SocketIO;

/// <summary>What the servers of a cluster tell each other within a namespace.</summary>
internal sealed class ServerSideEvents(Namespace @namespace)
{
    private readonly ConcurrentDictionary<string, Action<SocketEvent>[]> _handlers = new(StringComparer.Ordinal);

    private SocketIOServer Server => @namespace.Server;

    public void On(string eventName, Action<SocketEvent> handler)
    {
        ReservedEvents.ThrowIfReserved(eventName);
        ArgumentNullException.ThrowIfNull(handler);
        _handlers.AddOrUpdate(
            eventName, static (_, added) => [added], static (_, handlers, added) => [.. handlers, added], handler);
    }

    public void Emit(string eventName, ReadOnlySpan<object?> args) =>
        @namespace.Adapter.ServerSideEmit(EventPayload.Of(@namespace.Encode(eventName, args)), collector: null);

    public async Task<IReadOnlyList<T?>> EmitWithAckAsync<T>(string eventName, object?[] args)
    {
        using var collector = new AcknowledgementCollector(Server.Time, Server.Options.AckTimeout);
        using (collector.Hold())
            @namespace.Adapter.ServerSideEmit(EventPayload.Of(@namespace.Encode(eventName, args)), collector);
        return await Server.DecodeAllAsync<T>(collector);
    }

    public void Receive(EventPayload payload, Action<EventPayload>? answer)
    {
        ArgumentList arguments = ArgumentList.Read(payload.Json, Server.Names, isEvent: true, out string? name);
        foreach (Action<SocketEvent> handler in _handlers.GetValueOrDefault(name!, []))
        {
            try
            {
                handler(new SocketEvent(name!, arguments, payload.Attachments, Server)
                {
                    Ack = answer is null ? null : new Acknowledgement(new Answerer(Server, answer), id: 0),
                });
            }
            catch (Exception error)
            {
                Server.Log.HandlerFailed(error, name!);
            }
        }
    }

    private sealed class Answerer(SocketIOServer server, Action<EventPayload> answer) : IAcknowledger
    {
        public void SendAck(long id, ReadOnlySpan<object?> args) => answer(EventPayload.Of(server.Encoder.Ack("/", args, id)));
    }
}
