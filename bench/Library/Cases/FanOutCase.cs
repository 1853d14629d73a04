using Parlor.Bench.Library.Servers;
using Parlor.Bench.Net;
using Parlor.Bench.Report;

namespace Parlor.Bench.Library.Cases;

/// <summary>One client's events go to every client.</summary>
/// <param name="options">how long</param>
/// <param name="name">what is broadcast</param>
/// <param name="broadcast">the same for the generator</param>
/// <param name="settings">how the server is to run</param>
internal sealed class FanOutCase(Options options, string name, Broadcast broadcast, ServerSettings settings) : EventCase(settings)
{
    public override string Table => "Fan-out";

    public override string Name => $"{options.Clients} clients, {name}, {broadcast.InFlight} in flight";

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("server CPU µs/delivery", "N2"),
        new("deliveries/s", "N0"),
        new("to last client p50 ms", "N2"),
        new("p99 ms", "N2"),
        new("bytes/delivery", "N0"),
        new("allocated B/delivery", "N1"),
        new("generator CPU µs/delivery", "N2"),
    ];

    public override Task<double[]> RunAsync(EventServer server)
    {
        using var process = Start(server);
        using var broadcasts = new Broadcasts(broadcast, server.Protocol, EndpointOf(process), options.Clients);
        broadcasts.Start();
        broadcasts.PollFor(options.WarmUp);

        var counts = server.Features.HasFlag(Features.CountsAllocations);
        var allocatedBefore = counts ? process.Ask("/allocated") : double.NaN;
        broadcasts.StartMeasuring();
        var receivedBefore = Connection.TotalReceived;
        var began = Clock.Now;
        var cpu = CpuOf(process, () => broadcasts.PollFor(options.Duration));
        var seconds = Clock.Milliseconds(Clock.Now - began) / 1000;
        var deliveries = (double)broadcasts.Deliveries;
        var received = Connection.TotalReceived - receivedBefore;
        var allocated = counts ? process.Ask("/allocated") - allocatedBefore : double.NaN;
        broadcasts.Finish();

        return Task.FromResult<double[]>(
        [
            cpu.Server * 1e6 / deliveries,
            deliveries / seconds,
            broadcasts.Latency.Percentile(0.5),
            broadcasts.Latency.Percentile(0.99),
            received / deliveries,
            allocated / deliveries,
            cpu.Generator * 1e6 / deliveries,
        ]);
    }
}
