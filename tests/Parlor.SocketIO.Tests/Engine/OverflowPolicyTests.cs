using System.Text;
using Parlor.SocketIO.Engine;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine;

/// <summary>What gives way when more is to wait for a client than may.</summary>
public class OverflowPolicyTests : ServerFacts
{
    private readonly Expected<EngineConnection> _connection = new();
    private readonly Expected<string> _reason = new();

    [Fact]
    public async Task Volatile_packets_wait_while_there_is_room_and_give_way_oldest_first()
    {
        await using TestServer server = await StartAsync(OverflowPolicy.DropVolatile, maxMessages: 4);
        PollingClient client = await server.PollAsync("/engine.io/");
        await SendAsync("a", "v1~", "b", "v2~", "c", "v3~");
        Assert.Equal(4, (await _connection.Value).BufferedMessages);
        Assert.Equal("4a|4b|4c|4v3", await ReadAsync(client));
        await SendAsync("v4~", "v5~");
        Assert.Equal("4v4|4v5", await ReadAsync(client));
        Assert.True((await _connection.Value).IsOpen);
    }

    [Fact]
    public async Task A_volatile_packet_that_finds_no_room_is_dropped_and_any_other_disconnects()
    {
        await using TestServer server = await StartAsync(OverflowPolicy.DropVolatile, maxMessages: 2);
        PollingClient client = await server.PollAsync("/engine.io/");
        await SendAsync("a", "b", "v~");
        Assert.Equal("4a|4b", await ReadAsync(client));
        await SendAsync("a", "b", "c");
        Assert.Equal(DisconnectReason.BufferOverflow, await _reason.Value);
    }

    [Fact]
    public async Task Volatile_packets_give_way_to_bytes_as_well()
    {
        await using TestServer server = await StartAsync(OverflowPolicy.DropVolatile, maxBytes: 1000);
        PollingClient client = await server.PollAsync("/engine.io/");
        string big = new('x', 400);
        await SendAsync("v1~", big, "v2" + big + "~", big);
        Assert.Equal($"4{big}|4{big}", await ReadAsync(client));
        Assert.True((await _connection.Value).IsOpen);
    }

    [Fact]
    public void A_queue_full_of_volatile_packets_gives_an_eighth_of_itself_at_a_time()
    {
        var outbox = new Outbox(new OutboxLimits(maxMessages: 80, maxBytes: 1_000_000, OverflowPolicy.DropVolatile));
        for (int i = 0; i < 81; i++)
            Assert.True(outbox.TryAdd(EncodedPacket.FromText("4"u8, Encoding.ASCII.GetBytes($"{i}")), isVolatile: true));
        List<EncodedPacket> left = outbox.TakeUpTo(1_000_000, 1000);
        Assert.Equal(Enumerable.Range(10, 71).Select(i => $"4{i}"), left.Select(packet => Encoding.ASCII.GetString(packet.Text.Span)));
    }

    [Fact]
    public async Task A_client_that_takes_nothing_is_not_read_from_until_half_of_the_bound_is_free()
    {
        await using TestServer server = await StartAsync(OverflowPolicy.Wait, maxMessages: 4);
        PollingClient client = await server.PollAsync("/engine.io/");
        await SendAsync("a", "b", "c");
        Task<int> post = client.PostAsync("4question");
        await UntilAsync(() => server.Log.Lines.Any(line => line.Contains("Request starting HTTP/1.1 POST", StringComparison.Ordinal)));
        Task room = (await _connection.Value).WaitForRoomAsync();
        Assert.False(room.IsCompleted);
        Assert.False(post.IsCompleted);

        Assert.Equal("4a|4b|4c", await ReadAsync(client));
        await room.Soon();
        Assert.Equal(200, await post.Soon());
        Assert.Equal("4question", await ReadAsync(client));
    }

    [Fact]
    public async Task An_asking_WebSocket_that_does_not_read_stays_and_gets_every_answer_when_it_does()
    {
        const int Questions = 300;
        await using TestServer server = await StartAsync(OverflowPolicy.Wait, maxBytes: 256 * 1024);
        using RawWebSocket client = await server.OpenAsync("/engine.io/");
        string question = new('q', 60_000);
        byte[] frames = [.. Enumerable.Range(0, Questions).SelectMany(_ => RawWebSocket.Frame(0x1, Encoding.ASCII.GetBytes("4" + question)))];
        Task asking = client.WriteAsync(frames);
        EngineConnection connection = await _connection.Value;
        await UntilAsync(() => connection.BufferedBytes > 128 * 1024);
        for (int i = 0; i < Questions; i++)
            Assert.Equal(question.Length + 1, (await client.ReadTextAsync()).Length);
        await asking;
        Assert.False(_reason.IsSet);
    }

    [Fact]
    public async Task An_emitter_that_waits_for_room_overruns_nothing_and_one_that_does_not_is_disconnected()
    {
        await using TestServer server = await StartAsync(OverflowPolicy.Wait, maxMessages: 4);
        PollingClient client = await server.PollAsync("/engine.io/");
        EngineConnection connection = await _connection.Value;
        Task emitting = Task.Run(async () =>
        {
            for (int i = 0; i < 20; i++)
            {
                await connection.WaitForRoomAsync();
                connection.Send($"{i}");
            }
        });
        var received = new List<string>();
        while (received.Count < 20)
            received.AddRange((await client.ReadAsync()).Split('\u001e'));
        await emitting.Soon();
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"4{i}"), received);

        await SendAsync("1", "2", "3", "4", "5");
        Assert.Equal(DisconnectReason.BufferOverflow, await _reason.Value);
    }

    [Fact]
    public async Task Waiting_for_room_ends_with_the_session_and_with_its_token()
    {
        await using TestServer server = await StartAsync(OverflowPolicy.Wait, maxMessages: 2);
        PollingClient client = await server.PollAsync("/engine.io/");
        Assert.Equal(20, client.Sid.Length);
        await SendAsync("a", "b");
        EngineConnection connection = await _connection.Value;
        using var cancellation = new CancellationTokenSource();
        Task cancelled = connection.WaitForRoomAsync(cancellation.Token);
        Task waiting = connection.WaitForRoomAsync();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.Soon());
        Assert.False(waiting.IsCompleted);
        connection.Close();
        await waiting.Soon();
    }

    [Fact]
    public async Task Draining_is_told_once_all_has_left()
    {
        await using TestServer server = await StartAsync(OverflowPolicy.Disconnect);
        PollingClient client = await server.PollAsync("/engine.io/");
        var drained = new Expected<int>();
        EngineConnection connection = await _connection.Value;
        connection.OnDrain(() => drained.Set(connection.BufferedMessages));
        for (int i = 0; i < 20; i++)
            connection.Send("m");
        Assert.Equal(20, connection.BufferedMessages);
        await client.ReadAsync();
        Assert.False(drained.IsSet);
        await client.ReadAsync();
        Assert.Equal(0, await drained.Value);
    }

    [Fact]
    public async Task Those_who_hear_of_draining_hear_it_in_the_order_in_which_they_asked()
    {
        await using TestServer server = await StartAsync(OverflowPolicy.Disconnect);
        PollingClient client = await server.PollAsync("/engine.io/");
        EngineConnection connection = await _connection.Value;
        var heard = new List<int>();
        var drained = new Expected<bool>();
        for (int i = 0; i < 100; i++)
        {
            int asked = i;
            connection.OnDrain(() => heard.Add(asked));
        }

        connection.OnDrain(() => drained.Set(true));
        connection.Send("m");
        Assert.Equal("4m", await client.ReadAsync());
        Assert.True(await drained.Value);
        Assert.Equal(Enumerable.Range(0, 100), heard);
    }

    [Fact]
    public async Task Draining_is_told_over_a_WebSocket_too_and_a_handler_that_fails_is_logged()
    {
        await using TestServer server = await StartAsync(OverflowPolicy.Disconnect);
        using RawWebSocket client = await server.OpenAsync("/engine.io/");
        var drained = new Expected<bool>();
        EngineConnection connection = await _connection.Value;
        connection.OnDrain(() => throw new InvalidOperationException("drain broke"));
        connection.OnDrain(() => drained.Set(true));
        connection.Send("m");
        Assert.Equal("4m", await client.ReadTextAsync());
        Assert.True(await drained.Value);
        Assert.Contains(server.Log.Lines, line => line.Contains("drain broke", StringComparison.Ordinal));
    }

    private async Task<TestServer> StartAsync(OverflowPolicy policy, int maxMessages = 1000, int maxBytes = 1_000_000)
    {
        TestServer server = await StartServerAsync(engine: options =>
        {
            options.OverflowPolicy = policy;
            // On a busy machine some of these facts take longer than a heartbeat, which would come in between.
            options.PingInterval = TimeSpan.FromMinutes(5);
            options.MaxBufferedMessages = maxMessages;
            options.MaxBufferedBytes = maxBytes;
        });
        server.Engine.OnConnection(connection =>
        {
            Echo.To(connection);
            connection.OnClose(_reason.Set);
            _connection.Set(connection);
        });
        return server;
    }

    // A text that ends in a tilde is sent as volatile, without it.
    private async Task SendAsync(params string[] texts)
    {
        foreach (string text in texts)
        {
            bool isVolatile = text.EndsWith('~');
            (await _connection.Value).Send(EncodedPacket.FromText("4"u8, Encoding.UTF8.GetBytes(text.TrimEnd('~'))), isVolatile);
        }
    }

    private static Task UntilAsync(Func<bool> condition) => Task.Run(async () =>
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!condition() && TimeProvider.System.GetElapsedTime(start) < Wait.Limit)
            await Task.Yield();
        Assert.True(condition());
    });

    private static async Task<string> ReadAsync(PollingClient client) =>
        (await client.ReadAsync()).Replace('\u001e', '|');
}
