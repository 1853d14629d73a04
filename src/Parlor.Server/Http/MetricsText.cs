using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Parlor.Server.Data;

namespace Parlor.Server.Http;

/// <summary>Keeps the totals of the server's instruments and writes them in Prometheus' text format, version 0.0.4.</summary>
internal sealed class MetricsText : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, Total> _totals = new();

    public MetricsText(Telemetry telemetry)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, telemetry.Meter))
                listener.EnableMeasurementEvents(instrument, _totals.GetOrAdd(instrument, static _ => new Total()));
        };
        _listener.SetMeasurementEventCallback<long>(static (instrument, value, _, total) => ((Total)total!).Take(value, instrument.IsObservable));
        _listener.Start();
    }

    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var (instrument, total) in _totals.OrderBy(pair => pair.Key.Name, StringComparer.Ordinal))
        {
            var counter = !instrument.IsObservable;
            Append(text, instrument.Name.Replace('.', '_') + (counter ? "_total" : ""), counter, instrument.Description ?? "", total.Value);
        }

        using var process = Process.GetCurrentProcess();
        Append(text, "process_cpu_seconds_total", counter: true, "Processor time used.", process.TotalProcessorTime.TotalSeconds);
        Append(text, "process_resident_memory_bytes", counter: false, "Memory in use.", process.WorkingSet64);
        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private static void Append(StringBuilder text, string name, bool counter, string description, double value) => text
        .Append("# HELP ").Append(name).Append(' ').Append(description).Append('\n')
        .Append("# TYPE ").Append(name).Append(counter ? " counter\n" : " gauge\n")
        .Append(name).Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');

    private sealed class Total
    {
        private long _value;

        public long Value => Interlocked.Read(ref _value);

        public void Take(long value, bool isState)
        {
            if (isState)
                Interlocked.Exchange(ref _value, value);
            else
                Interlocked.Add(ref _value, value);
        }
    }
}
