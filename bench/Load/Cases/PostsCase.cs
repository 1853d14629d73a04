using Parlor.Bench.Load.Servers;
using Parlor.Bench.Report;

namespace Parlor.Bench.Load.Cases;

/// <summary>Stored posts with acknowledgement: each sender sends its next post when the last one is acknowledged.</summary>
internal sealed class PostsCase(Options options, int senders, bool shared) : Case<ServerUnderTest>
{
    public override string Table => "Posts with acknowledgement, one in flight per sender";

    public override string Name => $"{senders} sender{(senders == 1 ? "" : "s")}, {(shared ? "one room" : "a room each")}";

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("posts/s", "N0"),
        new("p50 ms", "N2"),
        new("p99 ms", "N2"),
        new("max ms", "N1"),
        new("server CPU µs/post", "N0"),
        new("generator CPU µs/post", "N0"),
    ];

    /// <summary>The peer stores nothing, so its acknowledgements say something else.</summary>
    public override bool CanRun(ServerUnderTest server) => server is ParlorServer;

    public override async Task<double[]> RunAsync(ServerUnderTest server)
    {
        using var process = await server.StartAsync();
        var seats = Enumerable.Range(0, senders).Select(i => shared ? server.SharedRoom(i) : server.OwnRoom(i)).ToArray();
        using var exchange = new Exchange(process.Endpoint, seats, senders, options.Bytes);

        exchange.StartClosedLoop();
        exchange.PollFor(options.WarmUp);
        exchange.StartMeasuring();
        var began = Clock.Now;
        var cpu = CpuOf(process, () => exchange.PollFor(options.Duration));
        var seconds = Clock.Milliseconds(Clock.Now - began) / 1000;

        var latency = exchange.AckLatency;
        var posts = (double)latency.Count;
        double[] figures =
        [
            posts / seconds,
            latency.Percentile(0.5),
            latency.Percentile(0.99),
            latency.Percentile(1),
            cpu.Server * 1e6 / posts,
            cpu.Generator * 1e6 / posts,
        ];
        exchange.Finish();
        return figures;
    }
}
