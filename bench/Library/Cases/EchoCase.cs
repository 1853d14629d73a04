using Parlor.Bench.Library.Servers;
using Parlor.Bench.Report;

namespace Parlor.Bench.Library.Cases;

/// <summary>Every client has so many events under way, and sends its next one as soon as one is acknowledged.</summary>
internal sealed class EchoCase(Options options, int inFlight) : EventCase(new ServerSettings())
{
    private const int Bytes = 200;

    public override string Table => "Acknowledgement";

    public override string Name => $"{options.Clients} clients, {Bytes} bytes, {inFlight} in flight each";

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("server CPU µs/round trip", "N2"),
        new("round trips/s", "N0"),
        new("p50 ms", "N2"),
        new("p99 ms", "N2"),
        new("generator CPU µs/round trip", "N2"),
    ];

    public override Task<double[]> RunAsync(EventServer server)
    {
        using var process = Start(server);
        using var echoes = new Echoes(Contents.Text(Bytes), server.Protocol, EndpointOf(process), options.Clients, inFlight);
        echoes.Start();
        echoes.PollFor(options.WarmUp);
        echoes.Latency.Clear();
        var began = Clock.Now;
        var cpu = CpuOf(process, () => echoes.PollFor(options.Duration));
        var seconds = Clock.Milliseconds(Clock.Now - began) / 1000;
        var trips = (double)echoes.Latency.Count;
        echoes.Finish();

        return Task.FromResult<double[]>(
        [
            cpu.Server * 1e6 / trips,
            trips / seconds,
            echoes.Latency.Percentile(0.5),
            echoes.Latency.Percentile(0.99),
            cpu.Generator * 1e6 / trips,
        ]);
    }
}
