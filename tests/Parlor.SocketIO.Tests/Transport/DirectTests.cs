using Microsoft.AspNetCore.Server.Kestrel.Core;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Transport;

/// <summary>WebSockets whose messages are handled where they are received.</summary>
public sealed class DirectTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handler_that_blocks_holds_up_nobody_else(bool connectionMode)
    {
        await using TestServer server = await StartAsync(connectionMode);
        using var go = new ManualResetEventSlim();
        var blocked = new Expected<bool>();
        server.IO.OnConnection(socket =>
        {
            socket.On("block", _ =>
            {
                blocked.Set(true);
                go.Wait(Wait.Limit);
            });
            socket.On("echo", e => e.Ack?.Send(e.Arguments));
        });
        using RawWebSocket blocking = await server.JoinAsync();
        RawWebSocket[] others = [await server.JoinAsync(), await server.JoinAsync(), await server.JoinAsync()];
        await blocking.SendTextAsync("""42["block"]""");
        await blocking.SendTextAsync("""421["echo","late"]""");
        Assert.True(await blocked.Value);
        for (int i = 0; i < 20; i++)
        {
            foreach (RawWebSocket other in others)
                await other.SendTextAsync($"42{i}[\"echo\",\"x\"]");
            foreach (RawWebSocket other in others)
                Assert.Equal($"43{i}[\"x\"]", await other.ReadTextAsync());
        }

        go.Set();
        Assert.Equal("""431["late"]""", await blocking.ReadTextAsync());
        foreach (RawWebSocket other in others)
            other.Dispose();
    }

    [Fact]
    public async Task What_a_handler_keeps_with_its_flow_is_not_the_next_ones()
    {
        await using TestServer server = await StartAsync(connectionMode: false);
        var kept = new AsyncLocal<string?>();
        server.IO.OnConnection(socket => socket.On("keep", e =>
        {
            string? before = kept.Value;
            kept.Value = "kept";
            e.Ack?.Send(before);
        }));
        // Sent at once, so that one worker has them one after the other.
        RawWebSocket[] clients = [.. await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => server.JoinAsync()))];
        await Task.WhenAll(clients.Select(client => client.SendTextAsync("""421["keep"]""")));
        foreach (RawWebSocket client in clients)
        {
            Assert.Equal("431[null]", await client.ReadTextAsync());
            client.Dispose();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_open_WebSocket_leaves_Kestrel(bool connectionMode)
    {
        await using TestServer server = await TestServer.StartAsync(epoll: true, listen: listen =>
        {
            listen.KestrelServerOptions.Limits.MaxConcurrentConnections = 1;
            if (connectionMode)
                listen.UseSocketIO();
        });
        server.Engine.OnConnection(Echo.To);
        var clients = new List<RawWebSocket>();
        for (int i = 0; i < 5; i++)
        {
            RawWebSocket client = await OpenAsync(server);
            clients.Add(client);
            await client.SendTextAsync("4hello");
            Assert.Equal("4hello", await client.ReadTextAsync());
        }

        clients[0].Dispose();
        await Wait.UntilAsync(() => server.Engine.ConnectionCount == 4);
        await clients[1].SendTextAsync("4again");
        Assert.Equal("4again", await clients[1].ReadTextAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_many_send_at_once_comes_back_in_order(bool connectionMode)
    {
        await using TestServer server = await StartAsync(connectionMode);
        server.IO.OnConnection(socket => socket.On("echo", e => e.Ack?.Send(e.Arguments)));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async n =>
        {
            using RawWebSocket client = await server.JoinAsync();
            string filler = new('x', n * 500);
            for (int i = 0; i < 100; i++)
                await client.SendTextAsync($"42{i}[\"echo\",\"{n} {i} {filler}\"]");
            for (int i = 0; i < 100; i++)
                Assert.Equal($"43{i}[\"{n} {i} {filler}\"]", await client.ReadTextAsync());
        }));
    }

    // The place of the connection before is free only when Kestrel knows that it has left.
    private static async Task<RawWebSocket> OpenAsync(TestServer server)
    {
        while (true)
        {
            try
            {
                return await server.OpenAsync("/engine.io/");
            }
            catch (Exception error) when (error is IOException)
            {
                await Task.Yield();
            }
        }
    }

    private static Task<TestServer> StartAsync(bool connectionMode)
    {
        Action<ListenOptions>? listen = connectionMode ? static listen => listen.UseSocketIO() : null;
        return TestServer.StartAsync(listen: listen, epoll: true);
    }
}
