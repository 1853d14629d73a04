using System.Text.Json;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Adapters;

/// <summary>
/// What two servers do whose adapters are joined, seen by their clients. A test class for an adapter inherits these facts
/// and says how two are joined.
/// </summary>
public abstract class ClusterSpecification
{
    /// <summary>Makes the adapters of one cluster: called for each namespace of each server.</summary>
    protected abstract Func<Namespace, IAdapter> CreateCluster();

    [Fact]
    public async Task Broadcasts_reach_the_clients_of_every_server_or_with_Local_those_of_one()
    {
        await using Pair pair = await StartAsync();
        pair.Here.IO.Emit("all", new byte[] { 1 });
        pair.Here.IO.To("red").Emit("red");
        pair.There.IO.Local.Emit("there");
        pair.Here.IO.Local.Emit("here");
        pair.Here.IO.Emit("end");

        Assert.StartsWith("451-[\"all\"", await pair.AtThere.ReadTextAsync(), StringComparison.Ordinal);
        Assert.Equal([1], await pair.AtThere.ReadBinaryAsync());
        Assert.Equal(["red", "there", "end"], await ReadNamesAsync(pair.AtThere, 3));
        Assert.StartsWith("451-[\"all\"", await pair.AtHere.ReadTextAsync(), StringComparison.Ordinal);
        Assert.Equal([1], await pair.AtHere.ReadBinaryAsync());
        Assert.Equal(["here", "end"], await ReadNamesAsync(pair.AtHere, 2));
    }

    [Fact]
    public async Task Acknowledgements_of_all_clients_on_all_servers_are_collected()
    {
        await using Pair pair = await StartAsync();
        Task<IReadOnlyList<int>> answers = pair.Here.IO.Timeout(Wait.Limit).EmitWithAck<int>("question");
        await AnswerAsync(pair.AtHere, "1");
        await AnswerAsync(pair.AtThere, "2");
        Assert.Equal([1, 2], (await answers.Soon()).Order());
    }

    [Fact]
    public async Task A_client_of_another_server_that_goes_away_is_reported_missing()
    {
        await using Pair pair = await StartAsync();
        Task<IReadOnlyList<int>> answers = pair.Here.IO.Timeout(Wait.Limit).EmitWithAck<int>("question");
        await AnswerAsync(pair.AtHere, "1");
        await pair.AtThere.ReadTextAsync();
        await pair.AtThere.SendTextAsync("41");
        var failure = await Assert.ThrowsAsync<AcknowledgementTimeoutException>(() => answers.Soon());
        Assert.Equal((1, 1), (failure.Missing, Assert.Single(failure.Answers).Get<int>(0)));
    }

    [Fact]
    public async Task Sockets_of_other_servers_are_fetched_and_obey()
    {
        await using Pair pair = await StartAsync();
        Socket distant = pair.There.IO.Sockets.Single();
        distant.Data["name"] = "far";

        IReadOnlyList<RemoteSocket> found = await pair.Here.IO.FetchSockets();
        Assert.Equal(2, found.Count);
        RemoteSocket remote = found.Single(socket => socket.Rooms.Contains("red"));
        Assert.Equal([distant.Id, "red"], remote.Rooms);
        Assert.Equal("far", remote.Data["name"]);

        remote.Join("blue");
        remote.Leave("red");
        remote.Emit("to you");
        Assert.Equal(["to you"], await ReadNamesAsync(pair.AtThere, 1));
        Assert.Equal([distant.Id, "blue"], distant.Rooms);
        Task<int> answer = remote.Timeout(Wait.Limit).EmitWithAck<int>("question");
        await AnswerAsync(pair.AtThere, "3");
        Assert.Equal(3, await answer.Soon());
        remote.Disconnect();
        Assert.Equal("41", await pair.AtThere.ReadTextAsync());
    }

    [Fact]
    public async Task Sockets_of_every_server_are_moved_and_disconnected_together()
    {
        await using Pair pair = await StartAsync();
        pair.Here.IO.SocketsJoin("green");
        pair.Here.IO.In("red").SocketsLeave("green");
        pair.Here.IO.To("green").Emit("green");
        pair.Here.IO.DisconnectSockets();
        Assert.Equal("41", await pair.AtThere.ReadTextAsync());
        Assert.Equal(["green"], await ReadNamesAsync(pair.AtHere, 1));
        Assert.Equal("41", await pair.AtHere.ReadTextAsync());
    }

    [Fact]
    public async Task Servers_talk_to_each_other_and_answer()
    {
        await using Pair pair = await StartAsync();
        var heard = new Expected<string>();
        pair.There.IO.OnServerSide("hello", e => heard.Set(e.Get<string>(0)!));
        pair.There.IO.OnServerSide("how many", e => e.Ack!.Send(41 + e.Get<int>(0)));
        pair.Here.IO.OnServerSide("hello", _ => Assert.Fail("not to the sender"));

        pair.Here.IO.ServerSideEmit("hello", "world");
        Assert.Equal("world", await heard.Value);
        Assert.Equal([42], await pair.Here.IO.ServerSideEmitWithAck<int>("how many", 1).Soon());
        Assert.Equal(2, pair.Here.IO.Main.Adapter.ServerCount);
    }

    [Fact]
    public async Task A_handler_of_another_servers_event_may_take_its_time_and_fails_alone()
    {
        await using Pair pair = await StartAsync();
        pair.There.IO.OnServerSide("how many", _ => throw new InvalidOperationException("at once"));
        pair.There.IO.OnServerSide("how many", async _ =>
        {
            await Task.Yield();
            throw new InvalidOperationException("later");
        });
        pair.There.IO.OnServerSide("how many", async e =>
        {
            await Task.Yield();
            e.Ack!.Send(42);
        });
        Assert.Equal([42], await pair.Here.IO.ServerSideEmitWithAck<int>("how many").Soon());
        await Wait.UntilAsync(() => Logged("at once") && Logged("later"));

        bool Logged(string text) => pair.There.Log.Lines.Any(line => line.Contains(text, StringComparison.Ordinal));
    }

    private async Task<Pair> StartAsync()
    {
        Func<Namespace, IAdapter> cluster = CreateCluster();
        TestServer here = await TestServer.StartAsync(options => options.Adapter = cluster);
        TestServer there = await TestServer.StartAsync(options => options.Adapter = cluster);
        there.IO.OnConnection(socket => socket.Join("red"));
        return new Pair(here, there, await here.JoinAsync(), await there.JoinAsync());
    }

    private static async Task AnswerAsync(RawWebSocket client, string json)
    {
        string question = await client.ReadTextAsync();
        string id = question[2..question.IndexOf('[', StringComparison.Ordinal)];
        await client.SendTextAsync($"43{id}[{json}]");
    }

    private static async Task<string[]> ReadNamesAsync(RawWebSocket client, int count)
    {
        string[] names = new string[count];
        for (int i = 0; i < count; i++)
        {
            using JsonDocument json = JsonDocument.Parse((await client.ReadTextAsync())[2..]);
            names[i] = json.RootElement[0].GetString()!;
        }

        return names;
    }

    private sealed record Pair(TestServer Here, TestServer There, RawWebSocket AtHere, RawWebSocket AtThere) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            AtHere.Dispose();
            AtThere.Dispose();
            await Here.DisposeAsync();
            await There.DisposeAsync();
        }
    }
}

public sealed class BusClusterTests : ClusterSpecification
{
    protected override Func<Namespace, IAdapter> CreateCluster() => new Bus().Connect;
}
