using System.Diagnostics;
using System.Runtime.CompilerServices;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Interop;

/// <summary>Runs a client that is written in another language; it ends with 0 when it found everything in order.</summary>
internal static class ForeignProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static string Folder { get; } = Path.GetDirectoryName(ThisFile())!;

    public static async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} did not end within {Limit}.\n{await output.Soon()}\n{await errors.Soon()}");
        }

        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {process.ExitCode}\n{await output}\n{await errors}");
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}

/// <summary>The npm packages of the official client, installed once as the lock file says.</summary>
public sealed class NodeModules : IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        if (!Directory.Exists(Path.Combine(ForeignProcess.Folder, "node_modules", "socket.io-client")))
            await ForeignProcess.RunAsync("npm", "ci", "--no-audit", "--no-fund");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
