using System.Diagnostics;
using System.Text;
using Parlor.Server.Tests.Delivery;

namespace Parlor.Server.Tests.Cli.Chat;

/// <summary><c>parlor chat</c> as a process, with its home in a folder of the test's own; over pipes, or on a terminal that <c>script</c> makes.</summary>
internal sealed class ChatProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly StringBuilder _output = new();
    private readonly Process _process;
    private readonly Task _reading;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChatProgram(ProcessStartInfo start, string home)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.UseShellExecute = false;
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PARLOR_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        start.Environment["XDG_CONFIG_HOME"] = home;
        start.Environment["PARLOR_PASSWORD"] = "correct horse battery";
        start.Environment["TERM"] = "xterm-256color";
        start.Environment.Remove("NO_COLOR");
        _process = Process.Start(start)!;
        _reading = Read();
        Error = _process.StandardError.ReadToEndAsync();
    }

    public Task<string> Error { get; }

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Starts it between pipes.</summary>
    public static ChatProgram Piped(Uri server, string home, params string[] arguments) =>
        new(new ProcessStartInfo(ServerProgram.Executable, ["chat", .. arguments.Contains("--server") ? [] : new[] { "--server", server.ToString() }, .. arguments]), home);

    /// <summary>Starts it on a terminal of 80 × 24.</summary>
    public static ChatProgram OnTerminal(Uri server, string home, params string[] arguments) => new(
        new ProcessStartInfo("script", ["-qefc", $"stty cols 80 rows 24; exec {ServerProgram.Executable} chat --server {server} {string.Join(' ', arguments)}", "/dev/null"]), home);

    public async Task Type(string keys)
    {
        await _process.StandardInput.WriteAsync(keys);
        await _process.StandardInput.FlushAsync();
    }

    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Nobody reads any more.</summary>
    public void CloseOutput() => _process.StandardOutput.Close();

    /// <summary>Waits until the program has written this.</summary>
    public async Task Shows(string text)
    {
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            var more = _more.Task;
            if (!Output.Contains(text, StringComparison.Ordinal))
                await more.WaitAsync(Patience);
            Assert.False(_reading.IsCompleted && !Output.Contains(text, StringComparison.Ordinal), $"It has ended: {Output}");
        }
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> Ended()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        await _reading.WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>SIGTERM to the program itself, whether or not it runs under <c>script</c>.</summary>
    public async Task Terminate()
    {
        var children = await File.ReadAllTextAsync($"/proc/{_process.Id}/task/{_process.Id}/children");
        using var kill = Process.Start("kill", ["-TERM", children.Trim() is { Length: > 0 } child ? child : $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task Read()
    {
        var buffer = new char[4096];
        try
        {
            while (await _process.StandardOutput.ReadAsync(buffer) is > 0 and var read)
            {
                lock (_output)
                    _output.Append(buffer, 0, read);
                Interlocked.Exchange(ref _more, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The test has closed it.
        }

        _more.TrySetResult();
    }
}
