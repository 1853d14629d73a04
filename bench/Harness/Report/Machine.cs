using Parlor.Bench.Servers;

namespace Parlor.Bench.Report;

/// <summary>What the figures depend on.</summary>
internal static class Machine
{
    public static string Description(string data)
    {
        var processor = File.ReadLines("/proc/cpuinfo")
            .First(line => line.StartsWith("model name", StringComparison.Ordinal))
            .Split(": ")[1];
        // A database in memory would make "stored" mean nothing, so the table names the file system.
        var fileSystem = Repository.Run(".", "stat", "--file-system", "--format=%T", data);
        return $"{Environment.ProcessorCount} cores ({processor}), generator on the same machine, data on {fileSystem}, commit " +
               Repository.Run(".", "git", "describe", "--always", "--dirty");
    }
}
