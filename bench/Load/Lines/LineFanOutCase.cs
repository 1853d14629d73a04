using Parlor.Bench.Load.Servers;
using Parlor.Bench.Report;

namespace Parlor.Bench.Load.Lines;

/// <summary>The fan-out over raw TCP: guests in one room, some of whom talk, at a steady rate together.</summary>
internal sealed class LineFanOutCase(Options options, Wording wording) : Case<ServerUnderTest>
{
    /// <summary>How many of them talk: an IRC server lets nobody say a hundred things a second.</summary>
    private const int Senders = 16;

    /// <summary>Bytes of a text that a line of IRC has room for, with all that stands before it (RFC 2812, section 2.3).</summary>
    private const int LongestByIrc = 400;

    public override string Table => $"Fan-out in one room over TCP, {(wording == Wording.Irc ? "by IRC" : "in lines")}";

    public override string Name => $"{options.Clients} clients, {options.Rate} posts/s of {Bytes} bytes";

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("deliveries/s", "N0"),
        new("post → last client p50 ms", "N2"),
        new("p99 ms", "N2"),
        new("server CPU µs/delivery", "N2"),
        new("generator CPU µs/delivery", "N2"),
    ];

    // In both wordings: the peer speaks IRC alone.
    private int Bytes => Math.Min(options.Bytes, LongestByIrc);

    public override bool CanRun(ServerUnderTest server) => server.SpeaksLines;

    public override async Task<double[]> RunAsync(ServerUnderTest server)
    {
        using var process = await server.StartAsync();
        var seats = Enumerable.Range(0, options.Clients).Select(i => server.Guest(i, wording)).ToArray();
        using var crowd = new LineCrowd(seats, Math.Min(Senders, seats.Length), Bytes);
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
