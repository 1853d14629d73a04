using System.Globalization;
using System.Runtime.InteropServices;
using Parlor.Bench;
using Parlor.Bench.Load;
using Parlor.Bench.Load.Floor;
using Parlor.Bench.Load.Servers;
using Parlor.Bench.Report;

if (args is ["--help" or "-h"])
{
    Console.WriteLine(Options.Usage);
    return 0;
}

if (args is [FloorPeer.Argument, var port])
    new ChatFloor().Run(int.Parse(port, CultureInfo.InvariantCulture));

try
{
    if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        throw new BenchFailure("the load generator calls Linux's epoll on x86-64");

    var options = Options.Parse(args);
    Directory.CreateDirectory(options.Data);
    await Measure(options);
    Directory.Delete(options.Data, recursive: true);
    return 0;
}
catch (BenchFailure failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}

static async Task Measure(Options options)
{
    using var postgres = options.Database is "postgres" or "both" ? new PostgresDatabases(options) : null;
    var cases = Plan.Cases(options);
    var servers = Plan.Servers(options, postgres, cases);
    var results = await Rounds.RunAsync(options.Rounds, cases, servers);
    results.WriteTables(Console.Out, options.Data, Plan.Ratios(servers));
    if (options.Json is not null)
        results.WriteJson(options.Json);
}
