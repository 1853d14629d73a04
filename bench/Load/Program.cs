using System.Globalization;
using System.Runtime.InteropServices;
using Parlor.Bench.Load;
using Parlor.Bench.Load.Cases;
using Parlor.Bench.Load.Floor;
using Parlor.Bench.Load.Report;
using Parlor.Bench.Load.Servers;

if (args is ["--help" or "-h"])
{
    Console.WriteLine(Options.Usage);
    return 0;
}

if (args is [FloorPeer.Argument, var port])
    FloorServer.Run(int.Parse(port, CultureInfo.InvariantCulture));

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
    foreach (var server in servers)
        await server.PrepareAsync();

    var results = new Results();
    for (var round = 1; round <= options.Rounds; round++)
    {
        foreach (var measured in cases)
        {
            foreach (var server in servers.Where(measured.CanRun))
            {
                Console.Error.WriteLine($"round {round} of {options.Rounds}: {measured.Name}: {server.Name}");
                results.Add(measured, server, await measured.RunAsync(server));
            }
        }
    }

    Console.WriteLine($"{Machine.Description(options.Data)}.");
    Console.WriteLine($"Median of {options.Rounds} interleaved rounds (least–most). Every delivery was checked.");
    results.WriteTables(Console.Out);
    if (options.Json is not null)
        results.WriteJson(options.Json);
}
