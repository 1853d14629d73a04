using Parlor.Bench.Library.Servers;
using Parlor.Bench.Report;
using Parlor.Bench.Servers;

namespace Parlor.Bench.Library.Cases;

/// <summary>What an idle connection keeps in memory: how much the server's resident memory grows with all the connections.</summary>
internal sealed class MemoryCase(Options options) : EventCase(new ServerSettings(), Features.Collects)
{
    /// <summary>Connected before the first look, so that code and the like are no part of the difference.</summary>
    private const int First = 100;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    public override string Table => "Idle memory";

    public override string Name => $"{options.Connections} connections";

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("KiB/connection", "N1"),
        new("after a collection", "N1"),
    ];

    public override Task<double[]> RunAsync(EventServer server)
    {
        using var process = Start(server);
        using var crowd = new Crowd(server.Protocol, EndpointOf(process), new NothingExpected());
        crowd.GrowTo(Math.Min(First, options.Connections - 1));
        var (count, before) = (crowd.Count, Collected(process, crowd));
        crowd.GrowTo(options.Connections);
        WaitUntilIdle(process, crowd.Loop);
        crowd.Loop.PollFor(Rest);
        double more = crowd.Count - count;
        var idle = (process.ResidentKiB - before) / more;
        return Task.FromResult<double[]>([idle, (Collected(process, crowd) - before) / more]);
    }

    private static long Collected(ServerProcess process, Crowd crowd)
    {
        WaitUntilIdle(process, crowd.Loop);
        process.Ask("/collect");
        crowd.Loop.PollFor(Rest);
        return process.ResidentKiB;
    }
}
