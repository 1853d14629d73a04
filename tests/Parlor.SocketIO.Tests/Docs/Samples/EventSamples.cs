namespace Parlor.SocketIO.Tests.Docs.Samples;

/// <summary>What <c>docs/socketio/events.md</c> shows.</summary>
internal static class EventSamples
{
    public static void Listen(SocketIOServer io) => io.OnConnection(socket =>
    {
        socket.Emit("welcome", socket.Id, new { Online = io.Main.SocketCount });

        socket.On("message", (string text) => io.Emit("message", text));
        socket.On("move", (int x, int y) => socket.Broadcast.Emit("move", socket.Id, x, y));
        socket.OnDisconnect(reason => io.Emit("left", socket.Id, reason));
    });

    public static void ListenUntyped(Socket socket)
    {
        socket.On("upload", e =>
        {
            string name = e.Get<string>(0)!;
            byte[] content = e.Get<byte[]>(1)!;
            e.Ack?.Send(name, content.Length);
        });
    }

    public static void Answer(Socket socket)
    {
        socket.On("add", (int a, int b) => a + b);
        socket.On("greet", async (string name) =>
        {
            await Task.Yield();
            return new { Text = $"Hello {name}" };
        });
    }

    public static async Task AskOne(Socket socket)
    {
        try
        {
            string? color = await socket.Timeout(TimeSpan.FromSeconds(5)).EmitWithAck<string>("favourite color");
            socket.Emit("noted", color);
        }
        catch (TimeoutException)
        {
            socket.Emit("too late");
        }
        catch (SocketDisconnectedException)
        {
            // The client went away first.
        }
    }

    public static async Task<int> AskMany(SocketIOServer io)
    {
        try
        {
            IReadOnlyList<int> votes = await io.To("jury").Timeout(TimeSpan.FromSeconds(30)).EmitWithAck<int>("vote");
            return votes.Sum();
        }
        catch (AcknowledgementTimeoutException late)
        {
            return late.Answers.Sum(answer => answer.Get<int>(0));
        }
    }

    public static void Middleware(Socket socket)
    {
        socket.Use(async (e, next) =>
        {
            if (e.HasBinary)
                e.Ack?.Send(new { Error = "text only" });
            else
                await next();
        });
    }

    public static void CatchAll(Socket socket)
    {
        socket.OnAny(e => Console.WriteLine($"<- {e.Name}, {e.Count} arguments"));
        socket.OnAnyOutgoing(e => Console.WriteLine($"-> {e.Name}"));
    }

    public static void Forward(Socket socket)
    {
        socket.On("shout", e => socket.Broadcast.Emit("shout", e.Arguments));
    }

    public static void Operators(SocketIOServer io, Socket socket)
    {
        socket.Volatile.Emit("cursor", 10, 20);
        io.Compress(false).Emit("photo", new byte[] { 0xFF, 0xD8 });
    }

    public static async Task Stream(Socket socket, IAsyncEnumerable<string> lines)
    {
        await foreach (string line in lines)
        {
            socket.Emit("line", line);
            await socket.Connection.WaitForRoomAsync();
        }
    }
}
