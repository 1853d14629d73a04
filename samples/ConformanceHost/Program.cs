// The servers that the official test suites expect, one of them at a time.
// dotnet run --project samples/ConformanceHost -- --suite protocol --port 3000
// With --epoll false they run over Kestrel's transport instead of the library's.
using ConformanceHost;
using Parlor.SocketIO;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
string suite = builder.Configuration.GetValue("suite", "protocol");
int port = builder.Configuration.GetValue("port", 3000);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));

if (builder.Configuration.GetValue("epoll", true))
    builder.WebHost.UseEpollTransport();

WebApplication app = builder.Build();
switch (suite)
{
    case "protocol":
        ProtocolSuites.Map(app);
        break;
    case "engine.io-client":
        EngineIOClientSuite.Map(app);
        break;
    case "socket.io-client":
        SocketIOClientSuite.Map(app);
        break;
    default:
        Console.Error.WriteLine($"There is no suite {suite}; there are protocol, engine.io-client and socket.io-client.");
        return 1;
}

await app.RunAsync();
return 0;
