using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Parlor.SocketIO.Tests.Docs.Samples;

/// <summary>What the pages on getting started, recovery, deployment, security and performance show.</summary>
internal static class HostingSamples
{
    public static void Emit(WebApplication app)
    {
        app.MapPost("/announcements", (Announcement news, SocketIOServer io) => io.Emit("announcement", news.Text));
    }

    public static void Configure(WebApplicationBuilder builder)
    {
        builder.Services.AddSocketIO(options =>
        {
            options.PingInterval = TimeSpan.FromSeconds(20);
            options.MaxHttpBufferSize = 64 * 1024;
        });
    }

    public static void Recover(WebApplicationBuilder builder)
    {
        builder.Services.AddSocketIO(options => options.ConnectionStateRecovery = new ConnectionStateRecoveryOptions
        {
            MaxDisconnectionDuration = TimeSpan.FromMinutes(2),
        });
    }

    public static void Recovered(SocketIOServer io) => io.OnConnection(socket =>
    {
        if (!socket.Recovered)
            socket.Emit("everything", "what a client needs that starts afresh");
    });

    public static void Cors(SocketIOOptions options)
    {
        options.Cors.Origins.Add("https://app.example.org");
        options.Cors.Credentials = true;
        options.Cors.AllowedHeaders.Add("x-client-version");
        options.Cors.MaxAge = TimeSpan.FromMinutes(10);
    }

    public static void Forwarded(WebApplicationBuilder builder, WebApplication app)
    {
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        app.UseForwardedHeaders();
    }

    public static void Sticky(SocketIOOptions options)
    {
        options.Cookie = new SessionCookie { Name = "io", Secure = true };
    }

    public static void Shutdown(WebApplicationBuilder builder)
    {
        builder.Services.AddSocketIO(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(30));
    }

    public static void Health(WebApplicationBuilder builder, WebApplication app)
    {
        builder.Services.AddHealthChecks().AddSocketIO();
        app.MapHealthChecks("/healthz");
    }

    public static void Tight(SocketIOOptions options)
    {
        options.MaxHttpBufferSize = 16 * 1024;
        options.MaxPacketsPerSecond = 50;
        options.PacketBurst = 200;
        options.MaxConnections = 20_000;
        options.MaxHandshakesPerSecond = 5;
        options.MaxBufferedBytes = 1024 * 1024;
        options.OverflowPolicy = OverflowPolicy.DropVolatile;
    }

    public static void Idle(WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenAnyIP(8080, listen => listen.UseSocketIO()));
    }

    public static void Busy(WebApplicationBuilder builder)
    {
        builder.Services.AddSocketIO(options => options.EpollTransport = false);
    }

    public static void Refusals(SocketIOServer io, Action<string> log)
    {
        io.Engine.OnConnectionError(error => log($"{error.Code} {error.Message} from {error.HttpContext.Connection.RemoteIpAddress}"));
    }

    public static void Adapter(WebApplicationBuilder builder, IBus bus)
    {
        builder.Services.AddSocketIO(options => options.Adapter = @namespace => new TellingAdapter(@namespace, bus));
    }

    public static void BetweenServers(SocketIOServer io)
    {
        io.OnServerSide("reload", e => Console.WriteLine($"reload {e.Get<string>(0)}"));
        io.ServerSideEmit("reload", "settings");
    }
}

internal sealed record Announcement(string Text);

internal interface IBus
{
    void Publish(string @namespace, ReadOnlyMemory<byte> text, IReadOnlyList<ReadOnlyMemory<byte>> attachments, BroadcastTarget target);
}

internal sealed class TellingAdapter(Namespace @namespace, IBus bus) : InMemoryAdapter(@namespace)
{
    private readonly string _name = @namespace.Name;

    public override void Broadcast(EncodedPacket packet, BroadcastTarget target)
    {
        base.Broadcast(packet, target);
        if (!target.Flags.HasFlag(BroadcastFlags.Local))
            bus.Publish(_name, packet.Text, packet.Attachments, target);
    }

    public void Receive(ReadOnlyMemory<byte> text, IReadOnlyList<ReadOnlyMemory<byte>> attachments, BroadcastTarget target) =>
        base.Broadcast(PacketEdits.FromWire(text.Span, attachments), target);
}
