using Parlor.Bench.Load.Servers;
using Parlor.Bench.Report;

namespace Parlor.Bench.Load.Cases;

/// <summary>How long the published program takes from being executed to its first answer, and the memory it then rests at.</summary>
internal sealed class ColdStartCase : Case<ServerUnderTest>
{
    private const int Starts = 5;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    public override string Table => "Cold start";

    public override string Name => $"median of {Starts} starts";

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("first 200, empty folder, ms", "N0"),
        new("first 200, again, ms", "N0"),
        new("idle RSS after 5 s, MiB", "N1"),
    ];

    public override bool CanRun(ServerUnderTest server) => server is ParlorServer;

    public override async Task<double[]> RunAsync(ServerUnderTest server)
    {
        var parlor = (ParlorServer)server;
        var empty = new double[Starts];
        var again = new double[Starts];
        for (var i = 0; i < Starts; i++)
        {
            using (var process = parlor.StartEmpty())
                empty[i] = process.StartMilliseconds;
            using (var process = parlor.StartAgain())
                again[i] = process.StartMilliseconds;
        }

        using var resting = parlor.StartAgain();
        await Task.Delay(Rest);
        return [Statistics.Median(empty), Statistics.Median(again), resting.ResidentKiB / 1024.0];
    }
}
