using System.Net;
using Parlor.SocketIO.Tests.Engine.WebSockets;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Fuzzing;

/// <summary>
/// One client talks nonsense to a whole server. Another one must not notice, and nothing that a client can do is the
/// server's error. A seed that fails belongs into <see cref="Fuzz.Seeds"/>.
/// </summary>
public sealed class LiveFuzzTests
{
    private const int Rounds = 150;

    public static TheoryData<int> Seeds => Fuzz.Seeds;

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Nonsense_over_WebSocket_disturbs_nobody(int seed)
    {
        var fuzz = new Fuzz(seed);
        await AssertUndisturbedAsync(async server =>
        {
            string? extensions = fuzz.OneIn(2) ? "Sec-WebSocket-Extensions: permessage-deflate\r\n" : null;
            using RawWebSocket client = await RawWebSocket.ConnectAsync(server.Url, "/socket.io/?EIO=4&transport=websocket", extensions);
            if (!fuzz.OneIn(4))
                await client.SendTextAsync("40");
            byte[] nonsense = [];
            for (int i = fuzz.Next(8); i >= 0; i--)
                nonsense = [.. nonsense, .. fuzz.OneIn(2) ? fuzz.Frames() : RawWebSocket.Frame(EchoServer.Text, fuzz.Packet())];
            foreach (byte[] piece in fuzz.OneIn(8) ? fuzz.Cut(nonsense) : [nonsense])
            {
                if (!await TryWriteAsync(client, piece))
                    return;
            }

            client.EndWriting();
            await client.ReadEndAsync();
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Nonsense_over_polling_disturbs_nobody(int seed)
    {
        var fuzz = new Fuzz(seed);
        await AssertUndisturbedAsync(async server =>
        {
            PollingClient client = await server.PollAsync();
            Assert.Equal(200, await client.PostAsync("40"));
            HttpStatusCode status = HttpStatusCode.OK;
            for (int i = fuzz.Next(5); i >= 0 && status == HttpStatusCode.OK; i--)
            {
                using HttpResponseMessage answer = await client.PostAsync(new ByteArrayContent(fuzz.Payload()));
                status = answer.StatusCode;
                Assert.Contains(status, new[] { HttpStatusCode.OK, HttpStatusCode.BadRequest });
            }

            // Something waits for it, if the session is still there: the answer to CONNECT.
            Assert.Contains(await client.StatusAsync(), new[] { 200, 400 });
        });
    }

    private static async Task AssertUndisturbedAsync(Func<TestServer, Task> disturbAsync)
    {
        TestServer server = await TestServer.StartAsync(options =>
        {
            options.MaxHttpBufferSize = 10_000;
            options.PerMessageDeflate = new PerMessageDeflateOptions { Threshold = 32 };
        });
        await using (server)
        {
            server.IO.OnConnection(AddHandlers);
            server.IO.Of("/custom").OnConnection(AddHandlers);
            using RawWebSocket bystander = await server.JoinAsync();
            for (int round = 0; round < Rounds; round++)
            {
                await disturbAsync(server);
                await bystander.SendTextAsync($"""42["echo",{round}]""");
                Assert.Equal($"""42["echo",{round}]""", await bystander.ReadTextAsync());
            }
        }

        string errors = string.Join('\n', server.Log.Lines.Where(line =>
            line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal)));
        Assert.Equal("", errors);
    }

    private static void AddHandlers(Socket socket)
    {
        socket.On("echo", e => socket.Emit("echo", e.Arguments));
        socket.On("ack", e => e.Ack?.Send(e.Arguments));
        socket.On("bytes", (byte[] data) => data.Length);
        socket.On("typed", (int[] numbers) => numbers.Length);
    }

    // The server may have hung up already.
    private static async Task<bool> TryWriteAsync(RawWebSocket client, byte[] bytes)
    {
        try
        {
            await client.WriteAsync(bytes);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
