using Parlor.Bench.Load.Cases;
using Parlor.Bench.Servers;

namespace Parlor.Bench.Load.Servers;

/// <summary>A server to measure against: it does the same fan-out, knows nobody, stores nothing, and so has nothing to prepare.</summary>
internal abstract class Peer(Options options) : ServerUnderTest
{
    public override Task<ServerProcess> StartAsync() => Task.FromResult(ServerProcess.Start(
        address => [.. Command, $"{address.Port}"],
        Environment,
        Path.Combine(options.Data, "peer.log")));

    public override Seat OwnRoom(int client) => new("none", $"own-{client:D4}");

    public override Seat SharedRoom(int client) => new("none", "shared");

    public override Seat Everyone(int client) => new("none", "everyone");

    /// <summary>The program and its arguments, without the port, which comes last.</summary>
    protected abstract IReadOnlyList<string> Command { get; }

    /// <summary>Variables to set for it.</summary>
    protected virtual IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
