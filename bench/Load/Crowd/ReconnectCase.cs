using System.Text.Json;
using Parlor.Bench.Report;
using Parlor.Bench.Servers;

namespace Parlor.Bench.Load.Crowd;

/// <summary>
/// 1,000 people were cut off and come back at once, each in ten rooms beside the large one; each asks with <c>sync</c> for what they
/// missed in the ten. It is over when the last has their answer.
/// </summary>
internal sealed class ReconnectCase : CrowdCase
{
    private const int Missed = 5;

    public override string Table => "A storm of 1,000 reconnects with sync (below 2 s)";

    public override string Name => $"{CrowdSize.TeamsOfPerson} rooms each, {Missed} events missed in each";

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("until the last has all, s", "N2"),
        new("connect → answer p50 ms", "N1"),
        new("p99 ms", "N1"),
        new("server CPU s", "N2"),
        new("generator CPU s", "N2"),
    ];

    protected override async Task<double[]> RunAsync(ServerProcess process, CrowdPeople people)
    {
        string[] tokens = [.. Enumerable.Range(0, CrowdSize.Online).Select(people.Token)];
        var lastSeqs = await LastSeqs(process, people);
        // They were there before they were cut off.
        using (var before = new Connected(process.Endpoint))
        {
            before.Connect(tokens, client => client.Ask("sync", Request(client.Index, lastSeqs)));
            before.WaitForAnswers();
        }

        using var storm = new Connected(process.Endpoint);
        var began = Clock.Now;
        var cpu = CpuOf(process, () =>
        {
            storm.Connect(tokens, client => client.Ask("sync", Request(client.Index, lastSeqs)));
            storm.WaitForAnswers();
        });
        var seconds = Clock.Milliseconds(Clock.Now - began) / 1000;
        var waits = new Samples();
        foreach (var client in storm.Clients)
        {
            waits.Add(client.AnsweredAt - client.StartedAt);
            Check(client, lastSeqs);
        }

        return [seconds, waits.Percentile(0.5), waits.Percentile(0.99), cpu.Server, cpu.Generator];
    }

    private static async Task<long[]> LastSeqs(ServerProcess process, CrowdPeople people)
    {
        using var http = HttpOf(process, people.Token(1));
        var rooms = await Read(http, "rooms");
        var byName = rooms.GetProperty("rooms").EnumerateArray().ToDictionary(
            room => room.GetProperty("name").GetString()!, room => room.GetProperty("lastSeq").GetInt64(), StringComparer.Ordinal);
        return [.. Enumerable.Range(0, CrowdSize.TeamRooms).Select(room => byName[CrowdSize.TeamRoom(room)])];
    }

    private static string Request(int person, long[] lastSeqs) =>
        $"{{\"rooms\":{{{string.Join(',', CrowdSize.TeamsOf(person).Select(team => $"\"{CrowdSize.TeamRoom(team)}\":{lastSeqs[team] - Missed}"))}}}}}";

    private static void Check(CrowdClient client, long[] lastSeqs)
    {
        var answer = JsonSerializer.Deserialize<JsonElement>(client.Answer!)[0];
        Expect(answer.GetProperty("ok").GetBoolean(), "sync answers");
        foreach (var team in CrowdSize.TeamsOf(client.Index))
        {
            var room = answer.GetProperty("rooms").GetProperty(CrowdSize.TeamRoom(team));
            var seqs = room.GetProperty("events").EnumerateArray().Select(happened => happened.GetProperty("seq").GetInt64());
            Expect(seqs.SequenceEqual(Enumerable.Range(1, Missed).Select(i => lastSeqs[team] - Missed + i)), "sync brings what was missed, in order");
            Expect(room.GetProperty("lastSeq").GetInt64() == lastSeqs[team], "sync says how far the room is");
        }
    }
}
