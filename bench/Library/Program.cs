using System.Globalization;
using System.Runtime.InteropServices;
using Parlor.Bench;
using Parlor.Bench.Library;
using Parlor.Bench.Library.Servers;
using Parlor.Bench.Report;

if (args is ["--help" or "-h"])
{
    Console.WriteLine(Options.Usage);
    return 0;
}

if (args is [FloorEventServer.Argument, var port, ..])
    new EventFloor().Run(int.Parse(port, CultureInfo.InvariantCulture));

try
{
    if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        throw new BenchFailure("the load generator calls Linux's epoll on x86-64");

    var options = Options.Parse(args);
    Directory.CreateDirectory(options.Data);
    var servers = Plan.Servers(options);
    var results = await Rounds.RunAsync(options.Rounds, Plan.Cases(options), servers);
    Console.WriteLine($"{string.Join("; ", servers.Select(server => server.Version))}.");
    results.WriteTables(Console.Out, options.Data, Plan.Ratios(servers));
    if (options.Json is not null)
        results.WriteJson(options.Json);
    Directory.Delete(options.Data, recursive: true);
    return 0;
}
catch (BenchFailure failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
