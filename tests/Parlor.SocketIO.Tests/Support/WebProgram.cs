using System.Diagnostics;

namespace Parlor.SocketIO.Tests.Support;

/// <summary>An ASP.NET Core program that runs as a process of its own, on a free port of the loopback interface.</summary>
internal sealed class WebProgram : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    // A busy machine may need long for what takes half a second.
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private WebProgram(Process process, Uri url)
    {
        _process = process;
        Url = url;
        Http = new HttpClient { BaseAddress = url, Timeout = Wait.Limit };
    }

    public Uri Url { get; }

    public HttpClient Http { get; }

    /// <summary>Starts it and waits until it says where it listens.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="folder">Its working folder, where it looks for <c>wwwroot</c>.</param>
    public static async Task<WebProgram> StartAsync(string program, string folder)
    {
        var start = new ProcessStartInfo(program, ["--urls", "http://127.0.0.1:0"])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        Process process = Process.Start(start)!;
        var url = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
                url.TrySetException(new InvalidOperationException($"{program} ended before it listened."));
            else if (line.Data.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
                url.TrySetResult(new Uri(line.Data[(at + Listening.Length)..]));
        };
        process.BeginOutputReadLine();
        try
        {
            return new WebProgram(process, await url.Task.WaitAsync(StartLimit));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync().Soon();
        _process.Dispose();
    }
}
