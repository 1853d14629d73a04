using Parlor.Bench.Library.Cases;
using Parlor.Bench.Library.Clients;
using Parlor.Bench.Library.Servers;
using Parlor.Bench.Report;

namespace Parlor.Bench.Library;

/// <summary>What the options ask for.</summary>
internal static class Plan
{
    public static EventCase[] Cases(Options options) => [.. options.Cases.SelectMany(name => Named(name, options))];

    /// <summary>The library first, in each way in which it can be hosted; then those that it is measured against.</summary>
    public static EventServer[] Servers(Options options) => [.. options.Servers.Select<string, EventServer>(name => name switch
    {
        "parlor" => new HostServer(options, "Parlor.SocketIO", "ParlorHost", new SocketIoProtocol(), Features.Namespaces | Features.Deflate),
        "connection-mode" => new HostServer(
            options, "Parlor, connection mode", "ParlorHost", new SocketIoProtocol(), Features.Namespaces | Features.Deflate, "--connection-mode=true"),
        "kestrel" => new HostServer(
            options, "Parlor, Kestrel's transport", "ParlorHost", new SocketIoProtocol(), Features.Namespaces | Features.Deflate, "--epoll=false"),
        "kestrel-connection-mode" => new HostServer(
            options,
            "Parlor, Kestrel's transport and connection mode",
            "ParlorHost",
            new SocketIoProtocol(),
            Features.Namespaces | Features.Deflate,
            "--epoll=false",
            "--connection-mode=true"),
        "node" => new NodeServer(options),
        "signalr" => new HostServer(options, "SignalR", "SignalRHost", new SignalRProtocol(), Features.None),
        _ => new FloorEventServer(options),
    })];

    /// <summary>How many times less the library costs than its peers, and how far it is from the least.</summary>
    public static Ratio[] Ratios(EventServer[] servers) =>
    [
        .. from ours in servers
           where IsOurs(ours)
           from other in servers
           where !IsOurs(other)
           select other is FloorEventServer ? new Ratio(ours, other) : new Ratio(other, ours),
    ];

    private static bool IsOurs(EventServer server) => server.Name.StartsWith("Parlor", StringComparison.Ordinal);

    private static EventCase[] Named(string name, Options options)
    {
        var text = Contents.Text(200);
        var plain = new ServerSettings();
        var (deflate, tls) = (plain with { Deflate = true }, plain with { Tls = true });
        return name switch
        {
            "fan-out" =>
            [
                new FanOutCase(options, "200 bytes", new Broadcast(text, InFlight: 1), plain),
                new FanOutCase(options, "200 bytes", new Broadcast(text, InFlight: 8), plain),
            ],
            "binary" => [new FanOutCase(options, "1 KiB binary", new Broadcast(Contents.Binary(1024), InFlight: 8), plain)],
            "large" => [new FanOutCase(options, "16 KiB", new Broadcast(Contents.Text(16 * 1024), InFlight: 8), plain)],
            "deflate" => [new FanOutCase(options, "2 KiB JSON, deflate", new Broadcast(Contents.Records(2048), InFlight: 8), deflate)],
            "tls" => [new FanOutCase(options, "200 bytes, TLS", new Broadcast(text, InFlight: 8), tls)],
            "namespaces" => [new NamespacesCase(options)],
            "echo" => [new EchoCase(options, inFlight: 1), new EchoCase(options, inFlight: 8)],
            "connect" => [new ConnectCase(options)],
            _ => [new MemoryCase(options)],
        };
    }
}
