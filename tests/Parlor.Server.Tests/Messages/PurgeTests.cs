using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Messages;

/// <summary>What purging a person's last hour does, and undoing it; every database must do the same.</summary>
public abstract class PurgeSpecification(DatabaseKind database) : IAsyncLifetime
{
    private const string Room = "/api/v1/rooms/lobby";

    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;
    private Someone _mod = null!;
    private int _sent;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database, ("Limits:PostBurst", "500"));
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        _mod = await _server.SignUp("mod");
        await MakeRoom("lobby", "public");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_persons_last_hour_is_deleted_at_once_and_can_be_put_back()
    {
        await Say(_ben, "said long ago");
        _server.Clock.Advance(TimeSpan.FromMinutes(61));
        _mod = await LogIn(_mod);
        _ben = await LogIn(_ben);
        _ada = await LogIn(_ada);
        var (one, two) = (await Say(_ben, "spam for @ada"), await Say(_ben, "more spam"));
        await Say(_ada, "please stop");
        await _ada.Send(HttpMethod.Put, $"{Room}/messages/{one}/reactions/{Uri.EscapeDataString("👎")}", null, HttpStatusCode.NoContent);
        var before = await Messages();
        await using var ada = await LiveClient.Connect(_server.Address, _ada);

        var purge = (await _mod.Post($"{Room}/purges", new { user = "ben" })).GetProperty("purge");

        Assert.Equal((2, false, "ben"), (purge.Number("count"), purge.GetProperty("more").GetBoolean(), purge.GetProperty("user").Text("username")));
        var purged = await ada.Next("messages_purged");
        Assert.Equal([one, two], purged.GetProperty("messageSeqs").EnumerateArray().Select(seq => seq.GetInt64()));
        Assert.DoesNotContain("spam", (await Log()).ToString(), StringComparison.Ordinal);
        Assert.Equal("said long ago", (await Messages())[0].Text("text"));
        Assert.Equal((1, 0), await Counts(_ada));
        Assert.Equal("mod", (await Messages())[1].GetProperty("deletedBy").Text("username"));

        await _mod.Send(HttpMethod.Delete, $"/api/v1/purges/{purge.Text("id")}", null, HttpStatusCode.NoContent);

        Assert.Equal(before.Select(message => message.ToString()), (await Messages()).Select(message => message.ToString()));
        var restored = await ada.Next("messages_restored");
        Assert.Equal([one, two], restored.GetProperty("messages").EnumerateArray().Select(message => message.Number("seq")));
        Assert.Equal((3, 1), await Counts(_ada));
        Assert.Empty(Event(await Log(), purged.Number("seq")).GetProperty("messageSeqs").EnumerateArray());
        await _mod.Refuses(HttpMethod.Delete, $"/api/v1/purges/{purge.Text("id")}", null, HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task After_ten_minutes_nothing_is_put_back()
    {
        await Say(_ben, "spam");
        var purge = (await _mod.Post($"{Room}/purges", new { user = "ben" })).GetProperty("purge");
        _server.Clock.Advance(TimeSpan.FromMinutes(10));
        await _mod.Refuses(HttpMethod.Delete, $"/api/v1/purges/{purge.Text("id")}", null, HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Nothing_to_purge_changes_and_announces_nothing()
    {
        var last = await LastSeq();
        var purge = (await _mod.Post($"{Room}/purges", new { user = "ben" })).GetProperty("purge");
        Assert.Equal(0, purge.Number("count"));
        Assert.Equal(last, await LastSeq());
    }

    [Fact]
    public async Task Ranks_count_as_they_do_for_single_messages()
    {
        await Say(_ada, "mine");
        await _mod.Refuses(HttpMethod.Post, $"{Room}/purges", new { user = "ada" }, HttpStatusCode.Forbidden, "forbidden");
        await _ben.Refuses(HttpMethod.Post, $"{Room}/purges", new { user = "mod" }, HttpStatusCode.Forbidden, "forbidden");
        await _mod.Refuses(HttpMethod.Post, $"{Room}/purges", new { }, HttpStatusCode.BadRequest, "invalid", "user");
        await _mod.Refuses(HttpMethod.Post, $"{Room}/purges", new { user = "nobody" }, HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Admins_of_the_server_purge_all_public_rooms_and_no_private_ones()
    {
        await MakeRoom("garden", "public");
        await MakeRoom("cellar", "private");
        foreach (var room in new[] { "lobby", "garden", "cellar" })
            await _ben.Post($"/api/v1/rooms/{room}/messages", new { text = "spam", clientId = $"{room}" });
        await using var mod = await LiveClient.Connect(_server.Address, _mod);
        await mod.Refused("purge_messages", new { user = "ben" }, "forbidden");
        await using var ada = await LiveClient.Connect(_server.Address, _ada);

        var purge = (await ada.Done("purge_messages", new { user = "ben" })).GetProperty("purge");

        Assert.Equal(2, purge.Number("count"));
        Assert.Equal("spam", (await _ada.Get("/api/v1/rooms/cellar/messages")).GetProperty("messages")[0].Text("text"));
        Assert.Equal("", (await _ada.Get("/api/v1/rooms/garden/messages")).GetProperty("messages")[0].Text("text"));
        await mod.Refused("undo_purge", new { purge = purge.Text("id") }, "forbidden");
        await ada.Done("undo_purge", new { purge = purge.Text("id") });
        Assert.Equal("spam", (await _ada.Get("/api/v1/rooms/garden/messages")).GetProperty("messages")[0].Text("text"));
    }

    private async Task MakeRoom(string name, string visibility)
    {
        await LiveClient.MakeRoom(_server.Address, _ada, new { name, visibility });
        await _ada.Send(HttpMethod.Put, $"/api/v1/rooms/{name}/members/ben", new { }, HttpStatusCode.Created);
        await _ada.Send(HttpMethod.Put, $"/api/v1/rooms/{name}/members/mod", new { role = "moderator" }, HttpStatusCode.Created);
    }

    /// <summary>A session from before an hour has no token any more that counts.</summary>
    private async Task<Someone> LogIn(Someone someone)
    {
        using var answer = await _server.Http.PostAsJsonAsync("/api/v1/sessions", new { username = someone.Username, password = "correct horse battery" });
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).Text("accessToken")!;
        var http = new HttpClient { BaseAddress = _server.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return someone with { Token = token, Http = http };
    }

    private async Task<long> Say(Someone someone, string text) =>
        (await someone.Post($"{Room}/messages", new { text, clientId = $"c{++_sent}" })).GetProperty("message").Number("seq");

    private async Task<IReadOnlyList<JsonElement>> Messages() =>
        [.. (await _ada.Get($"{Room}/messages")).GetProperty("messages").EnumerateArray()];

    private async Task<JsonElement> Log() => (await _ada.Get($"{Room}/events?after=0&limit=200")).GetProperty("events");

    private static JsonElement Event(JsonElement log, long seq) => log[(int)seq - 1];

    private async Task<long> LastSeq() => (await _ada.Get(Room)).GetProperty("room").Number("lastSeq");

    private static async Task<(long Unread, long Mentions)> Counts(Someone someone)
    {
        var room = (await someone.Get(Room)).GetProperty("room");
        return (room.Number("unread"), room.Number("mentions"));
    }
}

public sealed class PurgeOnSqlite() : PurgeSpecification(DatabaseKind.Sqlite);

public sealed class PurgeOnPostgres() : PurgeSpecification(DatabaseKind.Postgres);
