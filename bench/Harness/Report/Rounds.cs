using Parlor.Bench.Servers;

namespace Parlor.Bench.Report;

/// <summary>Runs every case on every server, round after round, so that what changes on the machine meanwhile meets all of them.</summary>
internal static class Rounds
{
    public static async Task<Results> RunAsync<TServer>(int rounds, IReadOnlyList<Case<TServer>> cases, IReadOnlyList<TServer> servers)
        where TServer : Contender
    {
        foreach (var server in servers)
            await server.PrepareAsync();

        var results = new Results(rounds);
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var measured in cases)
            {
                foreach (var server in servers.Where(measured.CanRun))
                {
                    Console.Error.WriteLine($"round {round} of {rounds}: {measured.Table}: {measured.Name}: {server.Name}");
                    results.Add(measured, server, await measured.RunAsync(server));
                }
            }
        }

        return results;
    }
}
