using System.Globalization;

namespace Parlor.Bench.Servers;

/// <summary>What the kernel says about a process (proc(5)).</summary>
internal static class ProcessUsage
{
    // sysconf(_SC_CLK_TCK), which Linux has fixed at 100 for programs.
    private const double TicksPerSecond = 100;

    /// <summary>User and system time so far, in seconds; a step is 10 ms.</summary>
    public static double CpuSeconds(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        // The second field is the program's name in parentheses and may hold blanks; utime and stime are fields 14 and 15.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (Number(fields[11]) + Number(fields[12])) / TicksPerSecond;
    }

    /// <summary>Resident memory in KiB.</summary>
    public static long ResidentKiB(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
