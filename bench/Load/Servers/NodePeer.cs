using Parlor.Bench.Load.Cases;

namespace Parlor.Bench.Load.Servers;

/// <summary>The official Socket.IO server on Node.js, doing the same fan-out and storing nothing: something to measure against.</summary>
internal sealed class NodePeer(Options options) : ServerUnderTest
{
    private const string Folder = "bench/Peers/socketio-node";

    public override string Name => "Node socket.io, no storage";

    public override bool IsPeer => true;

    public override Task PrepareAsync()
    {
        if (!Directory.Exists(Path.Combine(Repository.Root, Folder, "node_modules")))
        {
            Console.Error.WriteLine($"installing the npm packages of {Folder}");
            Repository.Run(Folder, "npm", "ci");
        }

        return Task.CompletedTask;
    }

    public override Task<ServerProcess> StartAsync() => Task.FromResult(ServerProcess.Start(
        address => ["node", Path.Combine(Repository.Root, Folder, "server.js"), $"{address.Port}"],
        new Dictionary<string, string>(StringComparer.Ordinal) { ["NODE_ENV"] = "production" },
        Path.Combine(options.Data, "node.log"),
        "/healthz"));

    public override Seat OwnRoom(int client) => new("none", $"own-{client:D4}");

    public override Seat SharedRoom(int client) => new("none", "shared");

    public override Seat Everyone(int client) => new("none", "everyone");
}
