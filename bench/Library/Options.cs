namespace Parlor.Bench.Library;

/// <summary>What to measure and how long, as the command line says.</summary>
internal sealed record Options
{
    public const string Usage = """
        make bench-library ARGS='[case …] [options]'

        Cases (all, when none is named):
          fan-out      one client's events of 200 bytes to all, one in flight and eight
          binary       the same with 1 KiB of binary data, eight in flight
          large        the same with 16 KiB of text
          deflate      the same with 2 KiB of JSON, compressed
          tls          the same with 200 bytes over TLS
          namespaces   100 namespaces on each of 100 connections: joining, and broadcasts in each
          echo         every client has an event with acknowledgement in flight
          connect      WebSocket connections made per second
          memory       of an idle connection

        Options:
          --servers L      of parlor, connection-mode, kestrel, kestrel-connection-mode, node, signalr, floor
                           (default: all)
          --rounds N       repetitions, interleaved; the table shows median and range (default 4)
          --seconds N      length of a measurement (default 5), after --warm-up N (default 10)
          --clients N      clients of fan-out and echo (default 1000)
          --connections N  idle connections for memory (default 5000), at most 2000 of them in a wave of connect
          --data F         folder for logs and the certificate (default: one under the system's folder for temporary files)
          --json F         also write every round's figures to a file
        """;

    public static readonly string[] AllCases =
        ["fan-out", "binary", "large", "deflate", "tls", "namespaces", "echo", "connect", "memory"];

    public static readonly string[] AllServers =
        ["parlor", "connection-mode", "kestrel", "kestrel-connection-mode", "node", "signalr", "floor"];

    // A process may have 20,000 descriptors in many places, and each connection is one on either side.
    private const int MaxConnections = 18_000;

    public IReadOnlyList<string> Cases { get; private init; } = AllCases;

    public IReadOnlyList<string> Servers { get; private init; } = AllServers;

    public int Rounds { get; private init; } = 4;

    public TimeSpan Duration { get; private init; } = TimeSpan.FromSeconds(5);

    /// <summary>Long enough for .NET to have compiled the hot paths for good.</summary>
    public TimeSpan WarmUp { get; private init; } = TimeSpan.FromSeconds(10);

    public int Clients { get; private init; } = 1000;

    public int Connections { get; private init; } = 5000;

    public string Data { get; private init; } = Path.Combine(Path.GetTempPath(), $"parlor-bench-{Environment.ProcessId}");

    public string? Json { get; private init; }

    /// <exception cref="BenchFailure">An option is unknown or its value makes no sense.</exception>
    public static Options Parse(string[] arguments)
    {
        var options = new Options();
        var cases = CommandLine.Read(arguments, AllCases, _ => false, (name, value) => options = options.With(name, value));
        return cases.Count == 0 ? options : options with { Cases = cases };
    }

    private Options With(string name, string value) => name switch
    {
        "--servers" when value.Split(',').All(AllServers.Contains) => this with { Servers = value.Split(',') },
        "--rounds" => this with { Rounds = CommandLine.Number(name, value) },
        "--seconds" => this with { Duration = TimeSpan.FromSeconds(CommandLine.Number(name, value)) },
        "--warm-up" => this with { WarmUp = TimeSpan.FromSeconds(CommandLine.Number(name, value)) },
        "--clients" => this with { Clients = Connected(name, value) },
        "--connections" => this with { Connections = Connected(name, value) },
        "--data" => this with { Data = Path.GetFullPath(value) },
        "--json" => this with { Json = value },
        _ => throw new BenchFailure($"unknown: {name} {value} (--help tells what there is)"),
    };

    private static int Connected(string name, string value) =>
        CommandLine.Number(name, value) is > 1 and <= MaxConnections and var number
            ? number
            : throw new BenchFailure($"{name}: from 2 to {MaxConnections}");
}
