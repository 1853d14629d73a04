using System.Diagnostics.Metrics;

namespace Parlor.Server.Data;

/// <summary>What the server counts. The instruments belong to a meter named <c>Parlor.Server</c>, which any collector may listen to.</summary>
public sealed class Telemetry
{
    private readonly Counter<long> _commits;
    private readonly Counter<long> _events;

    public Telemetry(IMeterFactory meters)
    {
        Meter = meters.Create("Parlor.Server");
        _commits = Meter.CreateCounter<long>("parlor.commits", description: "Durable commits, each of one or more writes.");
        _events = Meter.CreateCounter<long>("parlor.events", description: "Events stored and announced.");
    }

    internal Meter Meter { get; }

    /// <summary>Counts a commit and the events in it.</summary>
    public void Committed(int events)
    {
        _commits.Add(1);
        _events.Add(events);
    }

    /// <summary>Shows a number that is read only when somebody asks for it.</summary>
    public void Show(string name, string description, Func<long> read) => Meter.CreateObservableGauge(name, read, description: description);
}
