namespace Parlor.Bench.Report;

/// <summary>Latencies of one run, in ticks of <see cref="Clock"/>.</summary>
internal sealed class Samples
{
    private long[] _ticks = new long[64 * 1024];

    public int Count { get; private set; }

    public void Add(long ticks)
    {
        if (Count == _ticks.Length)
            Array.Resize(ref _ticks, Count * 2);
        _ticks[Count++] = ticks;
    }

    public void Clear() => Count = 0;

    /// <summary>The value in milliseconds that this fraction of the samples does not exceed (nearest rank).</summary>
    public double Percentile(double fraction)
    {
        if (Count == 0)
            throw new BenchFailure("nothing was measured");
        var sorted = _ticks.AsSpan(0, Count).ToArray();
        Array.Sort(sorted);
        return Clock.Milliseconds(sorted[Math.Max(0, (int)Math.Ceiling(fraction * Count) - 1)]);
    }
}
