using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Transport;

/// <summary>A plain application, on Kestrel's transport or ours.</summary>
internal sealed class TransportHost : IAsyncDisposable
{
    public const int Large = 20 * 1024 * 1024;

    private readonly WebApplication _app;
    private long _written;

    private TransportHost(WebApplication app) => _app = app;

    public Uri Url => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Set when a request to <c>/wait</c> is there.</summary>
    public Expected<HttpContext> Waiting { get; } = new();

    /// <summary>Set when that request was aborted.</summary>
    public Expected<bool> Aborted { get; } = new();

    /// <summary>Lets requests to <c>/wait</c> and <c>/late</c> go on.</summary>
    public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How much of the answers to <c>/large</c> was taken off the application's hands.</summary>
    public long Written => Volatile.Read(ref _written);

    public static async Task<TransportHost> StartAsync(
        bool epoll, Action<ListenOptions>? listen = null, Action<KestrelServerOptions>? kestrel = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        if (epoll)
            builder.WebHost.UseEpollTransport();
        builder.WebHost.ConfigureKestrel(options =>
        {
            // What a test sends at its own pace is not too slow.
            options.Limits.MinRequestBodyDataRate = null;
            options.Limits.MinResponseDataRate = null;
            options.Limits.MaxRequestBodySize = null;
            if (kestrel is null)
                options.Listen(IPAddress.Loopback, 0, endpoint => listen?.Invoke(endpoint));
            else
                kestrel(options);
        });
        var host = new TransportHost(builder.Build());
        host.Map();
        await host._app.StartAsync();
        return host;
    }

    public Task StopAsync(CancellationToken hurry = default) => _app.StopAsync(hurry);

    public async ValueTask DisposeAsync()
    {
        Go.TrySetResult();
        await _app.StopAsync().Soon();
        await _app.DisposeAsync();
    }

    private void Map()
    {
        _app.MapGet("/hello", static (HttpContext context, string? to) => $"hello {to} over {context.Request.Protocol}");
        _app.MapGet("/who", static (HttpContext context) =>
            $"{context.Connection.RemoteIpAddress} {context.Connection.RemotePort} {context.Connection.LocalPort}");
        _app.MapPost("/echo", EchoAsync);
        _app.MapGet("/abort", static (HttpContext context) => context.Abort());
        _app.MapGet("/wait", (Delegate)WaitAsync);
        _app.MapPost("/late", (Delegate)CountAsync);
        _app.MapGet("/large", WriteAsync);
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        await context.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length));
    }

    private async Task<string> WaitAsync(HttpContext context)
    {
        context.RequestAborted.Register(() => Aborted.Set(true));
        Waiting.Set(context);
        await Go.Task;
        return "done";
    }

    private async Task<string> CountAsync(HttpContext context)
    {
        await Go.Task;
        long count = 0;
        byte[] buffer = new byte[64 * 1024];
        while (await context.Request.Body.ReadAsync(buffer) is > 0 and var read)
            count += read;
        return $"{count}";
    }

    private async Task WriteAsync(HttpContext context)
    {
        context.Response.ContentLength = Large;
        byte[] piece = new byte[64 * 1024];
        for (int sent = 0; sent < Large; sent += piece.Length)
        {
            Array.Fill(piece, (byte)(sent / piece.Length));
            await context.Response.Body.WriteAsync(piece);
            Interlocked.Add(ref _written, piece.Length);
        }
    }
}
