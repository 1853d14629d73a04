using Parlor.Bench.Load.Servers;
using Parlor.Bench.Report;

namespace Parlor.Bench.Load.Lines;

/// <summary>What it costs that many are connected over raw TCP and say nothing.</summary>
internal sealed class LineMemoryCase : Case<ServerUnderTest>
{
    private const int Clients = 10_000;

    /// <summary>Those who come before it is measured: what the first of all cost is code, which is there once.</summary>
    private const int First = 500;

    /// <summary>For memory to come to rest before it is read.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    public override string Table => "Idle connections, lines over TCP";

    public override string Name => $"{Clients} guests";

    public override IReadOnlyList<Column> Columns { get; } = [new("RSS KiB/connection", "N1")];

    public override bool CanRun(ServerUnderTest server) => server is ParlorServer;

    public override async Task<double[]> RunAsync(ServerUnderTest server)
    {
        var parlor = (ParlorServer)server;
        using var process = await parlor.StartAsync();
        var seats = Enumerable.Range(0, First + Clients).Select(parlor.Idler).ToArray();
        using var first = new LineCrowd(seats[..First], senders: 0, textLength: 0);
        var before = process.ResidentKiB;
        using var crowd = new LineCrowd(seats[First..], senders: 0, textLength: 0);
        crowd.PollFor(Settle);
        return [(process.ResidentKiB - before) / (double)Clients];
    }
}
