using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Parlor.Bench.Net;

namespace Parlor.Bench.Servers;

/// <summary>A server started for one measurement, stopped by its process id when disposed.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const string HealthPath = "/healthz";
    private const string Ok = "HTTP/1.1 200";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(15);

    private readonly Process _process;
    private readonly string _log;
    private readonly bool _speaksHttp;

    private ServerProcess(Process process, Endpoint endpoint, string log, bool speaksHttp)
    {
        _process = process;
        _log = log;
        _speaksHttp = speaksHttp;
        Endpoint = endpoint;
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    public Endpoint Endpoint { get; }

    public int Id => _process.Id;

    /// <summary>From before the process was made to the first answer 200, in milliseconds.</summary>
    public double StartMilliseconds { get; private set; }

    public double CpuSeconds => ProcessUsage.CpuSeconds(Id);

    public long ResidentKiB => ProcessUsage.ResidentKiB(Id);

    /// <summary>Starts a program and waits until it answers 200, or takes connections if it speaks no HTTP.</summary>
    /// <param name="command">the program and its arguments, from the address it shall listen at</param>
    /// <param name="environment">variables to set for it</param>
    /// <param name="log">file for all that it prints; shown when it cannot be started</param>
    /// <param name="certificate">the one that it shows, if it speaks TLS</param>
    /// <param name="speaksHttp">whether it can be asked for its health</param>
    public static ServerProcess Start(
        Func<IPEndPoint, IReadOnlyList<string>> command,
        IReadOnlyDictionary<string, string> environment,
        string log,
        X509Certificate2? certificate = null,
        bool speaksHttp = true)
    {
        var address = FreeAddress();
        // The shell becomes the program (exec), so the process id is the program's, and its output needs nobody to pump it.
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$@\" >\"$0\" 2>&1");
        start.ArgumentList.Add(log);
        foreach (var argument in command(address))
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        var began = Clock.Now;
        var server = new ServerProcess(Process.Start(start)!, new Endpoint(address, certificate), log, speaksHttp);
        try
        {
            server.WaitForHealth();
        }
        catch
        {
            server.Dispose();
            throw;
        }

        server.StartMilliseconds = Clock.Milliseconds(Clock.Now - began);
        return server;
    }

    /// <summary>Asks the server for a number that it knows about itself.</summary>
    public long Ask(string path)
    {
        var parts = Get(path).Split("\r\n\r\n");
        return parts is [var head, var body] && head.StartsWith(Ok, StringComparison.Ordinal) && long.TryParse(body, out var number)
            ? number
            : throw new BenchFailure($"{path}: {parts[0]}");
    }

    /// <summary>An address on the loopback interface that nobody listens at.</summary>
    public static IPEndPoint FreeAddress()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)probe.LocalEndPoint!;
    }

    private void WaitForHealth()
    {
        var end = Clock.After(StartLimit);
        while (!IsReady())
        {
            if (_process.HasExited)
                throw new BenchFailure($"the server ended while starting: {LogTail()}");
            if (Clock.Now > end)
                throw new BenchFailure($"the server does not answer: {LogTail()}");
            Thread.Sleep(1);
        }
    }

    private bool IsReady()
    {
        try
        {
            if (_speaksHttp)
                return Get(HealthPath).StartsWith(Ok, StringComparison.Ordinal);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(Endpoint.Address);
            return true;
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            return false;
        }
    }

    private string Get(string path)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 10_000 };
        socket.Connect(Endpoint.Address);
        using Stream plain = new NetworkStream(socket);
        using var tls = Endpoint.Certificate is { } certificate
            ? new SslStream(plain, leaveInnerStreamOpen: false, (_, shown, _, _) => certificate.Equals(shown))
            : null;
        tls?.AuthenticateAsClient("localhost");
        var stream = tls ?? plain;
        stream.Write(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {Endpoint.Address}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private string LogTail() => File.Exists(_log) ? string.Join('\n', File.ReadLines(_log).TakeLast(20)) : "it printed nothing";

    private void OnExit(object? sender, EventArgs e) => Stop();

    private void Stop()
    {
        if (_process.HasExited)
            return;
        _ = Libc.kill(Id, Libc.SigTerm);
        if (_process.WaitForExit(StopLimit))
            return;
        _ = Libc.kill(Id, Libc.SigKill);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        Stop();
        _process.Dispose();
    }
}
