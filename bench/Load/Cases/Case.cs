using Parlor.Bench.Load.Report;
using Parlor.Bench.Load.Servers;

namespace Parlor.Bench.Load.Cases;

/// <summary>One thing to measure. A run answers a figure per column, or fails when an answer of the server was wrong.</summary>
internal abstract class Case
{
    /// <summary>The table that the case belongs to; all cases of one table have the same columns.</summary>
    public abstract string Table { get; }

    public abstract string Name { get; }

    public abstract IReadOnlyList<Column> Columns { get; }

    public virtual bool CanRun(ServerUnderTest server) => true;

    public abstract Task<double[]> RunAsync(ServerUnderTest server);

    /// <summary>CPU time that the server and this program used while something ran, in seconds.</summary>
    protected static (double Server, double Generator) CpuOf(ServerProcess server, Action run)
    {
        var (serverBefore, before) = (server.CpuSeconds, ProcessUsage.CpuSeconds(Environment.ProcessId));
        run();
        return (server.CpuSeconds - serverBefore, ProcessUsage.CpuSeconds(Environment.ProcessId) - before);
    }
}
