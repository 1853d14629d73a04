using System.Diagnostics;
using System.Reflection;
using Dapper;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Administration;

/// <summary>How the server is at this moment. Counts only grow while it runs: two answers tell what happened between them.</summary>
public sealed record Health
{
    public required string Version { get; init; }

    public required Timestamp StartedAt { get; init; }

    /// <summary>When this was looked up.</summary>
    public required Timestamp At { get; init; }

    public required DatabaseHealth Database { get; init; }

    /// <summary>Connected Socket.IO clients.</summary>
    public required int Connections { get; init; }

    /// <summary>People who have at least one of them.</summary>
    public required int PeopleConnected { get; init; }

    public required ProcessHealth Process { get; init; }
}

/// <param name="Kind"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="ReadMs">Milliseconds that the smallest question took just now.</param>
/// <param name="CommitMs">Milliseconds that a write with nothing in it took, the queue before it included.</param>
/// <param name="WritesWaiting">Writes that wait for the next commit.</param>
/// <param name="MostWritesWaiting">So many may wait; one more is refused as <c>unavailable</c>.</param>
/// <param name="Commits">Durable commits since the start.</param>
/// <param name="Events">Events stored and announced since the start.</param>
public sealed record DatabaseHealth(
    string Kind, double ReadMs, double CommitMs, int WritesWaiting, int MostWritesWaiting, long Commits, long Events);

/// <param name="CpuSeconds">Processor time used since the start.</param>
/// <param name="Processors">Processors that there are.</param>
/// <param name="MemoryBytes">Memory in use, as the operating system counts it.</param>
/// <param name="HeapBytes">Of that, the managed heap.</param>
/// <param name="Collections">Garbage collections since the start.</param>
/// <param name="PausePercent">Share of the time since the start that collections held everything up.</param>
/// <param name="Threads">Threads of the pool.</param>
public sealed record ProcessHealth(
    double CpuSeconds, int Processors, long MemoryBytes, long HeapBytes, long Collections, double PausePercent, int Threads);

/// <summary>Looks up how the server is.</summary>
public sealed class ServerHealth(Db db, Telemetry telemetry, LiveConnections connections, People people, TimeProvider clock)
{
    private static readonly string Version =
        typeof(ServerHealth).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private readonly Timestamp _startedAt = Timestamp.Now(clock);

    /// <exception cref="Problem"><c>forbidden</c>.</exception>
    public async Task<Health> Get(Administrator by, CancellationToken cancel = default)
    {
        await by.Require(people, cancel);
        var (live, connected) = connections.Count();
        return new Health
        {
            Version = Version,
            StartedAt = _startedAt,
            At = Timestamp.Now(clock),
            Database = await OfDatabase(cancel),
            Connections = live,
            PeopleConnected = connected,
            Process = OfProcess(),
        };
    }

    private async Task<DatabaseHealth> OfDatabase(CancellationToken cancel)
    {
        var waiting = db.WritesWaiting;
        var start = Stopwatch.GetTimestamp();
        await using (var connection = await db.OpenReadAsync(cancel))
            await connection.ExecuteScalarAsync<long>("SELECT MAX(version) FROM schema_migrations");
        var read = Stopwatch.GetElapsedTime(start);
        start = Stopwatch.GetTimestamp();
        await db.Write(_ => { });
        var commit = Stopwatch.GetElapsedTime(start);
        return new DatabaseHealth(
            db.Kind, Rounded(read), Rounded(commit), waiting, GroupCommit.QueueLength, telemetry.Commits, telemetry.Events);
    }

    private static ProcessHealth OfProcess()
    {
        using var process = Process.GetCurrentProcess();
        return new ProcessHealth(
            process.TotalProcessorTime.TotalSeconds,
            Environment.ProcessorCount,
            process.WorkingSet64,
            GC.GetTotalMemory(forceFullCollection: false),
            // The count of a generation includes those of the older ones.
            GC.CollectionCount(0),
            GC.GetGCMemoryInfo().PauseTimePercentage,
            ThreadPool.ThreadCount);
    }

    private static double Rounded(TimeSpan time) => Math.Round(time.TotalMilliseconds, 2);
}
