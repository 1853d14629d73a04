namespace Parlor.Bench.Load.Servers;

/// <summary>This program again, as a server that does nothing but call send(): what a delivery costs on this machine at least.</summary>
internal sealed class FloorPeer(Options options) : Peer(options)
{
    /// <summary>The argument that makes this program that server; the port follows.</summary>
    public const string Argument = "floor-server";

    public override string Name => "send() alone";

    protected override IReadOnlyList<string> Command { get; } = [System.Environment.ProcessPath!, Argument];
}
