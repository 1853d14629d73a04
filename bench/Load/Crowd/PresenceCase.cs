using System.Text.Json;
using Parlor.Bench.Report;
using Parlor.Bench.Servers;

namespace Parlor.Bench.Load.Crowd;

/// <summary>
/// 1,000 people, each looking at 100 others, go idle at once, and come back at once. It is over when each knows it of all whom they
/// look at.
/// </summary>
internal sealed class PresenceCase : CrowdCase
{
    private const int LooksAt = 100;

    /// <summary>Goings and comings before the clock runs, and while it does.</summary>
    private const int WarmUpTurns = 4;

    private const int Turns = 6;

    public override string Table => "1,000 people change presence at once (server CPU below 1 s)";

    public override string Name => $"each looks at {LooksAt} others";

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("server CPU s/change of all", "N3"),
        new("until all know, p50 ms", "N0"),
        new("max ms", "N0"),
        new("events/change of all", "N0"),
        new("generator CPU s/change of all", "N3"),
    ];

    protected override Task<double[]> RunAsync(ServerProcess process, CrowdPeople people)
    {
        using var online = new Connected(process.Endpoint);
        online.Connect([.. Enumerable.Range(0, CrowdSize.Online).Select(people.Token)]);
        foreach (var client in online.Clients)
            client.Ask("watch_presence", $"{{\"users\":[{string.Join(',', LookedAt(client.Index).Select(person => $"\"{people.Id(person)}\""))}]}}");
        online.WaitForAnswers();
        // Whoever came after one looked is told of, before anything is counted.
        online.PollFor(TimeSpan.FromSeconds(2));

        Change(online, people, WarmUpTurns, new Samples());
        var (waits, news) = (new Samples(), online.Clients.Sum(client => client.News));
        var cpu = CpuOf(process, () => Change(online, people, Turns, waits));
        double[] figures =
        [
            cpu.Server / Turns,
            waits.Percentile(0.5),
            waits.Percentile(1),
            (online.Clients.Sum(client => client.News) - news) / (double)Turns,
            cpu.Generator / Turns,
        ];
        return Task.FromResult(figures);
    }

    private static IEnumerable<int> LookedAt(int person) => Enumerable.Range(1, LooksAt).Select(i => (person + i) % CrowdSize.Online);

    private static void Change(Connected online, CrowdPeople people, int turns, Samples waits)
    {
        for (var turn = 0; turn < turns; turn++)
        {
            var idle = turn % 2 == 0;
            var began = Clock.Now;
            foreach (var client in online.Clients)
            {
                client.ForgetNews();
                client.Ask("activity", idle ? "{\"idle\":true}" : "{\"idle\":false}");
            }

            online.PollUntil(() => online.Clients.All(client => client.Answer is not null && client.ToldOf >= LooksAt), "not everybody knows of all whom they look at");
            waits.Add(Clock.Now - began);
            foreach (var client in online.Clients)
                Check(client, people, idle ? "idle" : "online");
        }
    }

    private static void Check(CrowdClient client, CrowdPeople people, string state)
    {
        var told = client.PresenceNews.SelectMany(packet => JsonSerializer.Deserialize<JsonElement>(packet.AsSpan(2))[1].GetProperty("people").EnumerateArray()).ToList();
        Expect(told.TrueForAll(person => string.Equals(person.GetProperty("state").GetString(), state, StringComparison.Ordinal)), "presence is told as it is");
        Expect(
            told.Select(person => person.GetProperty("id").GetString()!).Order(StringComparer.Ordinal)
                .SequenceEqual(LookedAt(client.Index).Select(people.Id).Order(StringComparer.Ordinal), StringComparer.Ordinal),
            "everybody is told of those whom they look at, once");
    }
}
