using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Delivery;

/// <summary>A room fetched afresh over HTTP: its log, and the tables that are kept beside the log.</summary>
internal sealed record StoredRoom(IReadOnlyList<JsonElement> Log, IReadOnlyList<JsonElement> Messages, IReadOnlyList<string> Members)
{
    /// <param name="reader">Who asks: a member.</param>
    /// <param name="room">The room's id.</param>
    public static async Task<StoredRoom> Fetch(Someone reader, string room) => new(
        await Pages(reader, $"/api/v1/rooms/{room}/events", "events"),
        await Pages(reader, $"/api/v1/rooms/{room}/messages", "messages"),
        [.. (await reader.Get($"/api/v1/rooms/{room}/members?limit=200")).GetProperty("members").EnumerateArray()
            .Select(member => member.GetProperty("user").Text("username")!).Order(StringComparer.Ordinal)]);

    /// <summary>The log counts 1, 2, 3 …, and what it tells is what the tables say.</summary>
    public void HoldsTogether()
    {
        Assert.Equal(Enumerable.Range(1, Log.Count), Log.Select(happened => (int)happened.Number("seq")));

        var posted = Log.Where(happened => Is(happened, "receive_message")).Select(happened => happened.GetProperty("message"));
        Same(Messages, [.. posted]);
        var messages = Messages.ToDictionary(message => message.Number("seq"));
        foreach (var happened in Log)
        {
            if (happened.TryGetProperty("message", out var message))
                Same([messages[message.Number("seq")]], [message]);
        }

        var members = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var happened in Log)
        {
            if (Is(happened, "join_room_announcement"))
                Assert.True(members.Add(Name(happened)), $"joined twice: {happened}");
            else if (Is(happened, "leave_room_announcement"))
                Assert.True(members.Remove(Name(happened)), $"left, but was no member: {happened}");
        }

        Assert.Equal(members, Members);
    }

    public static void Same(IReadOnlyList<JsonElement> expected, IReadOnlyList<JsonElement> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        foreach (var (one, other) in expected.Zip(actual))
            Assert.True(JsonElement.DeepEquals(one, other), $"{one}\nis not\n{other}");
    }

    private static bool Is(JsonElement happened, string type) => happened.GetProperty("type").ValueEquals(type);

    private static string Name(JsonElement happened) => happened.GetProperty("user").Text("username")!;

    private static async Task<IReadOnlyList<JsonElement>> Pages(Someone reader, string path, string property)
    {
        var all = new List<JsonElement>();
        while (true)
        {
            var after = all.Count == 0 ? 0 : all[^1].Number("seq");
            var page = await reader.Get($"{path}?after={after}&limit=200");
            all.AddRange(page.GetProperty(property).EnumerateArray());
            if (!page.GetProperty("hasAfter").GetBoolean())
                return all;
        }
    }
}
