using Parlor.Bench.Load.Cases;

namespace Parlor.Bench.Load;

/// <summary>What to measure and how long, as the command line says.</summary>
internal sealed record Options
{
    public const string Usage = """
        make bench ARGS='[case …] [options]'

        Cases (all, when none is named):
          posts        stored posts with acknowledgement: each sender waits for its answer
          fan-out      many clients in one room, a steady stream of posts
          lines-fan-out  the same in lines over raw TCP, among guests
          irc-fan-out    the same by IRC
          lines-posts    stored posts over raw TCP: each of 16 posters waits until they hear their own
          lines-memory   10,000 guests over raw TCP who say nothing
          cold-start   from starting the program to its first answer; memory when idle
          large-room   opening a room of 10,000 members, 1,000 of them online; its members in pages, and searched
          many-rooms   the list of a person who is in 1,000 rooms
          reconnect    1,000 people come back at once and ask for what they missed
          presence     1,000 people go idle and come back at once, each looked at by 100

        Options:
          --database D   sqlite (default), postgres, both, or none (the peers alone)
          --postgres C   connection string of a server to use; without it one of our own is started (scripts/postgres.sh)
          --rounds N     repetitions, interleaved; the table shows median and range (default 3)
          --seconds N    length of a measurement (default 5), after --warm-up N (default 10)
          --senders L    numbers of senders for posts (default 1,16,256)
          --clients N    clients in the room for fan-out (default 1000), at --rate N posts a second (default 100)
          --bytes N      length of a text, 14 to 16000 (default 200)
          --no-peers     leave out what does the same fan-out: socket.io on Node.js, a program that only calls send(), and
                         ngircd for lines and IRC (Debian's package; it has to be installed)
          --server F     program to measure instead of publishing src/Parlor.Cli
          --data F       folder for databases and logs (default: one under the system's folder for temporary files)
          --json F       also write every round's figures to a file
        """;

    public static readonly string[] AllCases =
    [
        "posts", "fan-out", "lines-fan-out", "irc-fan-out", "lines-posts", "lines-memory", "cold-start",
        "large-room", "many-rooms", "reconnect", "presence",
    ];

    public IReadOnlyList<string> Cases { get; private init; } = AllCases;

    public string Database { get; private init; } = "sqlite";

    public string? Postgres { get; private init; }

    public int Rounds { get; private init; } = 3;

    public TimeSpan Duration { get; private init; } = TimeSpan.FromSeconds(5);

    /// <summary>Long enough for .NET to have compiled the hot paths for good: before that a post costs three times as much.</summary>
    public TimeSpan WarmUp { get; private init; } = TimeSpan.FromSeconds(10);

    public IReadOnlyList<int> Senders { get; private init; } = [1, 16, 256];

    public int Clients { get; private init; } = 1000;

    public int Rate { get; private init; } = 100;

    public int Bytes { get; private init; } = 200;

    public bool Peers { get; private init; } = true;

    public string? Server { get; private init; }

    public string Data { get; private init; } = Path.Combine(Path.GetTempPath(), $"parlor-bench-{Environment.ProcessId}");

    public string? Json { get; private init; }

    /// <summary>Accounts to sign up. Hashing a password takes a fifth of a second, so clients of a large room share accounts.</summary>
    public int Accounts => Math.Max(64, Senders.Max());

    /// <summary>Whether these accounts are needed: the cases about a large company bring their own.</summary>
    public bool NeedsAccounts => Cases.Any(name => name is "posts" or "fan-out" or "lines-fan-out" or "irc-fan-out" or "lines-posts" or "lines-memory");

    /// <exception cref="BenchFailure">An option is unknown or its value makes no sense.</exception>
    public static Options Parse(string[] arguments)
    {
        var options = new Options();
        var cases = CommandLine.Read(arguments, AllCases, Switch, (name, value) => options = options.With(name, value));
        return cases.Count == 0 ? options : options with { Cases = cases };

        bool Switch(string name)
        {
            if (name is not "--no-peers")
                return false;
            options = options with { Peers = false };
            return true;
        }
    }

    private Options With(string name, string value) => name switch
    {
        "--database" when value is "sqlite" or "postgres" or "both" or "none" => this with { Database = value },
        "--postgres" => this with { Postgres = value },
        "--rounds" => this with { Rounds = CommandLine.Number(name, value) },
        "--seconds" => this with { Duration = TimeSpan.FromSeconds(CommandLine.Number(name, value)) },
        "--warm-up" => this with { WarmUp = TimeSpan.FromSeconds(CommandLine.Number(name, value)) },
        "--senders" => this with { Senders = [.. value.Split(',').Select(part => CommandLine.Number(name, part))] },
        "--clients" => this with { Clients = CommandLine.Number(name, value) },
        "--rate" => this with { Rate = CommandLine.Number(name, value) },
        "--bytes" => this with { Bytes = Math.Clamp(CommandLine.Number(name, value), PostText.MinLength, 16_000) },
        "--server" => this with { Server = Path.GetFullPath(value) },
        "--data" => this with { Data = Path.GetFullPath(value) },
        "--json" => this with { Json = value },
        _ => throw new BenchFailure($"unknown: {name} {value} (--help tells what there is)"),
    };
}
