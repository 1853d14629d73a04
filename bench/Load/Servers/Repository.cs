using System.Diagnostics;

namespace Parlor.Bench.Load.Servers;

/// <summary>The repository that this program is part of, and commands run in it.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Runs a command to its end and answers what it printed; a failure shows that.</summary>
    public static string Run(string folder, params IEnumerable<string> command)
    {
        var all = command.ToArray();
        var start = new ProcessStartInfo(all[0], all[1..])
        {
            WorkingDirectory = Path.Combine(Root, folder),
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Trim() : throw new BenchFailure($"{string.Join(' ', all)} failed:\n{output}");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(Environment.CurrentDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Parlor.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new BenchFailure("run this inside the repository (make bench)");
    }
}
