using Parlor.SocketIO;

namespace ConformanceHost;

/// <summary>
/// For the test suites of the two protocols, Engine.IO revision 4 and Socket.IO revision 5: a server that sends back what
/// it gets, at <c>/engine.io/</c> and <c>/socket.io/</c>.
/// </summary>
internal static class ProtocolSuites
{
    public static void Map(WebApplication app)
    {
        EngineServer engine = app.MapEngineIO("/engine.io/", UseSuiteTimings);
        engine.OnConnection(connection => connection.OnMessage(message =>
        {
            if (message.IsBinary)
                connection.Send(message.Data);
            else
                connection.Send(message.Text);
        }));

        SocketIOServer io = app.MapSocketIO(options =>
        {
            UseSuiteTimings(options);
            options.ConnectTimeout = TimeSpan.FromSeconds(1);
        });
        io.OnConnection(socket =>
        {
            socket.Emit("auth", socket.Handshake.Auth);
            socket.On("message", e => socket.Emit("message-back", e.Arguments));
            socket.On("message-with-ack", e => e.Ack?.Send(e.Arguments));
        });
        io.Of("/custom").OnConnection(socket => socket.Emit("auth", socket.Handshake.Auth));
    }

    private static void UseSuiteTimings(EngineOptions options)
    {
        options.PingInterval = TimeSpan.FromMilliseconds(300);
        options.PingTimeout = TimeSpan.FromMilliseconds(200);
        options.MaxHttpBufferSize = 1_000_000;
        options.Cors.Origins.Add("*");
    }
}
