using Parlor.Bench.Load.Cases;

namespace Parlor.Bench.Load.Servers;

/// <summary>This program again, as a server that does nothing but call send(): what a delivery costs on this machine at least.</summary>
internal sealed class FloorPeer(Options options) : ServerUnderTest
{
    /// <summary>The argument that makes this program that server; the port follows.</summary>
    public const string Argument = "floor-server";

    public override string Name => "send() alone";

    public override bool IsPeer => true;

    public override Task PrepareAsync() => Task.CompletedTask;

    public override Task<ServerProcess> StartAsync() => Task.FromResult(ServerProcess.Start(
        address => [Environment.ProcessPath!, Argument, $"{address.Port}"],
        new Dictionary<string, string>(StringComparer.Ordinal),
        Path.Combine(options.Data, "floor.log"),
        "/healthz"));

    public override Seat OwnRoom(int client) => new("none", "room");

    public override Seat SharedRoom(int client) => new("none", "room");

    public override Seat Everyone(int client) => new("none", "room");
}
