using System.Net;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Accounts;

/// <summary>What people say of themselves; every database must do the same.</summary>
public abstract class ProfileSpecification(DatabaseKind database) : IAsyncLifetime
{
    private const string Me = "/api/v1/me";

    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Others_see_the_profile_as_it_was_set_and_nothing_that_was_not()
    {
        Assert.Equal("""{"role":"member","createdAt":"2026-03-01T12:00:00.000Z"}""", (await ProfileOf("ben")).ToString());

        var changed = await Change(_ada, new
        {
            about = " Engines.\nAnd weaving. ",
            pronouns = " she/her ",
            timeZone = "Europe/London",
            status = new { emoji = "☕", text = " Writing ", until = "2026-03-01T18:00:00Z" },
        });

        var profile = await ProfileOf("ada");
        Assert.Equal(
            """{"about":"Engines.\nAnd weaving.","pronouns":"she/her","timeZone":"Europe/London","status":{"emoji":"☕","text":"Writing","until":"2026-03-01T18:00:00.000Z"},"role":"owner","createdAt":"2026-03-01T12:00:00.000Z"}""",
            profile.ToString());
        Assert.Equal(profile.ToString(), changed.GetProperty("profile").ToString());
        Assert.Equal(profile.ToString(), (await _ada.Get(Me)).GetProperty("profile").ToString());
        Assert.Equal("""{"emoji":"☕","text":"Writing"}""", (await PersonOf("ada")).GetProperty("status").ToString());
    }

    [Fact]
    public async Task What_is_left_out_stays_and_what_is_empty_goes()
    {
        await Change(_ada, new { about = "Engines", pronouns = "she/her", timeZone = "UTC", status = new { text = "Away" } });
        await Change(_ada, new { displayName = "Ada" });
        Assert.Equal("about pronouns timeZone status role createdAt", Names(await ProfileOf("ada")));

        await Change(_ada, new { about = "", pronouns = " ", timeZone = "", status = new { emoji = "", text = "" } });
        Assert.Equal("role createdAt", Names(await ProfileOf("ada")));
        Assert.Equal("id username displayName avatarUrl", Names(await PersonOf("ada")));
    }

    [Theory]
    [InlineData("pronouns", """{"pronouns":"she\nher"}""")]
    [InlineData("pronouns", """{"pronouns":"\u202eeh"}""")]
    [InlineData("about", """{"about":"a\u0000b"}""")]
    [InlineData("timeZone", """{"timeZone":"Europe/Nowhere"}""")]
    [InlineData("timeZone", """{"timeZone":"../../etc/passwd"}""")]
    [InlineData("status.emoji", """{"status":{"emoji":"x"}}""")]
    [InlineData("status.emoji", """{"status":{"emoji":"😀😀"}}""")]
    [InlineData("status.emoji", """{"status":{"emoji":"a\ufe0f\ufe0f b"}}""")]
    [InlineData("status.text", """{"status":{"text":"a\nb"}}""")]
    [InlineData("status.until", """{"status":{"text":"x","until":"2026-03-01T12:00:00Z"}}""")]
    [InlineData("status.until", """{"status":{"text":"x","until":"tomorrow"}}""")]
    [InlineData("username", """{"username":"no spaces"}""")]
    public async Task A_wrong_value_is_named_and_changes_nothing(string field, string body)
    {
        var wrong = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(body)!;
        wrong["displayName"] = JsonSerializer.SerializeToElement("Changed");
        await _ada.Refuses(HttpMethod.Patch, Me, wrong, HttpStatusCode.BadRequest, "invalid", field);
        Assert.Equal("ada", (await PersonOf("ada")).Text("displayName"));
        Assert.Equal("role createdAt", Names(await ProfileOf("ada")));
    }

    [Theory]
    [InlineData("about", 1_000)]
    [InlineData("pronouns", 40)]
    public async Task Texts_have_a_length_that_counts_characters(string field, int longest)
    {
        await Change(_ada, new Dictionary<string, string>(StringComparer.Ordinal) { [field] = string.Concat(Enumerable.Repeat("😀", longest)) });
        var tooLong = new Dictionary<string, string>(StringComparer.Ordinal) { [field] = new string('x', longest + 1) };
        await _ada.Refuses(HttpMethod.Patch, Me, tooLong, HttpStatusCode.RequestEntityTooLarge, "too_large", field);
    }

    [Theory]
    [InlineData("🇩🇪")]
    [InlineData("❤️")]
    [InlineData("1️⃣")]
    [InlineData("👨‍👩‍👧‍👦")]
    [InlineData("👩🏽‍💻")]
    public async Task A_status_takes_any_one_emoji(string emoji)
    {
        await Change(_ada, new { status = new { emoji } });
        Assert.Equal(emoji, (await ProfileOf("ada")).GetProperty("status").Text("emoji"));
    }

    [Fact]
    public async Task A_status_ends_by_itself_and_those_who_look_are_told()
    {
        await Change(_ben, new { status = new { text = "Later", until = "2026-06-01T12:00:00Z" } });
        await using var ada = await LiveClient.Connect(_server.Address, _ada);
        await Change(_ada, new { status = new { text = "Lunch", until = "2026-03-01T12:00:10Z" } });
        await ada.Next("profile_changed");

        _server.Clock.Advance(TimeSpan.FromSeconds(9));
        await ada.HasNothing();
        Assert.Equal("Lunch", (await PersonOf("ada")).GetProperty("status").Text("text"));
        _server.Clock.Advance(TimeSpan.FromSeconds(1));

        var told = await ada.Next("profile_changed");
        Assert.False(told.GetProperty("user").TryGetProperty("status", out _));
        Assert.False(told.GetProperty("profile").TryGetProperty("status", out _));
        Assert.False((await PersonOf("ada")).TryGetProperty("status", out _));
    }

    [Fact]
    public async Task A_status_that_ended_while_the_server_was_down_is_gone_when_it_is_back()
    {
        await Change(_ada, new { status = new { text = "Lunch", until = "2026-03-01T12:05:00Z" } });
        _server.Clock.Advance(TimeSpan.FromMinutes(4));
        await _server.Restart(down: TimeSpan.FromHours(1));
        _ben = await _server.SignUp("carl");
        Assert.Equal("role createdAt", Names(await ProfileOf("ada")));
    }

    [Fact]
    public async Task Who_shares_a_room_is_told_of_a_change_once_and_nobody_else()
    {
        var carl = await _server.SignUp("carl");
        foreach (var room in new[] { "one", "two" })
        {
            await _ada.Post("/api/v1/rooms", new { name = room, visibility = "private" });
            await _ada.Send(HttpMethod.Put, $"/api/v1/rooms/{room}/members/ben", new { }, HttpStatusCode.Created);
        }

        await _ben.Post("/api/v1/rooms", new { name = "three", visibility = "public" });
        await _ben.Send(HttpMethod.Put, "/api/v1/rooms/three/members/carl", new { }, HttpStatusCode.Created);
        await using var ada = await LiveClient.Connect(_server.Address, _ada);
        await using var ben = await LiveClient.Connect(_server.Address, _ben);
        await using var other = await LiveClient.Connect(_server.Address, carl);
        await _ada.Post("/api/v1/rooms/one/messages", new { text = "Now all that went before is through", clientId = "1" });
        await Until(ben, "receive_message");
        await Until(ada, "receive_message");

        await Change(_ada, new { displayName = "Ada L.", about = "Engines" });

        var told = await ben.Next("profile_changed");
        Assert.Equal("Ada L.", told.GetProperty("user").Text("displayName"));
        Assert.Equal("Engines", told.GetProperty("profile").Text("about"));
        Assert.Equal((await _ben.Get("/api/v1/users/ada")).ToString(), told.ToString());
        Assert.Equal(told.ToString(), (await ada.Next("profile_changed")).ToString());
        await ben.HasNothing();
        await Change(_ben, new { displayName = "Ben" });
        Assert.Equal("Ben", (await Until(other, "profile_changed")).GetProperty("user").Text("displayName"));
        await other.HasNothing();
    }

    [Fact]
    public async Task Friends_and_those_who_look_are_told_without_a_room_between_them()
    {
        var carl = await _server.SignUp("carl");
        var dora = await _server.SignUp("dora");
        await _ben.Send(HttpMethod.Put, "/api/v1/friends/ada", null, HttpStatusCode.OK);
        await using var friend = await LiveClient.Connect(_server.Address, _ben);
        await using var looks = await LiveClient.Connect(_server.Address, carl);
        await using var stranger = await LiveClient.Connect(_server.Address, dora);
        await looks.Done("watch_presence", new { users = new[] { _ada.Id } });

        await Change(_ada, new { displayName = "Ada L." });

        var told = await friend.Next("profile_changed");
        Assert.Equal("Ada L.", told.GetProperty("user").Text("displayName"));
        Assert.Equal(told.ToString(), (await looks.Next("profile_changed")).ToString());
        await friend.HasNothing();
        await stranger.HasNothing();
        await looks.Done("watch_presence", new { users = Array.Empty<string>() });
        await _ben.Send(HttpMethod.Delete, "/api/v1/friends/ada", null, HttpStatusCode.NoContent);
        await friend.Next("friend_removed");
        _server.Clock.Advance(TimeSpan.FromSeconds(2));
        await Change(_ada, new { displayName = "Ada" });
        await looks.HasNothing();
        await friend.HasNothing();
    }

    [Fact]
    public async Task Many_changes_are_told_at_once_and_then_once_a_second()
    {
        await using var ada = await LiveClient.Connect(_server.Address, _ada);
        for (var i = 0; i < 20; i++)
            await Change(_ada, new { displayName = $"Ada {i}" });
        await ada.Next("profile_changed");
        await ada.HasNothing();

        _server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Ada 19", (await ada.Next("profile_changed")).GetProperty("user").Text("displayName"));
        _server.Clock.Advance(TimeSpan.FromSeconds(2));
        await ada.HasNothing();
    }

    [Fact]
    public async Task The_address_is_nobody_elses_business()
    {
        await using var ada = await LiveClient.Connect(_server.Address, _ada);
        await Change(_ada, new { email = "ada@example.org" });
        await ada.HasNothing();
    }

    [Fact]
    public async Task Another_username_leaves_the_old_one_working_and_reserved()
    {
        Assert.Equal(_ada.Id, (await PersonOf("ada")).Text("id"));
        var changed = await Change(_ada, new { username = "Countess" });
        Assert.Equal("countess", changed.GetProperty("user").Text("username"));

        foreach (var name in new[] { "ada", "countess", "ADA", _ada.Id })
            Assert.Equal((_ada.Id, "countess"), ((await PersonOf(name)).Text("id"), (await PersonOf(name)).Text("username")));
        await _ben.Refuses(HttpMethod.Patch, Me, new { username = "ada" }, HttpStatusCode.Conflict, "conflict", "username");
        await _ben.Refuses(HttpMethod.Patch, Me, new { username = "countess" }, HttpStatusCode.Conflict, "conflict", "username");
        using var stranger = new Browser(_server);
        (await stranger.SignUp("ada")).IsProblem(HttpStatusCode.Conflict, "conflict", "username");
        (await stranger.LogIn("countess")).Is(HttpStatusCode.Created);
        (await stranger.LogIn("ada")).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");

        await Change(_ada, new { username = "ada" });
        Assert.Equal("ada", (await PersonOf("countess")).Text("username"));
    }

    [Fact]
    public async Task A_person_has_so_many_usernames_and_can_always_go_back()
    {
        for (var i = 0; i < 10; i++)
            await Change(_ada, new { username = $"ada-{i}" });
        await _ada.Refuses(HttpMethod.Patch, Me, new { username = "ada-10" }, HttpStatusCode.RequestEntityTooLarge, "too_large", "username");
        await Change(_ada, new { username = "ada" });
        await Change(_ada, new { username = "ada-3" });
        Assert.Equal("ada-3", (await PersonOf("ada")).Text("username"));
    }

    private static Task<JsonElement> Change(Someone someone, object change) =>
        someone.Send(HttpMethod.Patch, Me, change, HttpStatusCode.OK);

    private static string Names(JsonElement element) => string.Join(' ', element.EnumerateObject().Select(property => property.Name));

    private static async Task<JsonElement> Until(LiveClient client, string name)
    {
        while (true)
        {
            var (happened, data) = await client.Next();
            if (string.Equals(happened, name, StringComparison.Ordinal))
                return data;
        }
    }

    private async Task<JsonElement> ProfileOf(string user) => (await _ben.Get($"/api/v1/users/{user}")).GetProperty("profile");

    private async Task<JsonElement> PersonOf(string user) => (await _ben.Get($"/api/v1/users/{user}")).GetProperty("user");
}

public sealed class ProfileOnSqlite() : ProfileSpecification(DatabaseKind.Sqlite);

public sealed class ProfileOnPostgres() : ProfileSpecification(DatabaseKind.Postgres);
