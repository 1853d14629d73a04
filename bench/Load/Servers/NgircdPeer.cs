using System.Net;
using Parlor.Bench.Load.Lines;
using Parlor.Bench.Servers;

namespace Parlor.Bench.Load.Servers;

/// <summary>
/// ngircd, an IRC server in C with one thread and no storage, as Debian ships it: something to measure lines and IRC against. What would
/// keep a crowd from one address out, or slow it down, is off.
/// </summary>
internal sealed class NgircdPeer(Options options) : Peer(options)
{
    private const string Room = "everyone";

    private static readonly string[] Places = ["/usr/sbin/ngircd", "/usr/local/sbin/ngircd", "/usr/bin/ngircd"];

    private readonly string _configuration = Path.Combine(options.Data, "ngircd.conf");
    private readonly string _log = Path.Combine(options.Data, "ngircd.log");
    private IPEndPoint _address = new(IPAddress.Loopback, 0);

    public override string Name => "ngircd";

    public override bool SpeaksSocketIo => false;

    public override bool SpeaksLines => true;

    protected override IReadOnlyList<string> Command { get; } =
        [FindProgram() ?? "ngircd", "--nodaemon", "--config", Path.Combine(options.Data, "ngircd.conf")];

    public override Task PrepareAsync() => FindProgram() is not null
        ? Task.CompletedTask
        : throw new BenchFailure("ngircd is not installed (apt-get install ngircd); --no-peers does without");

    public override Task<ServerProcess> StartAsync() => Task.FromResult(ServerProcess.Start(
        address =>
        {
            File.WriteAllText(_configuration, Configuration(_address = address));
            return Command;
        },
        Environment,
        _log,
        speaksHttp: false));

    public override LineSeat Guest(int client, Wording wording) => LineSeat.ByIrc(_address, client, Room);

    private static string? FindProgram() => Places.FirstOrDefault(File.Exists);

    private static string Configuration(IPEndPoint address) => $"""
        [Global]
        Name = bench.ngircd.example
        Info = measured
        Listen = {address.Address}
        Ports = {address.Port}
        ServerUID = {System.Environment.UserName}
        [Limits]
        MaxConnections = 0
        MaxConnectionsIP = 0
        MaxJoins = 0
        MaxPenaltyTime = 0
        PingTimeout = 3600
        [Options]
        DNS = no
        Ident = no
        PAM = no

        """;
}
