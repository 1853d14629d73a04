using System.Diagnostics;

namespace Parlor.Bench.Servers;

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

    /// <summary>Builds a program as it is meant to be installed, and answers where its files are.</summary>
    public static string Publish(string project)
    {
        var folder = Path.Combine("artifacts", "bench", Path.GetFileName(project));
        Console.Error.WriteLine($"publishing {project}");
        string[] target = ["-c", "Release", "-r", "linux-x64", "--self-contained", "false", "-o", folder];
        Run(".", ["dotnet", "publish", project, .. target, "-v", "quiet"]);
        return Path.Combine(Root, folder);
    }

    /// <summary>Fetches the npm packages that the lock file of a folder lists, unless they are there.</summary>
    public static void InstallPackages(string folder)
    {
        if (Directory.Exists(Path.Combine(Root, folder, "node_modules")))
            return;
        Console.Error.WriteLine($"installing the npm packages of {folder}");
        Run(folder, "npm", "ci");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(Environment.CurrentDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Parlor.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new BenchFailure("run this inside the repository (make bench)");
    }
}
