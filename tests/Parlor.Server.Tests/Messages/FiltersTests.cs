using System.Net;
using System.Text.Json;
using Parlor.Server.Messages;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Messages;

/// <summary>What word filters do; every database must do the same.</summary>
public abstract class FiltersSpecification(DatabaseKind database) : IAsyncLifetime
{
    private const string Room = "/api/v1/rooms/lobby";

    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;
    private Someone _mod = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        _mod = await _server.SignUp("mod");
        await LiveClient.MakeRoom(_server.Address, _ada, new { name = "lobby", visibility = "public" });
        await _ben.Send(HttpMethod.Put, $"{Room}/members/ben", null, HttpStatusCode.Created);
        await _ada.Send(HttpMethod.Put, $"{Room}/members/mod", new { role = "moderator" }, HttpStatusCode.Created);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_warning_is_heard_before_and_can_be_overruled()
    {
        await Filter("darn", "warn");
        await _ben.Refuses(HttpMethod.Post, $"{Room}/messages", new { text = "DARN it", clientId = "1" }, HttpStatusCode.Conflict, "conflict", "warned");
        Assert.Empty(await Messages());
        await _ben.Post($"{Room}/messages", new { text = "DARN it", clientId = "1", warned = true });
        Assert.Equal("DARN it", Assert.Single(await Messages()).Text("text"));
    }

    [Fact]
    public async Task What_is_refused_is_kept_nowhere_and_cannot_be_edited_in()
    {
        await Filter("buy now", "delete");
        await _ben.Refuses(HttpMethod.Post, $"{Room}/messages", new { text = "Buy,  NOW!", clientId = "1", warned = true }, HttpStatusCode.BadRequest, "invalid", "text");
        var seq = (await _ben.Post($"{Room}/messages", new { text = "buy it later", clientId = "2" })).GetProperty("message").Number("seq");
        await _ben.Refuses(HttpMethod.Patch, $"{Room}/messages/{seq}", new { text = "buy now" }, HttpStatusCode.BadRequest, "invalid", "text");
        Assert.Equal("buy it later", Assert.Single(await Messages()).Text("text"));
    }

    [Fact]
    public async Task An_edit_is_warned_of_what_it_brings_in()
    {
        var seq = (await _ben.Post($"{Room}/messages", new { text = "that", clientId = "1" })).GetProperty("message").Number("seq");
        await Filter("darn", "warn");
        await _ben.Refuses(HttpMethod.Patch, $"{Room}/messages/{seq}", new { text = "darn that" }, HttpStatusCode.Conflict, "conflict", "warned");
        await using var ben = await LiveClient.Connect(_server.Address, _ben);
        await ben.Refused("edit_message", new { room = "lobby", seq, text = "darn that" }, "conflict");
        Assert.Equal("that", Assert.Single(await Messages()).Text("text"));

        await ben.Done("edit_message", new { room = "lobby", seq, text = "darn that", warned = true });
        await _ben.Send(HttpMethod.Patch, $"{Room}/messages/{seq}", new { text = "darn that!" }, HttpStatusCode.OK);
        Assert.Equal("darn that!", Assert.Single(await Messages()).Text("text"));
    }

    [Fact]
    public async Task What_is_held_waits_for_a_moderator_and_is_posted_once()
    {
        await Filter("*casino*", "hold");
        await using var mod = await LiveClient.Connect(_server.Address, _mod);
        await using var ben = await LiveClient.Connect(_server.Address, _ben);

        var held = (await ben.Done("send_message", new { room = "lobby", text = "the supercasinos", clientId = "1" })).GetProperty("held");
        var again = (await ben.Done("send_message", new { room = "lobby", text = "the supercasinos", clientId = "1" })).GetProperty("held");

        Assert.Equal((again.Text("id"), "waiting"), (held.Text("id"), held.Text("state")));
        Assert.Equal(held.ToString(), (await mod.Next("held_message_changed")).GetProperty("held").ToString());
        await ben.Next("held_message_changed");
        Assert.Empty(await Messages());
        Assert.Equal(held.ToString(), Assert.Single((await _ben.Get($"{Room}/held")).GetProperty("held").EnumerateArray()).ToString());

        var message = (await mod.Done("release_held_message", new { room = "lobby", held = held.Text("id") })).GetProperty("message");

        Assert.Equal(("the supercasinos", "ben", "1"), (message.Text("text"), message.GetProperty("author").Text("username"), message.Text("clientId")));
        Assert.Equal(message.ToString(), (await ben.Next("receive_message")).GetProperty("message").ToString());
        Assert.Equal("released", (await ben.Next("held_message_changed")).GetProperty("held").Text("state"));
        await mod.Refused("reject_held_message", new { room = "lobby", held = held.Text("id") }, "conflict");
        var sentAgain = await ben.Done("send_message", new { room = "lobby", text = "the supercasinos", clientId = "1" });
        Assert.Equal(message.Number("seq"), sentAgain.GetProperty("message").Number("seq"));
    }

    [Fact]
    public async Task What_is_rejected_is_gone_and_stays_so_when_it_is_sent_again()
    {
        await Filter("casino", "hold");
        var held = (await _ben.Post($"{Room}/messages", new { text = "casino", clientId = "1" }, HttpStatusCode.Accepted)).GetProperty("held");
        await _ben.Refuses(HttpMethod.Delete, $"{Room}/held/{held.Text("id")}", null, HttpStatusCode.Forbidden, "forbidden");
        await _mod.Send(HttpMethod.Delete, $"{Room}/held/{held.Text("id")}", null, HttpStatusCode.NoContent);
        var again = (await _ben.Post($"{Room}/messages", new { text = "casino", clientId = "1" }, HttpStatusCode.Accepted)).GetProperty("held");
        Assert.Equal(("rejected", ""), (again.Text("state"), again.Text("text")));
        Assert.Empty((await _mod.Get($"{Room}/held")).GetProperty("held").EnumerateArray());
        Assert.Empty(await Messages());
    }

    [Fact]
    public async Task Who_decides_is_not_filtered_and_a_filter_that_is_gone_finds_nothing()
    {
        var filter = await Filter("casino", "delete");
        await _mod.Post($"{Room}/messages", new { text = "no casino here", clientId = "1" });
        await _ada.Send(HttpMethod.Delete, $"{Room}/filters/{filter.Text("id")}", null, HttpStatusCode.NoContent);
        await _ben.Post($"{Room}/messages", new { text = "casino", clientId = "1" });
    }

    [Fact]
    public async Task The_servers_filters_count_in_every_room_and_the_sternest_wins()
    {
        await Filter("casino", "warn");
        await _ada.Post("/api/v1/filters", new { pattern = "casino", action = "delete" });
        await _ben.Refuses(HttpMethod.Post, $"{Room}/messages", new { text = "casino", clientId = "1", warned = true }, HttpStatusCode.BadRequest, "invalid", "text");
        await _mod.Refuses(HttpMethod.Post, "/api/v1/filters", new { pattern = "x", action = "warn" }, HttpStatusCode.Forbidden, "forbidden");
        await _ben.Refuses(HttpMethod.Get, $"{Room}/filters", null, HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task The_servers_filters_count_in_conversations_where_nobody_could_release_what_waits()
    {
        await _ada.Post("/api/v1/filters", new { pattern = "darn", action = "warn" });
        await _ada.Post("/api/v1/filters", new { pattern = "casino", action = "hold" });
        var direct = (await _ben.Post("/api/v1/direct", new { user = "mod" })).GetProperty("room").Text("id");
        var group = (await _ben.Post("/api/v1/groups", new { users = new[] { "mod", "ada" } })).GetProperty("room").Text("id");
        foreach (var conversation in new[] { direct, group })
        {
            var path = $"/api/v1/rooms/{conversation}/messages";
            await _ben.Refuses(HttpMethod.Post, path, new { text = "darn", clientId = "1" }, HttpStatusCode.Conflict, "conflict", "warned");
            await _ben.Post(path, new { text = "darn", clientId = "1", warned = true });
            await _ben.Refuses(HttpMethod.Post, path, new { text = "casino", clientId = "2", warned = true }, HttpStatusCode.BadRequest, "invalid", "text");
        }
    }

    [Theory]
    [InlineData("", "pattern")]
    [InlineData(" !? ", "pattern")]
    [InlineData("a*b", "pattern")]
    [InlineData("*", "pattern")]
    [InlineData("*a", "pattern")]
    [InlineData("two\nlines", "pattern")]
    public async Task A_pattern_that_cannot_be_is_refused(string pattern, string field) =>
        await _ada.Refuses(HttpMethod.Post, $"{Room}/filters", new { pattern, action = "warn" }, HttpStatusCode.BadRequest, "invalid", field);

    private async Task<JsonElement> Filter(string pattern, string action) =>
        (await _ada.Post($"{Room}/filters", new { pattern, action })).GetProperty("filter");

    private async Task<IReadOnlyList<JsonElement>> Messages() =>
        [.. (await _ada.Get($"{Room}/messages")).GetProperty("messages").EnumerateArray()];
}

public sealed class FiltersOnSqlite() : FiltersSpecification(DatabaseKind.Sqlite);

public sealed class FiltersOnPostgres() : FiltersSpecification(DatabaseKind.Postgres);

/// <summary>What a pattern finds in a text.</summary>
public sealed class FilterPatternTests
{
    [Theory]
    [InlineData("word", "a WORD.", true)]
    [InlineData("word", "swords", false)]
    [InlineData("*word*", "swords", true)]
    [InlineData("word*", "sword", false)]
    [InlineData("*word", "sword", true)]
    [InlineData("two words", "Two -- words", true)]
    [InlineData("two words", "two other words", false)]
    [InlineData("word", "w\u200bord", true)]
    [InlineData("word", "ｗｏｒｄ", true)]
    [InlineData("casino", "ⓒ𝐚𝓈𝕚ⁿ𝟬", false)]
    [InlineData("casino", "ⓒ𝐚𝓈𝕚ⁿ🅾", true)]
    [InlineData("casino", "саѕіnо", true)]
    [InlineData("CASINO", "ᴄᴀꜱɪɴᴏ", true)]
    [InlineData("fish", "ﬁsh", true)]
    [InlineData("casino", "cásïnø", true)]
    [InlineData("casino", "c̶a̶s̶i̶n̶o̶", true)]
    [InlineData("schwül", "SCHWÜL", true)]
    [InlineData("schwül", "schwul", false)]
    [InlineData("сор*", "СОРНЯК", true)]
    [InlineData("1 2", "① ２", true)]
    [InlineData("ΛΌΓΟΣ", "λόγος", true)]
    [InlineData("*测试*", "这是测试文本", true)]
    public void A_word_is_found_whatever_its_capitals_width_and_company(string pattern, string text, bool found) =>
        Assert.Equal(found, Finds(pattern, text));

    [Fact]
    public void The_worst_text_and_many_patterns_take_no_time_to_speak_of()
    {
        var set = new FilterSet(Enumerable.Range(0, 700).Select(i => ($"*{new string('a', 20)}b{i}*", FilterAction.Delete)));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.Null(set.Find(FilterPattern.Words(new string('a', 16_000))));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"took {watch.Elapsed}");
    }

    private static bool Finds(string pattern, string text) =>
        new FilterSet([(pattern, FilterAction.Warn)]).Find(FilterPattern.Words(text)) is not null;
}
