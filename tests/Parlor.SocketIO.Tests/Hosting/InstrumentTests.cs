using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Hosting;

/// <summary>What a server counts, times and traces, under the names that its README promises.</summary>
public sealed class InstrumentTests
{
    [Fact]
    public async Task Connections_sockets_packets_and_refusals_are_counted()
    {
        using var factory = new MeterFactory();
        using var meters = new Listener(factory);
        await using TestServer server = await StartAsync(factory);
        var gone = new Expected<string>();
        server.IO.OnConnection(socket => socket.OnDisconnect(gone.Set));
        await server.Http.GetAsync("/socket.io/?EIO=3&transport=polling");
        using (RawWebSocket client = await server.JoinAsync())
        {
            server.IO.Emit("a");
            await client.ReadTextAsync();
            Assert.Equal(1, meters.Sum("socketio.server.active_connections", "transport", "websocket"));
            Assert.Equal(1, meters.Sum("socketio.server.active_sockets"));
            Assert.Equal(1, meters.Sum("socketio.server.refused_requests", "code", 5));
            // The answer to CONNECT, and the event.
            Assert.Equal(2, meters.Sum("socketio.server.sent_packets"));
            await client.SendTextAsync("1");
        }

        await gone.Value;
        Assert.Equal(0, meters.Sum("socketio.server.active_connections", "transport", "websocket"));
        Assert.Equal(0, meters.Sum("socketio.server.active_sockets"));
        Assert.Equal(1, meters.Count("socketio.server.connection.duration", "reason", DisconnectReason.TransportClose));
    }

    [Fact]
    public async Task An_upgrade_moves_a_connection_from_one_transport_to_the_other()
    {
        using var factory = new MeterFactory();
        using var meters = new Listener(factory);
        await using TestServer server = await StartAsync(factory);
        PollingClient polling = await server.PollAsync();
        Assert.Equal(1, meters.Sum("socketio.server.active_connections", "transport", "polling"));
        using RawWebSocket webSocket = await RawWebSocket.ConnectAsync(server.Url, $"/socket.io/?EIO=4&transport=websocket&sid={polling.Sid}");
        await webSocket.SendTextAsync("2probe");
        await webSocket.ReadTextAsync();
        await webSocket.SendTextAsync("5");
        await webSocket.SendTextAsync("40");
        await webSocket.ReadTextAsync();
        Assert.Equal(0, meters.Sum("socketio.server.active_connections", "transport", "polling"));
        Assert.Equal(1, meters.Sum("socketio.server.active_connections", "transport", "websocket"));
    }

    [Fact]
    public async Task Events_are_timed_by_name_only_where_a_handler_bears_it()
    {
        using var factory = new MeterFactory();
        using var meters = new Listener(factory);
        await using TestServer server = await StartAsync(factory);
        server.IO.OnConnection(socket =>
        {
            socket.On("known", _ => { });
            socket.On("end", e => e.Ack!.Send());
        });
        using RawWebSocket client = await server.JoinAsync();
        await client.SendTextAsync("""42["known"]""");
        await client.SendTextAsync("""42["made up by the client"]""");
        await client.SendTextAsync("""421["end"]""");
        await client.ReadTextAsync();
        Assert.Equal(1, meters.Count("socketio.server.event.duration", "event", "known"));
        Assert.Equal(1, meters.Count("socketio.server.event.duration", "event", "_OTHER"));
    }

    [Fact]
    public async Task An_event_has_an_activity_which_a_failing_handler_marks()
    {
        var ended = new Expected<Activity>();
        using var factory = new MeterFactory();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Parlor.SocketIO",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.DisplayName is "/traced fails")
                    ended.Set(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using TestServer server = await StartAsync(factory);
        var inside = new Expected<string?>();
        server.IO.Of("/traced").OnConnection(socket =>
        {
            socket.On("fails", async _ =>
            {
                await Task.Yield();
                inside.Set(Activity.Current?.DisplayName);
                throw new InvalidOperationException("no");
            });
        });
        using RawWebSocket client = await server.OpenAsync();
        await client.SendTextAsync("40/traced,");
        await client.ReadTextAsync();
        await client.SendTextAsync("""42/traced,["fails"]""");
        Assert.Equal("/traced fails", await inside.Value);
        Activity mine = await ended.Value;
        Assert.Equal((ActivityKind.Server, ActivityStatusCode.Error), (mine.Kind, mine.Status));
        Assert.Equal("fails", mine.GetTagItem("socketio.event"));
    }

    private static Task<TestServer> StartAsync(MeterFactory factory) =>
        TestServer.StartAsync(services: services => services.AddSingleton<IMeterFactory>(factory));

    private sealed class MeterFactory : IMeterFactory
    {
        private readonly ConcurrentQueue<Meter> _meters = new();

        public Meter Create(MeterOptions options)
        {
            var meter = new Meter(options.Name, options.Version, options.Tags, scope: this);
            _meters.Enqueue(meter);
            return meter;
        }

        public void Dispose()
        {
            foreach (Meter meter in _meters)
                meter.Dispose();
        }
    }

    private sealed class Listener : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<(string Name, double Value, KeyValuePair<string, object?>[] Tags)> _seen = new();

        public Listener(MeterFactory factory)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, factory))
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _seen.Enqueue((instrument.Name, value, tags.ToArray())));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _seen.Enqueue((instrument.Name, value, tags.ToArray())));
            _listener.Start();
        }

        public double Sum(string name, string? tag = null, object? value = null) => Of(name, tag, value).Sum();

        public int Count(string name, string? tag = null, object? value = null) => Of(name, tag, value).Count();

        public void Dispose() => _listener.Dispose();

        private IEnumerable<double> Of(string name, string? tag, object? value) => _seen
            .Where(seen => string.Equals(seen.Name, name, StringComparison.Ordinal)
                && (tag is null || seen.Tags.Contains(KeyValuePair.Create(tag, value))))
            .Select(seen => seen.Value);
    }
}
