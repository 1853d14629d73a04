using Parlor.Bench.Load.Servers;
using Parlor.Bench.Report;

namespace Parlor.Bench.Load.Cases;

/// <summary>Many clients in one room, and posts at a steady rate: how long until the last one has it, and what a delivery costs.</summary>
internal sealed class FanOutCase(Options options) : Case<ServerUnderTest>
{
    /// <summary>For memory to come to rest before it is read.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);

    public override string Table => "Fan-out in one room";

    public override string Name => $"{options.Clients} clients, {options.Rate} posts/s of {options.Bytes} bytes";

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("deliveries/s", "N0"),
        new("post → last client p50 ms", "N2"),
        new("p99 ms", "N2"),
        new("server CPU µs/delivery", "N2"),
        new("RSS KiB/connection", "N1"),
        new("generator CPU µs/delivery", "N2"),
    ];

    public override bool CanRun(ServerUnderTest server) => server.SpeaksSocketIo;

    public override async Task<double[]> RunAsync(ServerUnderTest server)
    {
        using var process = await server.StartAsync();
        var idle = process.ResidentKiB;
        var seats = Enumerable.Range(0, options.Clients).Select(server.Everyone).ToArray();
        using var exchange = new Exchange(process.Endpoint, seats, senders: 1, options.Bytes);
        exchange.PollFor(Settle);
        var perConnection = (process.ResidentKiB - idle) / (double)options.Clients;

        exchange.SendAtRate(options.Rate, options.WarmUp);
        // What piled up while a server's code was still cold is no part of what is measured.
        exchange.Drain();
        exchange.StartMeasuring();
        var cpu = CpuOf(process, () => exchange.SendAtRate(options.Rate, options.Duration));

        var deliveries = (double)exchange.Deliveries;
        double[] figures =
        [
            deliveries / options.Duration.TotalSeconds,
            exchange.DeliveryLatency.Percentile(0.5),
            exchange.DeliveryLatency.Percentile(0.99),
            cpu.Server * 1e6 / deliveries,
            perConnection,
            cpu.Generator * 1e6 / deliveries,
        ];
        exchange.Finish();
        return figures;
    }
}
