using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Delivery;

/// <summary>
/// The built <c>parlor</c> program as a process of its own, which can be killed and started again on the same port and data.
/// </summary>
internal sealed class ServerProgram : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("parlor-kill-");
    private readonly string _postgres;
    private readonly string[] _flags;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly HttpClient _http;
    private Process? _process;

    private ServerProgram(string postgres, string[] flags)
    {
        (_postgres, _flags) = (postgres, flags);
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Address = new Uri($"http://{probe.LocalEndPoint}");
        _http = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    /// <param name="database">Where it stores.</param>
    /// <param name="flags">What is said at each start besides.</param>
    public static async Task<ServerProgram> Create(DatabaseKind database, params string[] flags)
    {
        var server = new ServerProgram(database == DatabaseKind.Postgres ? await PostgresCluster.CreateDatabase() : "", flags);
        await server.Start();
        return server;
    }

    /// <summary>Starts it and waits until it says that it listens.</summary>
    public async Task Start()
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        string[] flags = ["--url", Address.ToString(), "--data", _folder.FullName, "--postgres", _postgres, .. _flags];
        var start = new ProcessStartInfo(Executable, ["serve", .. flags])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // What is set for the tests is not meant for the server, which refuses names that it does not know.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PARLOR_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        foreach (var limit in new[] { "SignUpsPerMinute", "LogInsPerMinute", "PostsPerSecond", "PostBurst" })
            start.Environment[$"PARLOR_Limits__{limit}"] = "1000000";

        var process = _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) =>
        {
            Keep(line.Data);
            if (line.Data?.Contains("listens at", StringComparison.Ordinal) is true)
                listening.TrySetResult();
        };
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Exited += (_, _) =>
            listening.TrySetException(new InvalidOperationException($"parlor ended:\n{string.Join('\n', _output)}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await listening.Task.WaitAsync(StartLimit);
    }

    /// <summary>SIGKILL: it learns nothing of it and can put nothing in order.</summary>
    public void Kill() => _process!.Kill();

    /// <summary>SIGTERM: it puts things in order, and ends.</summary>
    public void Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public Task Ended() => _process!.WaitForExitAsync();

    public async Task<Someone> SignUp(string username)
    {
        using var answer = await _http.PostAsJsonAsync("/api/v1/accounts", new { username, password = "correct horse battery" });
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, body.ToString());
        var token = body.Text("accessToken")!;
        var http = new HttpClient { BaseAddress = Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new Someone(body.GetProperty("user").Text("id")!, username, token, http);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_process is { } process)
        {
            if (!process.HasExited)
                process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    /// <summary>Built along with the tests, in the same configuration.</summary>
    public static string Executable
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(Repository.Root, "src", "Parlor.Cli", "bin", output.Parent!.Name, output.Name, "parlor");
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
            _output.Enqueue(line);
    }
}
