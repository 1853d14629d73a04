using Parlor.Bench.Report;
using Parlor.Bench.Servers;

namespace Parlor.Bench.Load.Crowd;

/// <summary>
/// Somebody opens a room of 10,000 members while 1,000 of them are connected: the room, its newest messages and the first members,
/// one call after the other. Then a search among the members.
/// </summary>
internal sealed class LargeRoomCase : CrowdCase
{
    private const int Openings = 200;

    private static readonly string[] Opening =
    [
        $"rooms/{CrowdSize.LargeRoom}",
        $"rooms/{CrowdSize.LargeRoom}/messages?limit=50",
        $"rooms/{CrowdSize.LargeRoom}/members?limit=50",
    ];

    public override string Table => "A room of 10,000 members, 1,000 of them online (opening it: below 20 ms)";

    public override string Name => "room, messages, members";

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("open p50 ms", "N2"),
        new("open p99 ms", "N2"),
        new("server CPU ms/opening", "N2"),
        new("a late page of members p50 ms", "N2"),
        new("search of members p50 ms", "N2"),
    ];

    protected override async Task<double[]> RunAsync(ServerProcess process, CrowdPeople people)
    {
        using var online = new Connected(process.Endpoint);
        online.Connect([.. Enumerable.Range(0, CrowdSize.Online).Select(people.Token)]);
        using var http = HttpOf(process, people.Token(CrowdSize.Online - 1));
        await Check(http);

        var search = $"rooms/{CrowdSize.LargeRoom}/members?query=098";
        var late = $"rooms/{CrowdSize.LargeRoom}/members?limit=50&cursor={CrowdSize.Username(CrowdSize.Members - 100)}";
        await Time(online, http, WarmUps, Opening);
        var before = process.CpuSeconds;
        var opening = await Time(online, http, Openings, Opening);
        var cpu = (process.CpuSeconds - before) * 1000 / Openings;
        var page = await Time(online, http, Openings, late);
        var found = await Time(online, http, Openings, search);
        return [opening.Percentile(0.5), opening.Percentile(0.99), cpu, page.Percentile(0.5), found.Percentile(0.5)];
    }

    private static async Task<Samples> Time(Connected online, HttpClient http, int times, params string[] paths)
    {
        var samples = new Samples();
        for (var i = 0; i < times; i++)
        {
            // Those who are connected answer pings meanwhile.
            online.PollFor(TimeSpan.Zero);
            var began = Clock.Now;
            foreach (var path in paths)
                await http.GetByteArrayAsync(new Uri(path, UriKind.Relative));
            samples.Add(Clock.Now - began);
        }

        return samples;
    }

    private static async Task Check(HttpClient http)
    {
        var room = (await Read(http, Opening[0])).GetProperty("room");
        Expect(room.GetProperty("memberCount").GetInt32() == CrowdSize.Members, "the room says how many members it has");
        Expect((await Read(http, Opening[1])).GetProperty("messages").GetArrayLength() == 50, "the newest messages come");
        var names = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await Read(http, $"rooms/{CrowdSize.LargeRoom}/members?limit=200&cursor={cursor}");
            names.AddRange(page.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("user").GetProperty("username").GetString()!));
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        Expect(names.SequenceEqual(Enumerable.Range(0, CrowdSize.Members).Select(CrowdSize.Username), StringComparer.Ordinal), "the pages have all members, once and in order");
        var found = (await Read(http, $"rooms/{CrowdSize.LargeRoom}/members?query=crowd-098&limit=200")).GetProperty("members");
        Expect(found.GetArrayLength() == 100, "a search finds those whose names begin so");
    }
}
