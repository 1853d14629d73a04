using System.Diagnostics;
using Parlor.Server.Tests.Delivery;

namespace Parlor.Server.Tests.Demo;

/// <summary><c>parlor demo</c>, as a shell sees it.</summary>
public sealed class DemoCommandTests : IDisposable
{
    private static readonly string[] Small = ["--people", "6", "--months", "1", "--seed", "3"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("parlor-demo-command-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_says_whom_to_log_in_as_and_refuses_to_do_it_twice()
    {
        var (code, output, _) = await Run([.. Small, "--data", _folder.FullName, "--password", "tide and time"]);
        Assert.Equal(0, code);
        Assert.Contains("Log in as maren", output, StringComparison.Ordinal);
        Assert.Contains("tide and time", output, StringComparison.Ordinal);

        (code, _, var error) = await Run([.. Small, "--data", _folder.FullName]);
        Assert.Equal(1, code);
        Assert.Contains("people on it", error, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_that_make_no_company_are_named()
    {
        var (code, _, error) = await Run(["--people", "2", "--data", _folder.FullName]);
        Assert.Equal(1, code);
        Assert.Contains("--people", error, StringComparison.Ordinal);
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    private static async Task<(int Code, string Output, string Error)> Run(string[] flags)
    {
        var start = new ProcessStartInfo(ServerProgram.Executable, ["demo", .. flags])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PARLOR_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, error);
    }
}
