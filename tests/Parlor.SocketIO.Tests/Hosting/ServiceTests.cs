using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parlor.SocketIO.Tests.Support;
using Parlor.SocketIO.Transport;

namespace Parlor.SocketIO.Tests.Hosting;

/// <summary>A server among an application's services.</summary>
public sealed class ServiceTests
{
    [Fact]
    public async Task Whoever_asks_for_the_server_gets_the_one_on_the_path()
    {
        await using WebApplication app = Build(options => options.Path = "/live/");
        SocketIOServer io = app.MapSocketIO();
        app.MapPost("/announce", (SocketIOServer injected) => injected.Emit("news", 1));
        await app.StartAsync();
        var url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

        using RawWebSocket client = await RawWebSocket.ConnectAsync(url, "/live/?EIO=4&transport=websocket");
        await client.ReadTextAsync();
        await client.SendTextAsync("40");
        await client.ReadTextAsync();
        using var http = new HttpClient { BaseAddress = url };
        await http.PostAsync("/announce", content: null);
        Assert.Equal("""42["news",1]""", await client.ReadTextAsync());
        Assert.Same(app.Services.GetRequiredService<SocketIOServer>(), io);
        await CloseAsync(app, io);
    }

    [Fact]
    public async Task Options_out_of_their_range_stop_the_start_and_are_named()
    {
        await using WebApplication app = Build(options => options.PingTimeout = TimeSpan.Zero);
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync());
        Assert.Contains("PingTimeout", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_given_where_it_is_mapped_make_a_server_of_its_own()
    {
        await using WebApplication app = Build(options => options.Path = "/one/");
        SocketIOServer one = app.MapSocketIO();
        SocketIOServer other = app.MapSocketIO(options => options.Path = "/other/");
        Assert.NotSame(one, other);
        other.Dispose();
    }

    [Fact]
    public async Task Health_says_how_many_are_connected_and_turns_when_the_server_closes()
    {
        await using WebApplication app = Build();
        SocketIOServer io = app.MapSocketIO();
        await app.StartAsync();
        var health = app.Services.GetRequiredService<HealthCheckService>();
        HealthReportEntry before = (await health.CheckHealthAsync()).Entries["socket.io"];
        Assert.Equal(HealthStatus.Healthy, before.Status);
        Assert.Equal([KeyValuePair.Create<string, object>("connections", 0), KeyValuePair.Create<string, object>("sockets", 0)], before.Data);
        await CloseAsync(app, io);
        Assert.Equal(HealthStatus.Unhealthy, (await health.CheckHealthAsync()).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Its_transport_serves_the_application_unless_that_is_turned_off(bool isWanted)
    {
        await using WebApplication app = Build(options => options.EpollTransport = isWanted);
        using SocketIOServer io = app.MapSocketIO();
        Assert.Equal(isWanted && OperatingSystem.IsLinux(), await IsOursAsync(app));
    }

    [Fact]
    public async Task A_transport_that_the_application_brought_stays()
    {
        await using WebApplication app = Build(services: services =>
            services.AddSingleton<IConnectionListenerFactory, TransportOfAnother>());
        using SocketIOServer io = app.MapSocketIO();
        Assert.False(await IsOursAsync(app));
        Assert.Equal(1, app.Services.GetServices<IConnectionListenerFactory>().OfType<TransportOfAnother>().Single().Bound);
    }

    // Ours hands over the connections of its WebSockets; Kestrel's has no such thing.
    private static async Task<bool> IsOursAsync(WebApplication app)
    {
        bool isOurs = false;
        app.MapGet("/", (HttpContext context) =>
        {
            isOurs = context.Features.Get<IDirectConnection>() is not null;
        });
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        (await http.GetAsync("/")).EnsureSuccessStatusCode();
        await app.StopAsync();
        return isOurs;
    }

    private static WebApplication Build(Action<SocketIOOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        services?.Invoke(builder.Services);
        builder.Services.AddSocketIO(options =>
        {
            options.ShutdownTimeout = TimeSpan.Zero;
            configure?.Invoke(options);
        });
        builder.Services.AddHealthChecks().AddSocketIO();
        return builder.Build();
    }

    private static async Task CloseAsync(WebApplication app, SocketIOServer io)
    {
        await io.CloseAsync().Soon();
        await app.StopAsync();
    }

    private sealed class TransportOfAnother(IOptions<SocketTransportOptions> options, ILoggerFactory logs) : IConnectionListenerFactory
    {
        private readonly SocketTransportFactory _sockets = new(options, logs);

        public int Bound { get; private set; }

        public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
        {
            Bound++;
            return _sockets.BindAsync(endpoint, cancellationToken);
        }
    }
}
