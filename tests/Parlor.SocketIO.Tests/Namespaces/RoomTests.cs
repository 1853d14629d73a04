using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Namespaces;

public sealed class RoomTests
{
    [Fact]
    public async Task Broadcasts_reach_rooms_and_ids_less_those_left_out_and_each_socket_once()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket a = await JoinAsync(server, "red");
        using RawWebSocket b = await JoinAsync(server, "red", "blue");
        using RawWebSocket c = await JoinAsync(server, "blue");
        string idOfC = server.IO.Sockets.Single(socket => socket.Rooms.All(room => room is not "red")).Id;

        server.IO.Emit("all");
        server.IO.To("red", "blue").Emit("union");
        server.IO.In("red").Except("blue").Emit("red only");
        server.IO.To(idOfC).Emit("c");
        server.IO.To("blue").Except(idOfC).Emit("b");
        server.IO.Except("red").Emit("not red");
        server.IO.To("nobody").Emit("never");
        server.IO.Emit("end");

        Assert.Equal("all, union, red only, end", await ReadEventsAsync(a));
        Assert.Equal("all, union, b, end", await ReadEventsAsync(b));
        Assert.Equal("all, union, c, not red, end", await ReadEventsAsync(c));
    }

    [Fact]
    public async Task A_sockets_own_broadcasts_leave_it_out()
    {
        await using TestServer server = await StartAsync();
        server.IO.OnConnection(socket => socket.On("tell", e =>
        {
            socket.Broadcast.Emit("others");
            socket.To("red").Emit("others in red");
            socket.Except("red").Emit("others not in red");
            server.IO.Emit("end");
        }));
        using RawWebSocket a = await JoinAsync(server, "red");
        using RawWebSocket b = await JoinAsync(server, "red");
        using RawWebSocket c = await JoinAsync(server);
        await a.SendTextAsync("""42["tell"]""");
        Assert.Equal("end", await ReadEventsAsync(a));
        Assert.Equal("others, others in red, end", await ReadEventsAsync(b));
        Assert.Equal("others, others not in red, end", await ReadEventsAsync(c));
    }

    [Fact]
    public async Task A_socket_that_left_a_room_or_the_server_gets_nothing_from_it()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket a = await JoinAsync(server, "red");
        Socket socket = server.IO.Sockets.Single();
        socket.Leave("red");
        server.IO.To("red").Emit("missed");
        server.IO.Emit("end");
        Assert.Equal("end", await ReadEventsAsync(a));
        socket.Join("red");
        socket.Disconnect();
        socket.Join("red");
        Assert.Empty(socket.Rooms);
        Assert.Empty(server.IO.Main.Adapter.Find(new BroadcastTarget(["red"], [])));
        Assert.Equal("41", await a.ReadTextAsync());
    }

    [Fact]
    public async Task Rooms_of_namespaces_are_apart()
    {
        await using TestServer server = await StartAsync();
        server.IO.Of("/other").OnConnection(socket => socket.Join("red"));
        using RawWebSocket a = await JoinAsync(server, "red");
        await a.SendTextAsync("40/other");
        Assert.StartsWith("40/other", await a.ReadTextAsync(), StringComparison.Ordinal);
        server.IO.Of("/other").To("red").Emit("there");
        server.IO.To("red").Emit("here");
        Assert.Equal("""42/other,["there"]""", await a.ReadTextAsync());
        Assert.Equal("""42["here"]""", await a.ReadTextAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Events_of_one_thread_arrive_in_its_order_at_everyone(bool direct)
    {
        const int Count = 2000;
        await using TestServer server = await StartAsync(direct);
        using RawWebSocket a = await JoinAsync(server);
        using RawWebSocket b = await JoinAsync(server);
        Task first = Task.Run(() => Emit("x"));
        Task second = Task.Run(() => Emit("y"));
        foreach (RawWebSocket client in (RawWebSocket[])[a, b])
        {
            int x = 0, y = 0;
            while (x + y < 2 * Count)
            {
                string packet = await client.ReadTextAsync();
                if (packet.StartsWith("42[\"x\"", StringComparison.Ordinal))
                    Assert.Equal($"42[\"x\",{x++}]", packet);
                else
                    Assert.Equal($"42[\"y\",{y++}]", packet);
            }
        }

        await Task.WhenAll(first, second).Soon();

        void Emit(string name)
        {
            for (int i = 0; i < Count; i++)
                server.IO.Emit(name, i);
        }
    }

    private static async Task<TestServer> StartAsync(bool direct = true)
    {
        TestServer server = await TestServer.StartAsync(options => options.DirectSend = direct);
        server.IO.OnConnection(socket => socket.On("join", (string[] rooms) =>
        {
            foreach (string room in rooms)
                socket.Join(room);
            return true;
        }));
        return server;
    }

    private static async Task<RawWebSocket> JoinAsync(TestServer server, params string[] rooms)
    {
        RawWebSocket client = await server.JoinAsync();
        await client.SendTextAsync($"420[\"join\",[{string.Join(',', rooms.Select(room => $"\"{room}\""))}]]");
        Assert.Equal("430[true]", await client.ReadTextAsync());
        return client;
    }

    private static async Task<string> ReadEventsAsync(RawWebSocket client)
    {
        var names = new List<string>();
        do
            names.Add((await client.ReadTextAsync())[4..^2]);
        while (names[^1] is not "end");
        return string.Join(", ", names);
    }
}
