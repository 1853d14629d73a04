using Parlor.SocketIO;

namespace ConformanceHost;

/// <summary>
/// For the tests of the JavaScript package <c>socket.io-client</c>: events that answer, namespaces that welcome, and
/// middleware that refuses. They look for it on port 3210.
/// </summary>
internal static class SocketIOClientSuite
{
    public static void Map(WebApplication app)
    {
        SocketIOServer io = app.MapSocketIO(options =>
        {
            options.PingInterval = TimeSpan.FromSeconds(2);
            options.ConnectionStateRecovery = new ConnectionStateRecoveryOptions();
            // The tests of the client's time limit need an answer that takes its time.
            options.AllowRequest = async _ =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10));
                return true;
            };
        });
        MapNamespaces(io);
        io.Use(async (socket, next) =>
        {
            if (socket.Handshake.Query.ContainsKey("fail"))
                throw new ConnectionRefusedException("Auth failed (main namespace)");
            await next();
        });
        io.OnConnection(socket =>
        {
            socket.On("hi", _ => socket.Emit("hi"));
            socket.On("echo", e => e.Ack?.Send(e.Arguments[0]));
            socket.On("ack", _ => AskAsync(socket));
            socket.On("false", _ => socket.Emit("false", false));
            socket.On("getId", e => e.Ack?.Send(socket.Id));
            socket.On("getHandshake", e => e.Ack?.Send(Describe(socket.Handshake)));
            MapText(socket);
            MapBinary(socket);
        });
    }

    private static void MapNamespaces(SocketIOServer io)
    {
        io.Of("/timeout_socket");
        io.Of("/valid");
        io.Of("/asd");
        io.Of("/foo").OnConnection(socket => socket.On("getId", e => e.Ack?.Send(socket.Id)));
        io.Of("/abc").OnConnection(socket => socket.Emit("handshake", Describe(socket.Handshake)));
        io.Of("/no").Use((_, _) => throw new ConnectionRefusedException("Auth failed (custom namespace)"));
    }

    private static void MapText(Socket socket)
    {
        socket.On("getAckDate", e => e.Ack?.Send(DateTimeOffset.UtcNow));
        socket.On("getDate", _ => socket.Emit("takeDate", DateTimeOffset.UtcNow));
        socket.On("getDateObj", _ => socket.Emit("takeDateObj", new { Date = DateTimeOffset.UtcNow }));
        socket.On("getUtf8", _ =>
        {
            foreach (string text in (string[])["てすと", "Я Б Г Д Ж Й", "Ä ä Ü ü ß", "utf8 — string", "utf8 — string"])
                socket.Emit("takeUtf8", text);
        });
    }

    private static void MapBinary(Socket socket)
    {
        socket.On("doge", _ => socket.Emit("doge", "asdfasdf"u8.ToArray()));
        socket.On("getbin", _ => socket.Emit("takebin", "asdfasdf"u8.ToArray()));
        Confirm(socket, "buffa", "buffack");
        Confirm(socket, "blob", "back");
        ConfirmMixed(socket, "jsonbuff", "jsonbuff-ack");
        ConfirmMixed(socket, "jsonblob", "jsonblob-ack");
        ConfirmOrder(socket, "abuff2-ack", "abuff1", "abuff2");
        ConfirmOrder(socket, "blob3-ack", "blob1", "blob2", "blob3");
    }

    private static void Confirm(Socket socket, string eventName, string answer) => socket.On(eventName, e =>
    {
        if (e.HasBinary)
            socket.Emit(answer);
    });

    private static void ConfirmMixed(Socket socket, string eventName, string answer) => socket.On<Mixed>(eventName, mixed =>
    {
        if (mixed is { Hello: "lol", Message.Length: > 0, Goodbye: "gotcha" })
            socket.Emit(answer);
    });

    /// <summary>Answers the last of several events if the others came first, in their order.</summary>
    private static void ConfirmOrder(Socket socket, string answer, params string[] events)
    {
        int next = 0;
        for (int i = 0; i < events.Length; i++)
        {
            int turn = i;
            socket.On(events[i], _ =>
            {
                next = next == turn ? turn + 1 : 0;
                if (next == events.Length)
                    socket.Emit(answer);
            });
        }
    }

    private static async Task AskAsync(Socket socket)
    {
        try
        {
            if (await socket.EmitWithAck<int>("ack") == 5)
                socket.Emit("got it");
        }
        catch (Exception error) when (error is SocketDisconnectedException or TimeoutException)
        {
            // Some clients of this suite never answer.
        }
    }

    private static object Describe(Handshake handshake) => new
    {
        Headers = handshake.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString(), StringComparer.Ordinal),
        Query = handshake.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal),
        handshake.Auth,
        handshake.Time,
        Issued = handshake.Time.ToUnixTimeMilliseconds(),
        Address = handshake.Address?.ToString(),
        Secure = handshake.IsSecure,
    };

    private sealed record Mixed(string Hello, byte[] Message, string Goodbye);
}
