using Parlor.Bench.Load.Servers;
using Parlor.Bench.Report;

namespace Parlor.Bench.Load.Lines;

/// <summary>Stored posts over raw TCP: each poster says the next thing when they hear what they said, which is when it is stored.</summary>
internal sealed class LinePostsCase(Options options, bool shared) : Case<ServerUnderTest>
{
    private const int Senders = ServerUnderTest.SharedBy;

    public override string Table => "Posts in lines over TCP, one in flight per sender";

    public override string Name => $"{Senders} senders, {(shared ? "one room" : "a room each")}";

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("posts/s", "N0"),
        new("p50 ms", "N2"),
        new("p99 ms", "N2"),
        new("server CPU µs/post", "N0"),
        new("generator CPU µs/post", "N0"),
    ];

    /// <summary>The peer stores nothing.</summary>
    public override bool CanRun(ServerUnderTest server) => server is ParlorServer;

    public override async Task<double[]> RunAsync(ServerUnderTest server)
    {
        using var process = await server.StartAsync();
        var seats = Enumerable.Range(0, Senders).Select(i => ((ParlorServer)server).Poster(i, shared)).ToArray();
        using var crowd = new LineCrowd(seats, Senders, options.Bytes);
        crowd.StartClosedLoop();
        crowd.PollFor(options.WarmUp);
        crowd.StartMeasuring();
        var began = Clock.Now;
        var cpu = CpuOf(process, () => crowd.PollFor(options.Duration));
        var seconds = Clock.Milliseconds(Clock.Now - began) / 1000;

        var posts = (double)crowd.EchoLatency.Count;
        double[] figures =
        [
            posts / seconds,
            crowd.EchoLatency.Percentile(0.5),
            crowd.EchoLatency.Percentile(0.99),
            cpu.Server * 1e6 / posts,
            cpu.Generator * 1e6 / posts,
        ];
        crowd.Drain();
        return figures;
    }
}
