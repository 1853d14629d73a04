using Parlor.Bench.Load.Servers;
using Parlor.Bench.Report;

namespace Parlor.Bench.Load.Lines;

/// <summary>The fan-out over raw TCP: guests in one room, and one person whose lines come at a steady rate.</summary>
internal sealed class LineFanOutCase(Options options) : Case<ServerUnderTest>
{
    public override string Table => "Fan-out in one room, lines over TCP";

    public override string Name => $"{options.Clients} clients, {options.Rate} lines/s of {options.Bytes} bytes";

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("deliveries/s", "N0"),
        new("post → last client p50 ms", "N2"),
        new("p99 ms", "N2"),
        new("server CPU µs/delivery", "N2"),
        new("generator CPU µs/delivery", "N2"),
    ];

    public override bool CanRun(ServerUnderTest server) => server is ParlorServer;

    public override async Task<double[]> RunAsync(ServerUnderTest server)
    {
        var parlor = (ParlorServer)server;
        using var process = await parlor.StartAsync();
        using var crowd = new LineCrowd(parlor.LinesAddress, options.Clients - 1, ParlorServer.EveryoneRoomName, parlor.LineSpeaker, options.Bytes);
        crowd.SendAtRate(options.Rate, options.WarmUp);
        crowd.Drain();
        crowd.StartMeasuring();
        var cpu = CpuOf(process, () => crowd.SendAtRate(options.Rate, options.Duration));

        var deliveries = (double)crowd.Deliveries;
        double[] figures =
        [
            deliveries / options.Duration.TotalSeconds,
            crowd.DeliveryLatency.Percentile(0.5),
            crowd.DeliveryLatency.Percentile(0.99),
            cpu.Server * 1e6 / deliveries,
            cpu.Generator * 1e6 / deliveries,
        ];
        crowd.Drain();
        return figures;
    }
}
