// The host that the official protocol test suites expect: Engine.IO at /engine.io/, Socket.IO at /socket.io/.
// dotnet run --project samples/ConformanceHost -- --port 3000
using Parlor.SocketIO;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
int port = builder.Configuration.GetValue("port", 3000);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));

WebApplication app = builder.Build();

EngineServer engine = app.MapEngineIO("/engine.io/", options =>
{
    UseSuiteTimings(options);
    options.Cors.Origins.Add("*");
});
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
    options.Cors.Origins.Add("*");
});
io.OnConnection(socket =>
{
    socket.Emit("auth", socket.Handshake.Auth);
    socket.On("message", e => socket.Emit("message-back", e.Arguments));
    socket.On("message-with-ack", e => e.Ack?.Send(e.Arguments));
});
io.Of("/custom").OnConnection(socket => socket.Emit("auth", socket.Handshake.Auth));

await app.RunAsync();

static void UseSuiteTimings(EngineOptions options)
{
    options.PingInterval = TimeSpan.FromMilliseconds(300);
    options.PingTimeout = TimeSpan.FromMilliseconds(200);
    options.MaxHttpBufferSize = 1_000_000;
}
