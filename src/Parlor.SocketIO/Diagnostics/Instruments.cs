using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Parlor.SocketIO.Diagnostics;

/// <summary>
/// What a server counts and times (System.Diagnostics.Metrics, meter <c>Parlor.SocketIO</c>) and traces (activity source of the
/// same name). Names follow OpenTelemetry's conventions; the README lists them. What nobody listens to costs a look each.
/// </summary>
internal sealed class Instruments
{
    public const string Name = "Parlor.SocketIO";

    private const string Other = "_OTHER";

    private static readonly ActivitySource Activities = new(Name);

    private readonly UpDownCounter<long> _connections;
    private readonly UpDownCounter<long> _sockets;
    private readonly Histogram<double> _connectionDuration;
    private readonly Histogram<double> _eventDuration;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _overflows;

    private Instruments(Meter meter)
    {
        _connections = meter.CreateUpDownCounter<long>(
            "socketio.server.active_connections", "{connection}", "Open connections, by transport.");
        _connectionDuration = meter.CreateHistogram<double>(
            "socketio.server.connection.duration", "s", "How long connections were open, by the reason of their end.");
        _refused = meter.CreateCounter<long>(
            "socketio.server.refused_requests", "{request}", "Requests refused with an Engine.IO error, by its code.");
        _sockets = meter.CreateUpDownCounter<long>("socketio.server.active_sockets", "{socket}", "Sockets that are in a namespace.");
        _eventDuration = meter.CreateHistogram<double>(
            "socketio.server.event.duration", "s", "How long the handlers of a received event took, by its name if a handler names it.");
        _sent = meter.CreateCounter<long>("socketio.server.sent_packets", "{packet}", "Packets queued, one for each connection.");
        _overflows = meter.CreateCounter<long>(
            "socketio.server.overflows", "{connection}", "Connections closed since too much waited for a slow client.");
    }

    /// <summary>Whether anybody wants to know of events.</summary>
    public bool WatchesEvents => _eventDuration.Enabled || Activities.HasListeners();

    /// <summary>With the application's meter factory, if there is one.</summary>
    public static Instruments For(IServiceProvider services) => new(services.GetService<IMeterFactory>()?.Create(Name) ?? new Meter(Name));

    /// <summary>Marks the activity of an event whose handler failed.</summary>
    public static void MarkFailed(Exception error)
    {
        if (Activity.Current is { } current && current.Source == Activities)
            current.SetStatus(ActivityStatusCode.Error, error.Message);
    }

    public void ConnectionOpened(string transport) => _connections.Add(1, Tag("transport", transport));

    public void ConnectionUpgraded()
    {
        _connections.Add(-1, Tag("transport", "polling"));
        _connections.Add(1, Tag("transport", "websocket"));
    }

    public void ConnectionClosed(string transport, string reason, TimeSpan open)
    {
        _connections.Add(-1, Tag("transport", transport));
        _connectionDuration.Record(open.TotalSeconds, Tag("reason", reason));
        if (string.Equals(reason, DisconnectReason.BufferOverflow, StringComparison.Ordinal))
            _overflows.Add(1);
    }

    public void RequestRefused(int code) => _refused.Add(1, Tag("code", code));

    public void SocketsChanged(int by) => _sockets.Add(by);

    public void PacketSent() => _sent.Add(1);

    /// <summary>Runs the handlers of an event under an activity of its own, and times them.</summary>
    public async Task WatchAsync(Socket socket, SocketEvent received, bool isNamed, Func<Socket, SocketEvent, Task> handle)
    {
        // Clients make names up: only those that a handler bears are worth a series of their own.
        string name = isNamed ? received.Name : Other;
        using Activity? activity = Activities.StartActivity($"{socket.Namespace.Name} {name}", ActivityKind.Server);
        activity?.SetTag("socketio.namespace", socket.Namespace.Name).SetTag("socketio.event", received.Name).SetTag("socketio.socket.id", socket.Id);
        long start = Stopwatch.GetTimestamp();
        await handle(socket, received);
        _eventDuration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, Tag("event", name));
    }

    private static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);
}
