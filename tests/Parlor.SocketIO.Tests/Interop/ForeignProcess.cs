using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Interop;

/// <summary>Runs a client that is written in another language; it ends with 0 when it found everything in order.</summary>
internal static class ForeignProcess
{
    public static string Folder { get; } = Repository.PathTo("tests", "Parlor.SocketIO.Tests", "Interop");

    public static Task RunAsync(string program, params string[] arguments) =>
        Command.RunAsync(Folder, new Dictionary<string, string>(StringComparer.Ordinal), program, arguments);
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
