using System.Net.Http.Headers;
using System.Text.Json;
using Parlor.Bench.Load.Servers;
using Parlor.Bench.Servers;

namespace Parlor.Bench.Load.Crowd;

/// <summary>A case in the large company. Each says what the project holds itself to.</summary>
internal abstract class CrowdCase : Case<ServerUnderTest>
{
    /// <summary>Calls before the clock runs: enough for the code on the way to be compiled for good.</summary>
    protected const int WarmUps = 60;

    public override bool CanRun(ServerUnderTest server) => server is ParlorServer;

    public override async Task<double[]> RunAsync(ServerUnderTest server)
    {
        var (process, people) = await ((ParlorServer)server).StartCrowdAsync();
        using (process)
            return await RunAsync(process, people);
    }

    protected abstract Task<double[]> RunAsync(ServerProcess process, CrowdPeople people);

    protected static HttpClient HttpOf(ServerProcess process, string token)
    {
        var http = new HttpClient { BaseAddress = new Uri($"http://{process.Endpoint.Address}/api/v1/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    protected static async Task<JsonElement> Read(HttpClient http, string path) =>
        JsonSerializer.Deserialize<JsonElement>(await http.GetByteArrayAsync(new Uri(path, UriKind.Relative)));

    protected static void Expect(bool holds, string what)
    {
        if (!holds)
            throw new BenchFailure($"this does not hold: {what}");
    }
}
