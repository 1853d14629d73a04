using System.Diagnostics;
using System.Reflection;

namespace Parlor.Server.Terminal.RoomProcesses;

/// <summary>A room's process, from outside.</summary>
internal interface IRoomProcess : IDisposable
{
    int Id { get; }

    /// <summary>Completes when it has ended.</summary>
    Task Ended { get; }

    /// <summary>Ends it without a word.</summary>
    void Kill();
}

/// <summary>Starts the process of a room.</summary>
/// <param name="socket">The path of the link.</param>
/// <param name="secret">What it is to show there.</param>
/// <param name="listen">Where it is to listen.</param>
internal delegate IRoomProcess LaunchRoom(string socket, string secret, string listen);

/// <summary>This program once more, as <c>parlor room</c>.</summary>
internal sealed class RoomProgram : IRoomProcess
{
    private readonly Process _process;

    private RoomProgram(Process process) => (_process, Ended) = (process, process.WaitForExitAsync());

    public int Id => _process.Id;

    public Task Ended { get; }

    public static IRoomProcess Launch(string socket, string secret, string listen)
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("The program does not know where it is.");
        // Started by the dotnet host, the program is its first argument.
        string[] self = string.Equals(Path.GetFileNameWithoutExtension(program), "dotnet", StringComparison.Ordinal) ? [Assembly.GetEntryAssembly()!.Location] : [];
        return Launch(program, [.. self, "room", "--link", socket, "--listen", listen], secret);
    }

    public static RoomProgram Launch(string program, string[] arguments, string secret)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, UseShellExecute = false };
        // Settings are the server's, secrets among them; a room's process has no use for any.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PARLOR_", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        var process = Process.Start(start) ?? throw new InvalidOperationException("The process of a room could not be started.");
        try
        {
            process.StandardInput.WriteLine(secret);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already, which whoever watches it sees.
        }

        return new RoomProgram(process);
    }

    public void Kill() => _process.Kill();

    public void Dispose() => _process.Dispose();
}
