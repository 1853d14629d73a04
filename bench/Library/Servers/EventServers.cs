using System.Runtime.InteropServices;
using System.Text.Json;
using Parlor.Bench.Library.Clients;
using Parlor.Bench.Servers;

namespace Parlor.Bench.Library.Servers;

/// <summary>A host of bench/Hosts, as it is published.</summary>
/// <param name="options">of the run</param>
/// <param name="name">what the tables call it</param>
/// <param name="host">the project</param>
/// <param name="protocol">what it speaks</param>
/// <param name="features">what it can do besides</param>
/// <param name="arguments">more arguments, for another way to run the same host</param>
internal sealed class HostServer(
    Options options, string name, string host, Protocol protocol, Features features, params string[] arguments) : EventServer(options)
{
    private string _folder = "";

    public override string Name => name;

    public override Protocol Protocol => protocol;

    public override Features Features => features | Features.Tls | Features.Collects | Features.CountsAllocations;

    // Hosts run on the newest runtime of their major version that is installed, as this program does.
    public override string Version => $"{name}: {RuntimeInformation.FrameworkDescription}";

    public override Task PrepareAsync()
    {
        _folder = Repository.Publish($"bench/Hosts/{host}");
        return Task.CompletedTask;
    }

    protected override IEnumerable<string> Command(int port) => [Path.Combine(_folder, host), $"--port={port}", .. arguments];
}

/// <summary>The official Socket.IO server on Node.js.</summary>
internal sealed class NodeServer(Options options) : EventServer(options)
{
    private const string Folder = "bench/Peers/socketio-node";

    public override string Name => "Node socket.io";

    public override Protocol Protocol { get; } = new SocketIoProtocol();

    public override Features Features => Features.Namespaces | Features.Tls | Features.Deflate | Features.Collects;

    public override string Version =>
        $"{Name}: {Installed("socket.io")} with ws {Installed("ws")} on Node.js {Repository.Run(".", "node", "--version")}";

    public override Task PrepareAsync()
    {
        Repository.InstallPackages(Folder);
        return Task.CompletedTask;
    }

    protected override IEnumerable<string> Command(int port) =>
        ["node", "--expose-gc", Path.Combine(Repository.Root, Folder, "events.js"), $"--port={port}"];

    private static string Installed(string package)
    {
        var description = File.ReadAllBytes(Path.Combine(Repository.Root, Folder, "node_modules", package, "package.json"));
        using var json = JsonDocument.Parse(description);
        return json.RootElement.GetProperty("version").GetString()!;
    }
}

/// <summary>This program again, as a server that does nothing but call send(): what a delivery costs on this machine at least.</summary>
internal sealed class FloorEventServer(Options options) : EventServer(options)
{
    /// <summary>The argument that makes this program that server; the port follows, and settings that it does not need.</summary>
    public const string Argument = "floor-server";

    public override string Name => "send() alone";

    public override Protocol Protocol { get; } = new SocketIoProtocol();

    public override Features Features => Features.Namespaces;

    public override string Version => $"{Name}: {RuntimeInformation.FrameworkDescription}";

    protected override IEnumerable<string> Command(int port) => [Environment.ProcessPath!, Argument, $"{port}"];
}
