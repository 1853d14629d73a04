using Microsoft.Extensions.DependencyInjection;
using Parlor.SocketIO.Tests.Adapters;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Namespaces;

/// <summary>Each event has a scope of the application's services.</summary>
public sealed class ServicesTests
{
    [Fact]
    public async Task Handlers_of_one_event_share_a_scope_that_ends_when_the_last_of_them_is_done()
    {
        await using TestServer server = await StartAsync();
        var go = new TaskCompletionSource();
        var seen = new Expected<Probe>();
        server.IO.OnConnection(socket =>
        {
            socket.On("a", async (int number, SocketEvent e) =>
            {
                Probe probe = e.Services.GetRequiredService<Probe>();
                await go.Task;
                Assert.Equal(1, number);
                Assert.False(probe.Disposed.IsSet);
                seen.Set(probe);
            });
            socket.On("a", e => e.Ack!.Send(e.Services.GetRequiredService<Probe>().Number));
        });
        using RawWebSocket client = await server.JoinAsync();
        await client.SendTextAsync("""421["a",1]""");
        await client.ReadTextAsync();
        go.SetResult();
        Probe used = await seen.Value;
        Assert.True(await used.Disposed.Value);
    }

    [Fact]
    public async Task Another_event_has_another_scope_and_a_middleware_shares_that_of_its_event()
    {
        await using TestServer server = await StartAsync();
        server.IO.OnConnection(socket =>
        {
            Probe? outer = null;
            socket.Use(async (e, next) =>
            {
                outer = e.Services.GetRequiredService<Probe>();
                await next();
                Assert.False(outer.Disposed.IsSet);
                e.Ack!.Send(outer.Number);
            });
            socket.On("a", async (int _, SocketEvent e) =>
            {
                await Task.Yield();
                Assert.Same(outer, e.Services.GetRequiredService<Probe>());
            });
        });
        using RawWebSocket client = await server.JoinAsync();
        await client.SendTextAsync("""421["a",1]""");
        string first = (await client.ReadTextAsync())[3..];
        await client.SendTextAsync("""421["a",1]""");
        Assert.NotEqual(first, (await client.ReadTextAsync())[3..]);
        Assert.DoesNotContain(server.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_listeners_of_outgoing_events_use_ends_too()
    {
        await using TestServer server = await StartAsync();
        var seen = new Expected<Probe>();
        server.IO.OnConnection(socket =>
        {
            socket.OnAnyOutgoing(e => seen.Set(e.Services.GetRequiredService<Probe>()));
            socket.Emit("a");
        });
        using RawWebSocket client = await server.JoinAsync();
        Probe used = await seen.Value;
        Assert.True(await used.Disposed.Value);
    }

    [Fact]
    public async Task What_handlers_of_other_servers_events_use_ends_with_the_last_of_them()
    {
        var bus = new Bus();
        await using TestServer here = await StartAsync(options => options.Adapter = bus.Connect);
        await using TestServer there = await StartAsync(options => options.Adapter = bus.Connect);
        var go = new TaskCompletionSource();
        var seen = new Expected<Probe>();
        there.IO.OnServerSide("a", async e =>
        {
            Probe probe = e.Services.GetRequiredService<Probe>();
            await go.Task;
            Assert.False(probe.Disposed.IsSet);
            seen.Set(probe);
        });
        there.IO.OnServerSide("a", e => e.Ack!.Send(e.Services.GetRequiredService<Probe>().Number));
        Assert.Single(await here.IO.ServerSideEmitWithAck<int>("a").Soon());
        go.SetResult();
        Probe used = await seen.Value;
        Assert.True(await used.Disposed.Value);
    }

    private static Task<TestServer> StartAsync(Action<SocketIOOptions>? configure = null) =>
        TestServer.StartAsync(configure, services: services => services.AddScoped<Probe>());

    private sealed class Probe : IDisposable
    {
        private static int _last;

        public int Number { get; } = Interlocked.Increment(ref _last);

        public Expected<bool> Disposed { get; } = new();

        public void Dispose() => Disposed.Set(true);
    }
}
