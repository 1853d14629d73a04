using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Namespaces;

/// <summary>How handlers of a socket are added, removed, and guarded.</summary>
public sealed class ListenerTests
{
    private readonly List<string> _seen = [];

    [Fact]
    public async Task A_handler_added_by_Once_runs_once()
    {
        await using TestServer server = await StartAsync(socket =>
        {
            socket.Once("a", _ => Note("once"));
            socket.On("a", _ => Note("always"));
        });
        Assert.Equal("once, always, always", await SendAsync(server, "a", "a"));
    }

    [Fact]
    public async Task Handlers_can_be_removed_one_by_one_or_all_at_a_time()
    {
        await using TestServer server = await StartAsync(socket =>
        {
            Action<SocketEvent> first = _ => Note("first"), any = _ => Note("any");
            socket.On("a", first);
            socket.On("a", _ => Note("second"));
            socket.OnAny(any);
            socket.On("all off", _ => socket.Off("a"));
            socket.On("first off", _ => socket.Off("a", first));
            socket.On("any off", _ => socket.OffAny(any));
        });
        string seen = await SendAsync(server, "a", "first off", "a", "all off", "a", "any off", "a");
        Assert.Equal("any, first, second, any, any, second, any, any, any", seen);
    }

    [Fact]
    public async Task Typed_handlers_can_be_removed_and_may_take_nothing()
    {
        await using TestServer server = await StartAsync(socket =>
        {
            Action<int> number = n => Note($"number {n}");
            Action nothing = () => Note("nothing");
            socket.On("a", number);
            socket.On("a", nothing);
            socket.On("number off", () => socket.Off("a", number));
            socket.On("nothing off", () => socket.Off("a", nothing));
        });
        Assert.Equal("number 0, nothing, nothing", await SendAsync(server, "a", "number off", "a", "nothing off", "a"));
    }

    [Theory]
    [InlineData("now")]
    [InlineData("later")]
    public async Task A_handler_that_takes_nothing_may_answer(string eventName)
    {
        await using TestServer server = await StartAsync(socket =>
        {
            socket.On("now", () => 5);
            socket.On("later", async () =>
            {
                await Task.Yield();
                return 5;
            });
        });
        using RawWebSocket client = await server.JoinAsync();
        await client.SendTextAsync($"""421["{eventName}"]""");
        Assert.Equal("431[5]", await client.ReadTextAsync());
    }

    [Fact]
    public async Task An_application_may_listen_to_the_connections_underneath()
    {
        await using TestServer server = await TestServer.StartAsync();
        var seen = new Expected<string>();
        var closed = new Expected<string>();
        server.IO.Engine.OnConnection(connection =>
        {
            connection.OnMessage(message => seen.Set(message.Text));
            connection.OnClose(closed.Set);
        });
        using RawWebSocket client = await server.JoinAsync();
        Assert.Equal("0", await seen.Value);
        await client.SendTextAsync("1");
        Assert.Equal(DisconnectReason.TransportClose, await closed.Value);
    }

    [Fact]
    public async Task Outgoing_events_can_be_watched_broadcasts_and_questions_included()
    {
        await using TestServer server = await StartAsync(socket =>
        {
            Action<SocketEvent> watch = e => Note($"{e.Name} {e.Get<int>(0)}");
            socket.OnAnyOutgoing(watch);
            socket.Emit("direct", 1);
            socket.Namespace.Emit("broadcast", 2);
            _ = socket.EmitWithAck<int>("question", 3);
            socket.OffAnyOutgoing(watch);
            socket.Emit("unseen", 4);
        });
        Assert.Equal("direct 1, broadcast 2, question 3", await SendAsync(server));
    }

    [Fact]
    public async Task A_catch_all_listener_can_be_put_in_front_of_the_others()
    {
        await using TestServer server = await StartAsync(socket =>
        {
            socket.OnAny(_ => Note("second"));
            socket.PrependAny(_ => Note("first"));
            socket.PrependAny(_ =>
            {
                Note("very first");
                return Task.CompletedTask;
            });
            socket.On("a", _ => socket.Emit("b"));
            socket.OnAnyOutgoing(_ => Note("fourth"));
            socket.PrependAnyOutgoing(_ => Note("third"));
        });
        Assert.StartsWith("very first, first, second, third, fourth", await SendAsync(server, "a"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_can_tell_its_listeners_as_they_were_given()
    {
        await using TestServer server = await StartAsync(socket =>
        {
            Action<SocketEvent> last = _ => { }, outgoing = _ => { };
            Func<SocketEvent, Task> first = _ => Task.CompletedTask;
            Action<int> typed = _ => { };
            Assert.Empty(socket.ListenersAny);
            Assert.Empty(socket.ListenersAnyOutgoing);
            Assert.Empty(socket.Listeners("a"));

            socket.OnAny(last);
            socket.PrependAny(first);
            socket.OnAnyOutgoing(outgoing);
            socket.Once("a", last);
            socket.On("a", typed);
            Assert.Equal<Delegate>([first, last], socket.ListenersAny);
            Assert.Equal<Delegate>([outgoing], socket.ListenersAnyOutgoing);
            Assert.Equal<Delegate>([last, typed], socket.Listeners("a"));

            IReadOnlyList<Delegate> before = socket.ListenersAny;
            socket.OffAny(first);
            Assert.Equal<Delegate>([last], socket.ListenersAny);
            Assert.Equal(2, before.Count);
            socket.On("b", _ => Note($"{socket.Listeners("a").Count}"));
            Note("checked");
        });
        Assert.Equal("checked, 2, 1", await SendAsync(server, "b", "a", "b"));
    }

    [Fact]
    public async Task A_sockets_middleware_may_let_events_go_on_drop_them_or_fail()
    {
        await using TestServer server = await StartAsync(socket =>
        {
            socket.Use((e, next) => e.Name is "dropped" ? Task.CompletedTask : next());
            socket.Use((e, next) => e.Name is "failed" ? throw new InvalidOperationException("no") : next());
            socket.OnAny(e => Note(e.Name));
        });
        Assert.Equal("a, b", await SendAsync(server, "a", "dropped", "failed", "b"));
        Assert.Contains(server.Log.Lines, line => line.Contains("'failed' failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_socket_that_is_leaving_can_still_tell_its_rooms()
    {
        var done = new Expected<bool>();
        await using TestServer server = await StartAsync(socket =>
        {
            socket.Join("red");
            socket.OnDisconnecting(reason => Note($"{reason} {socket.Rooms.Count} {socket.Connected}"));
            socket.OnDisconnect(reason =>
            {
                Note($"{reason} {socket.Rooms.Count}");
                done.Set(true);
            });
        });
        using (RawWebSocket client = await server.JoinAsync())
            await client.SendTextAsync("41");
        await done.Value;
        Assert.Equal("client namespace disconnect 2 False, client namespace disconnect 0", string.Join(", ", _seen));
    }

    [Fact]
    public async Task Volatile_events_to_one_socket_are_dropped_while_anything_waits()
    {
        await using TestServer server = await StartAsync(socket => socket.On("go", _ =>
        {
            socket.Volatile.Emit("first");
            socket.Volatile.Emit("second");
            socket.Compress(false).Emit("third");
        }));
        using RawWebSocket client = await server.JoinAsync();
        await client.SendTextAsync("""42["go"]""");
        Assert.Equal("""42["first"]""", await client.ReadTextAsync());
        Assert.Equal("""42["third"]""", await client.ReadTextAsync());
    }

    private static async Task<TestServer> StartAsync(Action<Socket> onConnection)
    {
        TestServer server = await TestServer.StartAsync();
        server.IO.OnConnection(socket =>
        {
            onConnection(socket);
            socket.On("end", e => e.Ack!.Send());
        });
        return server;
    }

    private void Note(string what)
    {
        lock (_seen)
            _seen.Add(what);
    }

    private async Task<string> SendAsync(TestServer server, params string[] events)
    {
        using RawWebSocket client = await server.JoinAsync();
        foreach (string name in events)
            await client.SendTextAsync($"""42["{name}"]""");
        await client.SendTextAsync("""421["end"]""");
        await client.ReadUntilAsync(packet => packet is "431[]");
        return string.Join(", ", _seen.Where(what => what is not "end"));
    }
}
