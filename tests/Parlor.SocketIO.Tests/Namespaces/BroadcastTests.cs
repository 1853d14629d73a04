using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Namespaces;

/// <summary>What can be done to many sockets at once, on one server; see <see cref="Adapters.ClusterSpecification"/> for several.</summary>
public sealed class BroadcastTests
{
    private readonly FakeTime _time = new();

    [Fact]
    public async Task Everybodys_answers_come_together()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket a = await server.JoinAsync(), b = await server.JoinAsync();
        Task<IReadOnlyList<string?>> answers = server.IO.EmitWithAck<string>("q", 1);
        Assert.Equal("""420["q",1]""", await a.ReadTextAsync());
        Assert.Equal("""420["q",1]""", await b.ReadTextAsync());
        await b.SendTextAsync("""430["b"]""");
        await a.SendTextAsync("""430["a"]""");
        Assert.Equal(["a", "b"], (await answers.Soon()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_question_to_nobody_has_no_answers()
    {
        await using TestServer server = await StartAsync();
        Assert.Empty(await server.IO.To("nobody").EmitWithAck<int>("q").Soon());
    }

    [Fact]
    public async Task Who_does_not_answer_in_time_is_counted_and_the_answers_there_are_can_be_had()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket a = await server.JoinAsync(), b = await server.JoinAsync();
        Task<IReadOnlyList<int>> answers = server.IO.Timeout(TimeSpan.FromSeconds(5)).EmitWithAck<int>("q");
        await a.ReadTextAsync();
        await a.SendTextAsync("430[7]");
        await a.SendTextAsync("""421["sync"]""");
        Assert.Equal("431[]", await a.ReadTextAsync());
        _time.Advance(TimeSpan.FromSeconds(5));
        var failure = await Assert.ThrowsAsync<AcknowledgementTimeoutException>(() => answers.Soon());
        Assert.Equal((1, 7), (failure.Missing, Assert.Single(failure.Answers).Get<int>(0)));

        // Too late: nobody waits for it any more, and nothing else breaks.
        await b.ReadTextAsync();
        await b.SendTextAsync("430[8]");
        await b.SendTextAsync("""421["sync"]""");
        Assert.Equal("431[]", await b.ReadTextAsync());
    }

    [Fact]
    public async Task The_usual_time_for_an_answer_is_an_option()
    {
        await using TestServer server = await StartAsync(options => options.AckTimeout = TimeSpan.FromSeconds(2));
        using RawWebSocket client = await server.JoinAsync();
        Task<int> answer = server.IO.Sockets.Single().EmitWithAck<int>("q");
        await client.ReadTextAsync();
        _time.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<TimeoutException>(() => answer.Soon());
    }

    [Fact]
    public async Task A_client_that_never_answers_does_not_make_the_server_remember_ever_more()
    {
        // It does not answer pings either.
        await using TestServer server = await StartAsync(options => options.PingInterval = TimeSpan.FromHours(1));
        using RawWebSocket client = await server.JoinAsync();
        Socket socket = server.IO.Sockets.Single();
        for (int i = 0; i < 100; i++)
        {
            Task<int> answer = socket.Timeout(TimeSpan.FromSeconds(1)).EmitWithAck<int>("q");
            _time.Advance(TimeSpan.FromSeconds(1));
            await Assert.ThrowsAsync<TimeoutException>(() => answer.Soon());
        }

        Assert.InRange(socket.PendingAcknowledgementCount, 0, 32);
    }

    [Fact]
    public async Task A_name_that_the_protocol_keeps_for_itself_cannot_be_emitted()
    {
        await using TestServer server = await StartAsync();
        Assert.Throws<ArgumentException>(() => server.IO.Emit("connect_error"));
        await Assert.ThrowsAsync<ArgumentException>(() => server.IO.EmitWithAck<int>("disconnect"));
    }

    [Fact]
    public async Task What_a_fetched_socket_tells_is_of_that_moment()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket client = await server.JoinAsync();
        Socket socket = server.IO.Sockets.Single();
        socket.Data["name"] = "Ada";
        RemoteSocket fetched = Assert.Single(await server.IO.FetchSockets());
        socket.Data["name"] = "Bob";
        Assert.Equal("Ada", fetched.Data["name"]);
    }

    [Fact]
    public async Task Rooms_announce_what_happens_to_them()
    {
        await using TestServer server = await StartAsync();
        var seen = new List<string>();
        RoomEvents rooms = server.IO.Main.RoomEvents;
        rooms.OnCreated(room => seen.Add($"+{room}"));
        rooms.OnDeleted(room => seen.Add($"-{room}"));
        rooms.OnJoined((room, id) => seen.Add($"{id} in {room}"));
        rooms.OnLeft((room, id) => seen.Add($"{id} out of {room}"));
        using RawWebSocket a = await server.JoinAsync(), b = await server.JoinAsync();
        Socket[] sockets = [.. server.IO.Sockets];
        (string first, string second) = (sockets[0].Id, sockets[1].Id);
        sockets[0].Join("red");
        sockets[1].Join("red");
        sockets[1].Join("red");
        sockets[0].Leave("red");
        sockets[1].Disconnect();
        Assert.Equal(["+red", $"{first} in red", $"{second} in red", $"{first} out of red", $"{second} out of red", "-red"], seen);
    }

    [Fact]
    public async Task A_socket_may_be_in_so_many_rooms_and_no_more()
    {
        await using TestServer server = await StartAsync(options => options.MaxRoomsPerSocket = 2);
        using RawWebSocket client = await server.JoinAsync();
        Socket socket = server.IO.Sockets.Single();
        socket.Join("a", "b");
        Assert.Throws<InvalidOperationException>(() => socket.Join("c"));
        socket.Leave("a");
        socket.Join("c");
        Assert.Equal(["b", "c"], socket.Rooms.Skip(1).Order(StringComparer.Ordinal));
    }

    private async Task<TestServer> StartAsync(Action<SocketIOOptions>? configure = null)
    {
        TestServer server = await TestServer.StartAsync(configure, time: _time);
        server.IO.OnConnection(socket => socket.On("sync", e => e.Ack!.Send()));
        return server;
    }
}
