using Parlor.Bench.Report;
using Parlor.Bench.Servers;

namespace Parlor.Bench;

/// <summary>One thing to measure, as the tables show it.</summary>
internal abstract class Case
{
    /// <summary>The table that the case belongs to; all cases of one table have the same columns.</summary>
    public abstract string Table { get; }

    public abstract string Name { get; }

    public abstract IReadOnlyList<Column> Columns { get; }

    /// <summary>CPU time that the server and this program used while something ran, in seconds.</summary>
    protected static (double Server, double Generator) CpuOf(ServerProcess server, Action run)
    {
        var (serverBefore, before) = (server.CpuSeconds, ProcessUsage.CpuSeconds(Environment.ProcessId));
        run();
        return (server.CpuSeconds - serverBefore, ProcessUsage.CpuSeconds(Environment.ProcessId) - before);
    }
}

/// <summary>A case for one kind of server. A run answers a figure per column, or fails when an answer of the server was wrong.</summary>
internal abstract class Case<TServer> : Case
    where TServer : Contender
{
    public virtual bool CanRun(TServer server) => true;

    public abstract Task<double[]> RunAsync(TServer server);
}
