using System.Diagnostics.Metrics;

namespace Parlor.Server.Data;

/// <summary>What the server counts. The instruments belong to a meter named <c>Parlor.Server</c>, which any collector may listen to.</summary>
public sealed class Telemetry
{
    private readonly Counter<long> _commits;
    private readonly Counter<long> _events;
    private long _commitsSoFar;
    private long _eventsSoFar;

    public Telemetry(IMeterFactory meters)
    {
        Meter = meters.Create("Parlor.Server");
        _commits = Meter.CreateCounter<long>("parlor.commits", description: "Durable commits, each of one or more writes.");
        _events = Meter.CreateCounter<long>("parlor.events", description: "Events stored and announced.");
    }

    /// <summary>Durable commits since the start.</summary>
    public long Commits => Interlocked.Read(ref _commitsSoFar);

    /// <summary>Events stored and announced since the start.</summary>
    public long Events => Interlocked.Read(ref _eventsSoFar);

    internal Meter Meter { get; }

    /// <summary>Counts a commit and the events in it.</summary>
    public void Committed(int events)
    {
        Interlocked.Increment(ref _commitsSoFar);
        Interlocked.Add(ref _eventsSoFar, events);
        _commits.Add(1);
        _events.Add(events);
    }

    /// <summary>Shows a number that is read only when somebody asks for it.</summary>
    public void Show(string name, string description, Func<long> read) => Meter.CreateObservableGauge(name, read, description: description);
}
