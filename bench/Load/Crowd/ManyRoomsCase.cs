using System.Text.Json;
using Parlor.Bench.Report;
using Parlor.Bench.Servers;

namespace Parlor.Bench.Load.Crowd;

/// <summary>Somebody who is in 1,000 rooms asks for them, with what is unread in each; and for how they are arranged.</summary>
internal sealed class ManyRoomsCase : CrowdCase
{
    private const int Times = 100;

    public override string Table => "A person in 1,000 rooms (their list: below 50 ms)";

    public override string Name => "GET /rooms, GET /me/sidebar";

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("rooms p50 ms", "N2"),
        new("rooms p99 ms", "N2"),
        new("server CPU ms/list", "N2"),
        new("list KiB", "N0"),
        new("sidebar p50 ms", "N2"),
    ];

    protected override async Task<double[]> RunAsync(ServerProcess process, CrowdPeople people)
    {
        using var http = HttpOf(process, people.Token(0));
        var rooms = (await Read(http, "rooms")).GetProperty("rooms");
        Check(rooms);
        await Time(http, WarmUps, "rooms");
        var before = process.CpuSeconds;
        var listed = await Time(http, Times, "rooms");
        var cpu = (process.CpuSeconds - before) * 1000 / Times;
        var size = (await http.GetByteArrayAsync(new Uri("rooms", UriKind.Relative))).Length;
        await Time(http, WarmUps, "me/sidebar");
        var sidebar = await Time(http, Times, "me/sidebar");
        return [listed.Percentile(0.5), listed.Percentile(0.99), cpu, size / 1024.0, sidebar.Percentile(0.5)];
    }

    private static async Task<Samples> Time(HttpClient http, int times, string path)
    {
        var samples = new Samples();
        for (var i = 0; i < times; i++)
        {
            var began = Clock.Now;
            await http.GetByteArrayAsync(new Uri(path, UriKind.Relative));
            samples.Add(Clock.Now - began);
        }

        return samples;
    }

    private static void Check(JsonElement rooms)
    {
        var many = rooms.EnumerateArray().Where(room => room.GetProperty("name").GetString()!.StartsWith("many-", StringComparison.Ordinal)).ToList();
        Expect(rooms.GetArrayLength() == CrowdSize.ManyRooms + CrowdSize.TeamsOfPerson + 1, "all rooms are listed");
        Expect(many.Count == CrowdSize.ManyRooms, "the many rooms are among them");
        Expect(many.TrueForAll(room => room.GetProperty("unread").GetInt32() == CrowdSize.MessagesInOther), "each says what is unread in it");
    }
}
