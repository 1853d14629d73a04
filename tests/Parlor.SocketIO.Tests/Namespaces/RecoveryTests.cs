using System.Globalization;
using System.Text.Json;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Namespaces;

/// <summary>Connection state recovery (documentation of Socket.IO, "Connection state recovery").</summary>
public sealed class RecoveryTests
{
    private readonly FakeTime _time = new();

    [Fact]
    public async Task A_client_that_comes_back_has_its_id_rooms_and_data_and_gets_what_it_missed()
    {
        await using TestServer server = await StartAsync();
        server.IO.OnConnection(socket =>
        {
            if (socket.Recovered)
            {
                socket.Emit("again", socket.Data["name"], socket.State);
                return;
            }

            socket.Join("red");
            (socket.Data["name"], socket.State) = ("Ada", 7);
        });
        (RawWebSocket first, Identity me) = await ConnectAsync(server, new { });
        server.IO.Emit("a", 1);
        string? offset = await ReadOffsetAsync(first, "a");
        await LoseAsync(server, first);

        server.IO.To("red").Emit("b", 2, new byte[] { 5 });
        server.IO.To("blue").Emit("not for it");
        server.IO.Except("red").Emit("nor this");
        server.IO.To(me.Sid).Emit("c");

        (RawWebSocket second, Identity same) = await ConnectAsync(server, new { pid = me.Pid, offset });
        using (second)
        {
            Assert.Equal(me, same);
            Assert.StartsWith("451-[\"b\",2,", await second.ReadTextAsync(), StringComparison.Ordinal);
            Assert.Equal([5], await second.ReadBinaryAsync());
            await ReadOffsetAsync(second, "c");
            Assert.StartsWith("""42["again","Ada",7,""", await second.ReadTextAsync(), StringComparison.Ordinal);
            server.IO.To("red").Emit("live");
            await ReadOffsetAsync(second, "live");
        }
    }

    [Fact]
    public async Task Also_when_no_event_was_ever_sent()
    {
        await using TestServer server = await StartAsync();
        (RawWebSocket first, Identity me) = await ConnectAsync(server, new { });
        await LoseAsync(server, first);
        server.IO.Emit("missed");
        (RawWebSocket second, Identity same) = await ConnectAsync(server, new { pid = me.Pid });
        Assert.Equal(me, same);
        await ReadOffsetAsync(second, "missed");
        second.Dispose();
    }

    [Fact]
    public async Task Also_when_the_last_event_lies_far_back_on_a_long_lived_connection()
    {
        await using TestServer server = await StartAsync();
        server.IO.OnConnection(socket => socket.Join("mine"));
        server.IO.OnConnection(socket => socket.On("sync", e => e.Ack!.Send()));
        (RawWebSocket first, Identity me) = await ConnectAsync(server, new { });
        server.IO.Emit("early");
        string offset = await ReadOffsetAsync(first, "early");
        for (int i = 0; i < 60; i++)
        {
            // The client answers pings, and only others get events.
            _time.Advance(server.IO.Options.PingInterval);
            Assert.Equal("2", await first.ReadTextAsync());
            await first.SendTextAsync("3");
            server.IO.To("others").Emit("noise");
            await first.SendTextAsync("""420["sync"]""");
            await first.ReadTextAsync();
        }

        await LoseAsync(server, first);
        server.IO.Emit("late");
        (RawWebSocket second, Identity same) = await ConnectAsync(server, new { pid = me.Pid, offset });
        Assert.Equal(me, same);
        await ReadOffsetAsync(second, "late");
        second.Dispose();
    }

    [Fact]
    public async Task A_client_that_was_away_too_long_or_is_unknown_starts_afresh()
    {
        await using TestServer server = await StartAsync();
        (RawWebSocket first, Identity me) = await ConnectAsync(server, new { });
        await LoseAsync(server, first);
        _time.Advance(TimeSpan.FromMinutes(2) + TimeSpan.FromSeconds(1));
        foreach (object auth in (object[])[new { pid = me.Pid }, new { pid = "unknown", offset = "0" }, new { pid = 1 }])
        {
            (RawWebSocket client, Identity other) = await ConnectAsync(server, auth);
            Assert.NotEqual(me.Sid, other.Sid);
            client.Dispose();
        }
    }

    [Theory]
    [InlineData("99")]
    [InlineData("-1")]
    [InlineData("x")]
    public async Task An_offset_that_was_never_given_starts_afresh(string offset)
    {
        await using TestServer server = await StartAsync();
        (RawWebSocket first, Identity me) = await ConnectAsync(server, new { });
        await LoseAsync(server, first);
        (RawWebSocket second, Identity other) = await ConnectAsync(server, new { pid = me.Pid, offset });
        Assert.NotEqual(me.Sid, other.Sid);
        second.Dispose();
    }

    [Fact]
    public async Task A_client_whose_events_are_no_longer_kept_starts_afresh()
    {
        await using TestServer server = await StartAsync(options => options.MaxPackets = 3);
        (RawWebSocket first, Identity me) = await ConnectAsync(server, new { });
        await LoseAsync(server, first);
        for (int i = 0; i < 4; i++)
            server.IO.Emit("missed");
        (RawWebSocket second, Identity other) = await ConnectAsync(server, new { pid = me.Pid });
        Assert.NotEqual(me.Sid, other.Sid);
        second.Dispose();
    }

    [Fact]
    public async Task A_client_that_left_or_was_sent_away_cannot_come_back_to_its_session()
    {
        await using TestServer server = await StartAsync();
        (RawWebSocket left, Identity leaver) = await ConnectAsync(server, new { });
        await left.SendTextAsync("41");
        await left.SendTextAsync("40");
        await left.ReadTextAsync();
        (RawWebSocket banned, Identity outcast) = await ConnectAsync(server, new { });
        server.IO.Socket(outcast.Sid)!.Disconnect();
        Assert.Equal("41", await banned.ReadTextAsync());
        foreach (Identity gone in (Identity[])[leaver, outcast])
        {
            (RawWebSocket client, Identity other) = await ConnectAsync(server, new { pid = gone.Pid });
            Assert.NotEqual(gone.Sid, other.Sid);
            client.Dispose();
        }

        left.Dispose();
        banned.Dispose();
    }

    [Fact]
    public async Task A_client_may_be_back_before_its_loss_was_noticed()
    {
        await using TestServer server = await StartAsync();
        var reason = new Expected<string>();
        server.IO.OnConnection(socket =>
        {
            if (!socket.Recovered)
                socket.OnDisconnect(reason.Set);
        });
        (RawWebSocket first, Identity me) = await ConnectAsync(server, new { });
        (RawWebSocket second, Identity same) = await ConnectAsync(server, new { pid = me.Pid });
        Assert.Equal(me, same);
        Assert.Equal(DisconnectReason.TransportClose, await reason.Value);
        Assert.Single(server.IO.Sockets);
        server.IO.Emit("hello");
        await ReadOffsetAsync(second, "hello");
        first.Dispose();
        second.Dispose();
    }

    [Fact]
    public async Task Events_from_before_a_client_joined_a_room_are_not_for_it()
    {
        await using TestServer server = await StartAsync();
        (RawWebSocket first, Identity me) = await ConnectAsync(server, new { });
        server.IO.To("red").Emit("secret");
        server.IO.Socket(me.Sid)!.Join("red");
        await LoseAsync(server, first);
        server.IO.To("red").Emit("missed");
        (RawWebSocket second, _) = await ConnectAsync(server, new { pid = me.Pid });
        await ReadOffsetAsync(second, "missed");
        second.Dispose();
    }

    [Fact]
    public async Task Volatile_events_and_questions_are_not_replayed()
    {
        await using TestServer server = await StartAsync();
        (RawWebSocket first, Identity me) = await ConnectAsync(server, new { });
        await LoseAsync(server, first);
        server.IO.Volatile.Emit("volatile");
        Assert.Empty(await server.IO.EmitWithAck<int>("question"));
        server.IO.Emit("missed");
        (RawWebSocket second, _) = await ConnectAsync(server, new { pid = me.Pid });
        await ReadOffsetAsync(second, "missed");
        second.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Middlewares_see_who_comes_back_unless_they_are_to_be_skipped(bool skip)
    {
        await using TestServer server = await StartAsync(options => options.SkipMiddlewares = skip);
        bool closed = false;
        server.IO.Use((_, next) => closed ? throw new ConnectionRefusedException("closed") : next());
        (RawWebSocket first, Identity me) = await ConnectAsync(server, new { });
        await LoseAsync(server, first);
        closed = true;
        using RawWebSocket second = await server.OpenAsync();
        await second.SendTextAsync("40" + JsonSerializer.Serialize(new { pid = me.Pid }));
        Assert.StartsWith(skip ? "40{" : "44{", await second.ReadTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_lost_or_doubled_while_many_emit_and_the_client_comes_and_goes()
    {
        await using TestServer server = await StartAsync();
        const int emitters = 3, each = 400;
        (RawWebSocket client, Identity me) = await ConnectAsync(server, new { });
        Task emitting = Task.WhenAll(Enumerable.Range(0, emitters).Select(emitter => Task.Run(async () =>
        {
            for (int i = 0; i < each; i++)
            {
                server.IO.Emit("n", (emitter * each) + i);
                if (i % 10 == 0)
                    await Task.Yield();
            }
        })));
        var seen = new List<int>();
        string? offset = null;
        while (seen.Count < emitters * each)
        {
            for (int i = 0; i < 37 && seen.Count < emitters * each; i++)
            {
                using JsonDocument json = JsonDocument.Parse((await client.ReadTextAsync())[2..]);
                seen.Add(json.RootElement[1].GetInt32());
                offset = json.RootElement[2].GetString();
            }

            client.Dispose();
            (client, Identity same) = await ConnectAsync(server, new { pid = me.Pid, offset });
            Assert.Equal(me, same);
        }

        await emitting;
        client.Dispose();
        Assert.Equal(Enumerable.Range(0, emitters * each), seen.Order());
    }

    private Task<TestServer> StartAsync(Action<ConnectionStateRecoveryOptions>? configure = null) => TestServer.StartAsync(
        options =>
        {
            options.ConnectionStateRecovery = new ConnectionStateRecoveryOptions();
            configure?.Invoke(options.ConnectionStateRecovery);
        },
        time: _time);

    private static async Task<(RawWebSocket Client, Identity Identity)> ConnectAsync(TestServer server, object auth)
    {
        RawWebSocket client = await server.OpenAsync();
        await client.SendTextAsync("40" + JsonSerializer.Serialize(auth));
        string answer = await client.ReadTextAsync();
        return (client, JsonSerializer.Deserialize<Identity>(answer[2..], JsonSerializerOptions.Web)!);
    }

    private static async Task LoseAsync(TestServer server, RawWebSocket client)
    {
        var lost = new Expected<string>();
        foreach (Socket socket in server.IO.Sockets)
            socket.OnDisconnect(lost.Set);
        client.Dispose();
        await lost.Value;
    }

    private static async Task<string> ReadOffsetAsync(RawWebSocket client, string eventName)
    {
        using JsonDocument json = JsonDocument.Parse((await client.ReadTextAsync())[2..]);
        Assert.Equal(eventName, json.RootElement[0].GetString());
        string offset = json.RootElement[json.RootElement.GetArrayLength() - 1].GetString()!;
        Assert.True(long.TryParse(offset, CultureInfo.InvariantCulture, out _));
        return offset;
    }

    private sealed record Identity(string Sid, string Pid);
}
