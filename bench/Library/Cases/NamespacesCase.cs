using Parlor.Bench.Library.Servers;
using Parlor.Bench.Report;

namespace Parlor.Bench.Library.Cases;

/// <summary>Every connection joins many namespaces, and each namespace in turn has a broadcast.</summary>
internal sealed class NamespacesCase(Options options)
    : EventCase(new ServerSettings { Namespaces = Namespaces })
{
    private const int Namespaces = 100;
    private const int Connections = 100;

    private readonly Broadcast _broadcast = new(Contents.Text(200), InFlight: 8, Namespaces);

    public override string Table => "Namespaces";

    public override string Name => $"{Namespaces} on each of {Connections} connections, 200 bytes, {_broadcast.InFlight} in flight";

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("server CPU µs/join", "N2"),
        new("server CPU µs/delivery", "N2"),
        new("deliveries/s", "N0"),
        new("to last client p50 ms", "N2"),
        new("p99 ms", "N2"),
        new("generator CPU µs/delivery", "N2"),
    ];

    public override Task<double[]> RunAsync(EventServer server)
    {
        using var process = Start(server);
        // The code for joining is compiled before it is measured.
        using (var first = new Broadcasts(_broadcast, server.Protocol, EndpointOf(process), Connections))
        {
            first.Start();
            first.PollFor(options.WarmUp);
            first.Finish();
        }

        Broadcasts? broadcasts = null;
        var joining = CpuOf(process, () => broadcasts = new(_broadcast, server.Protocol, EndpointOf(process), Connections));
        using (broadcasts)
        {
            broadcasts!.Start();
            broadcasts.PollFor(options.WarmUp / 5);
            broadcasts.StartMeasuring();
            var began = Clock.Now;
            var cpu = CpuOf(process, () => broadcasts.PollFor(options.Duration));
            var seconds = Clock.Milliseconds(Clock.Now - began) / 1000;
            var deliveries = (double)broadcasts.Deliveries;
            broadcasts.Finish();
            return Task.FromResult<double[]>(
            [
                joining.Server * 1e6 / (Connections * Namespaces),
                cpu.Server * 1e6 / deliveries,
                deliveries / seconds,
                broadcasts.Latency.Percentile(0.5),
                broadcasts.Latency.Percentile(0.99),
                cpu.Generator * 1e6 / deliveries,
            ]);
        }
    }
}
