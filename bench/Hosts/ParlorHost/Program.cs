// The events that bench/Library speaks, on Parlor.SocketIO: whatever a client publishes goes to everyone as news, and an echo is
// acknowledged with what was sent.
using Parlor.Bench.Hosts;
using Parlor.SocketIO;

var connectionMode = args.Contains("--connection-mode=true");
var builder = BenchHost.CreateBuilder(args, listen =>
{
    if (connectionMode)
        listen.UseSocketIO();
});
builder.Services.AddSocketIO(options =>
{
    options.EpollTransport = builder.Configuration.GetValue("epoll", true);
    options.Transports = Transports.WebSocket;
    if (builder.Configuration.GetValue("deflate", false))
        options.PerMessageDeflate = new PerMessageDeflateOptions();
});
var namespaces = builder.Configuration.GetValue("namespaces", 0);

var app = builder.Build();
app.MapMeasures();
var io = app.MapSocketIO();
Serve(io.Main);
for (var i = 0; i < namespaces; i++)
    Serve(io.Of($"/n{i}"));

await app.RunAsync();

static void Serve(Namespace @namespace) => @namespace.OnConnection(socket =>
{
    socket.On("publish", e => @namespace.Emit("news", e.Arguments));
    socket.On("echo", e => e.Ack?.Send(e.Arguments));
});
