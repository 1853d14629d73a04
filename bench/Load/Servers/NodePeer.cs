using Parlor.Bench.Servers;

namespace Parlor.Bench.Load.Servers;

/// <summary>The official Socket.IO server on Node.js, doing the same fan-out and storing nothing: something to measure against.</summary>
internal sealed class NodePeer(Options options) : Peer(options)
{
    private const string Folder = "bench/Peers/socketio-node";

    public override string Name => "Node socket.io, no storage";

    protected override IReadOnlyList<string> Command { get; } = ["node", Path.Combine(Repository.Root, Folder, "server.js")];

    protected override IReadOnlyDictionary<string, string> Environment { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["NODE_ENV"] = "production" };

    public override Task PrepareAsync()
    {
        Repository.InstallPackages(Folder);
        return Task.CompletedTask;
    }
}
