using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Parlor.SocketIO.Tests.Support;

/// <summary>A real Kestrel on a free port of the loopback interface, with both servers on it.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestServer(WebApplication app, SocketIOServer io, EngineServer engine, TestLog log)
    {
        _app = app;
        IO = io;
        Engine = engine;
        Log = log;
        Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Http = new HttpClient { BaseAddress = Url, Timeout = Wait.Limit };
    }

    public SocketIOServer IO { get; }

    public EngineServer Engine { get; }

    public TestLog Log { get; }

    public Uri Url { get; }

    public HttpClient Http { get; }

    public static async Task<TestServer> StartAsync(
        Action<SocketIOOptions>? socketIO = null,
        Action<EngineOptions>? engine = null,
        TimeProvider? time = null,
        Action<ListenOptions>? listen = null,
        Action<IServiceCollection>? services = null,
        bool epoll = false)
    {
        var log = new TestLog();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, options => listen?.Invoke(options)));
        if (epoll)
            builder.WebHost.UseEpollTransport();
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        services?.Invoke(builder.Services);
        WebApplication app = builder.Build();
        // Tests leave clients behind that will not fetch their last messages: only those of closing itself wait for that.
        SocketIOServer io = app.MapSocketIO(options =>
        {
            options.ShutdownTimeout = TimeSpan.Zero;
            socketIO?.Invoke(options);
        });
        EngineServer engineServer = app.MapEngineIO("/engine.io/", options =>
        {
            options.ShutdownTimeout = TimeSpan.Zero;
            engine?.Invoke(options);
        });
        await app.StartAsync();
        return new TestServer(app, io, engineServer, log);
    }

    /// <summary>A WebSocket on the Socket.IO path, its open packet read.</summary>
    public async Task<RawWebSocket> OpenAsync(string path = "/socket.io/")
    {
        RawWebSocket webSocket = await RawWebSocket.ConnectAsync(Url, path + "?EIO=4&transport=websocket");
        Assert.StartsWith("0{", await webSocket.ReadTextAsync(), StringComparison.Ordinal);
        return webSocket;
    }

    /// <summary>A WebSocket that has joined a namespace.</summary>
    public async Task<RawWebSocket> JoinAsync(string connect = "40")
    {
        RawWebSocket webSocket = await OpenAsync();
        await webSocket.SendTextAsync(connect);
        Assert.StartsWith("40", await webSocket.ReadTextAsync(), StringComparison.Ordinal);
        return webSocket;
    }

    public async Task<PollingClient> PollAsync(string path = "/socket.io/") => await PollingClient.OpenAsync(Http, path);

    /// <summary>Has the client poll, and waits until its request is here.</summary>
    public async Task<Task<string>> StartPollAsync(PollingClient client, EngineServer? engine = null)
    {
        Task<string> poll = client.ReadAsync();
        EngineConnection connection = (engine ?? Engine).Sessions.Find(client.Sid, isPoll: false)!;
        await Wait.UntilAsync(() => connection.Polling!.HasPoll);
        return poll;
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await IO.CloseAsync().WaitAsync(Wait.Limit);
        await Engine.CloseAsync().WaitAsync(Wait.Limit);
        IO.Dispose();
        Engine.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
