using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine;

/// <summary>What waits for a client is bounded, and nobody else suffers from one that does not read.</summary>
public class SlowClientTests : ServerFacts
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_does_not_read_is_closed_with_a_named_reason_and_others_get_everything(bool direct)
    {
        const int Messages = 400;
        await using TestServer server = await StartServerAsync(options =>
        {
            options.MaxBufferedBytes = 1024 * 1024;
            options.DirectSend = direct;
        });
        var reason = new Expected<string>();
        server.IO.OnConnection(socket => socket.OnDisconnect(why => reason.Set(why)));
        using RawWebSocket slow = await server.JoinAsync();
        Socket first = server.IO.Sockets.Single();
        using RawWebSocket quick = await server.JoinAsync();

        Task<int> reading = Task.Run(async () =>
        {
            int count = 0;
            while (count < Messages && await quick.ReadTextAsync() is { } packet)
                count += packet.StartsWith("42", StringComparison.Ordinal) ? 1 : 0;
            return count;
        });
        string filler = new('x', 64 * 1024);
        for (int i = 0; i < Messages; i++)
        {
            server.IO.Emit("news", filler);
            while (server.IO.Sockets.Any(socket => socket.Connection.BufferedBytes > 512 * 1024 && !ReferenceEquals(socket, first)))
                await Task.Yield();
        }

        Assert.Equal(DisconnectReason.BufferOverflow, await reason.Value);
        Assert.Equal(Messages, await reading.Soon());
        await slow.ReadEndAsync();
    }

    [Fact]
    public async Task Messages_are_bounded_by_number_too()
    {
        await using TestServer server = await StartServerAsync(engine: options => options.MaxBufferedMessages = 3);
        var reason = new Expected<string>();
        var connection = new Expected<EngineConnection>();
        server.Engine.OnConnection(opened =>
        {
            opened.OnClose(reason.Set);
            connection.Set(opened);
        });
        PollingClient client = await server.PollAsync("/engine.io/");
        for (int i = 0; i < 4; i++)
            (await connection.Value).Send("m");
        Assert.Equal(DisconnectReason.BufferOverflow, await reason.Value);
        Assert.Equal(400, await client.StatusAsync());
    }

    [Fact]
    public async Task A_volatile_broadcast_passes_by_a_client_for_whom_something_waits()
    {
        await using TestServer server = await StartServerAsync();
        server.IO.OnConnection(socket => socket.Join("room"));
        PollingClient client = await server.PollAsync();
        await client.PostAsync("40");
        Assert.StartsWith("40", await client.ReadAsync(), StringComparison.Ordinal);
        server.IO.To("room").Emit("kept");
        server.IO.To("room").Volatile.Emit("dropped");
        Assert.Equal("""42["kept"]""", await client.ReadAsync());
        server.IO.To("room").Volatile.Emit("sent");
        Assert.Equal("""42["sent"]""", await client.ReadAsync());
    }
}
