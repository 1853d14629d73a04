using Parlor.Bench.Library.Servers;
using Parlor.Bench.Report;
using Parlor.Bench.Servers;

namespace Parlor.Bench.Library.Cases;

/// <summary>
/// Clients connect by WebSocket alone and join the main namespace, wave after wave; only that is timed, not how they leave.
/// </summary>
internal sealed class ConnectCase(Options options) : EventCase(new ServerSettings())
{
    /// <summary>Each connection takes a local port, which the kernel gives back only after a while.</summary>
    private const int MaxWaves = 8;

    private int WaveSize => Math.Min(options.Connections, 2000);

    public override string Table => "Connecting";

    public override string Name => $"waves of {WaveSize}, 32 handshakes at a time";

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("server CPU µs/connect", "N1"),
        new("connects/s", "N0"),
        new("generator CPU µs/connect", "N1"),
    ];

    public override Task<double[]> RunAsync(EventServer server)
    {
        using var process = Start(server);
        RunWaves(server, process, options.WarmUp / 5, MaxWaves / 2);
        var (connects, seconds, cpu) = RunWaves(server, process, options.Duration, MaxWaves);
        return Task.FromResult<double[]>([cpu.Server * 1e6 / connects, connects / seconds, cpu.Generator * 1e6 / connects]);
    }

    private (double Connects, double Seconds, (double Server, double Generator) Cpu) RunWaves(
        EventServer server, ServerProcess process, TimeSpan time, int waves)
    {
        var (connects, seconds, ofServer, ofGenerator) = (0, 0.0, 0.0, 0.0);
        for (var i = 0; i < waves && seconds < time.TotalSeconds; i++)
        {
            using var crowd = new Crowd(server.Protocol, EndpointOf(process), new NothingExpected());
            WaitUntilIdle(process, crowd.Loop);
            var began = Clock.Now;
            var cpu = CpuOf(process, () => crowd.GrowTo(WaveSize));
            seconds += Clock.Milliseconds(Clock.Now - began) / 1000;
            connects += WaveSize;
            ofServer += cpu.Server;
            ofGenerator += cpu.Generator;
        }

        return (connects, seconds, (ofServer, ofGenerator));
    }
}
