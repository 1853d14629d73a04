using System.Net;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Engine;

/// <summary>Connection mode serves those of the application's servers that nothing but HTTP's middlewares guards.</summary>
public sealed class ConnectionRouteTests
{
    [Theory]
    [InlineData("/socket.io/")]
    [InlineData("/socket.io")]
    [InlineData("/engine/")]
    [InlineData("/group/socket.io/")]
    public async Task Every_server_is_found_at_its_path(string path)
    {
        var log = new TestLog();
        await using WebApplication app = await StartAsync(log);
        using RawWebSocket client = await RawWebSocket.ConnectAsync(UrlOf(app), path + "?EIO=4&transport=websocket");
        Assert.StartsWith("0{", await client.ReadTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, line => line.Contains("Request starting", StringComparison.Ordinal));
        await app.StopAsync();
    }

    [Theory]
    [InlineData("/members/socket.io/", "HTTP/1.1 302 ")]
    [InlineData("/host/socket.io/", "HTTP/1.1 404 ")]
    [InlineData("/any/7/socket.io/", "HTTP/1.1 101 ")]
    public async Task What_HTTP_has_to_check_goes_through_HTTP(string path, string answer)
    {
        var log = new TestLog();
        await using WebApplication app = await StartAsync(log);
        using RawWebSocket client = await RawWebSocket.HandshakeAsync(UrlOf(app), path + "?EIO=4&transport=websocket");
        Assert.StartsWith(answer, client.ResponseHead, StringComparison.Ordinal);
        Assert.Contains(log.Lines, line => line.Contains("Request starting", StringComparison.Ordinal));
        await app.StopAsync();
    }

    private static async Task<WebApplication> StartAsync(TestLog log)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseSocketIO()));
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        builder.Services.AddAuthorization();
        WebApplication app = builder.Build();
        app.MapEngineIO("/engine");
        IEndpointRouteBuilder[] groups =
        [
            app,
            app.MapGroup("/group"),
            app.MapGroup("/members").RequireAuthorization(),
            app.MapGroup("/host").RequireHost("elsewhere"),
            app.MapGroup("/any/{number}"),
        ];
        foreach (IEndpointRouteBuilder group in groups)
            group.MapSocketIO(options => options.ShutdownTimeout = TimeSpan.Zero);
        await app.StartAsync();
        return app;
    }

    private static Uri UrlOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
}
