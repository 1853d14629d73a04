using System.Diagnostics;

namespace Parlor.Bench;

/// <summary>The one clock of a run: monotonic, in ticks of <see cref="Stopwatch.Frequency"/>.</summary>
internal static class Clock
{
    public static long Now => Stopwatch.GetTimestamp();

    public static long After(TimeSpan time) => Now + Ticks(time);

    public static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);

    public static double Milliseconds(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;
}
