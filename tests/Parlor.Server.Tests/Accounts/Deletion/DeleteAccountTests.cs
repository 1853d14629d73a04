using System.Net;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Accounts.Deletion;

/// <summary>What is left of somebody who deletes their account; every database must do the same.</summary>
public abstract class DeleteAccountSpecification(DatabaseKind database) : IAsyncLifetime
{
    private static readonly object Stay = new { messages = "stay", password = Browser.Password };

    private TestServer _server = null!;
    private Someone _owner = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _owner = await _server.SignUp("owner");
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        await _owner.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        await _ada.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ada", new { }, HttpStatusCode.Created);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_they_said_stays_by_a_deleted_person_and_they_are_gone_from_rooms_and_search()
    {
        await using var watching = await LiveClient.Connect(_server.Address, _owner);
        await _ada.Post("/api/v1/rooms/lobby/messages", new { text = "I was here", clientId = "1" });
        await watching.NextOf("receive_message");
        await _ada.Send(HttpMethod.Patch, "/api/v1/me", new { displayName = "Ada", about = "x", email = "ada@example.org" }, HttpStatusCode.OK);
        await watching.Next("profile_changed");

        await Delete(_ada, Stay, HttpStatusCode.NoContent);

        var told = await watching.Next("profile_changed");
        Assert.Equal("Deleted person", told.GetProperty("user").Text("displayName"));
        var left = await watching.Next("leave_room_announcement");
        Assert.Equal(_ada.Id, left.GetProperty("user").Text("id"));
        var author = (await _owner.Get("/api/v1/rooms/lobby/messages")).GetProperty("messages")[0].GetProperty("author");
        Assert.Equal(("Deleted person", $"deleted-{_ada.Id}", null), (author.Text("displayName"), author.Text("username"), author.Text("avatarUrl")));
        Assert.Single((await _owner.Get("/api/v1/rooms/lobby/members")).GetProperty("members").EnumerateArray());
        foreach (var query in new[] { "ada", "deleted" })
            Assert.Empty((await _owner.Get($"/api/v1/users?query={query}")).GetProperty("users").EnumerateArray());
        var profile = (await _owner.Get($"/api/v1/users/{_ada.Id}")).GetProperty("profile");
        Assert.Null(profile.Text("about"));
    }

    [Fact]
    public async Task What_they_said_goes_too_when_they_choose_so_and_others_see_it_go()
    {
        await _ada.Post("/api/v1/rooms/lobby/messages", new { text = "Forget this", clientId = "1" });
        await _owner.Post("/api/v1/rooms/lobby/messages", new { text = "Keep this", clientId = "1" });
        await using var watching = await LiveClient.Connect(_server.Address, _owner);

        await Delete(_ada, new { messages = "delete", password = Browser.Password }, HttpStatusCode.NoContent);

        Assert.Equal(3, (await watching.NextOf("message_deleted")).GetProperty("message").Number("seq"));
        var messages = (await _owner.Get("/api/v1/rooms/lobby/messages")).GetProperty("messages").EnumerateArray().ToList();
        Assert.Equal(["", "Keep this"], messages.Select(message => message.Text("text")));
        Assert.NotNull(messages[0].Text("deletedAt"));
    }

    [Fact]
    public async Task Their_sessions_end_and_nothing_lets_them_in_again()
    {
        using var phone = new Browser(_server);
        await phone.LogIn("ada");
        await using var live = await LiveClient.Connect(_server.Address, _ada);
        await Delete(_ada, Stay, HttpStatusCode.NoContent);
        await live.Closed;
        await _ada.Refuses(HttpMethod.Get, "/api/v1/me", null, HttpStatusCode.Unauthorized, "unauthorized");
        (await phone.Refresh()).Is(HttpStatusCode.Unauthorized);
        (await phone.LogIn("ada")).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
        (await phone.LogIn($"deleted-{_ada.Id}")).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task Nobody_gets_a_name_that_they_had()
    {
        await _ada.Send(HttpMethod.Patch, "/api/v1/me", new { username = "lovelace" }, HttpStatusCode.OK);
        await Delete(_ada, Stay, HttpStatusCode.NoContent);
        using var other = new Browser(_server);
        foreach (var name in new[] { "ada", "lovelace" })
            (await other.SignUp(name)).IsProblem(HttpStatusCode.Conflict, "conflict", "username");
        await _ben.Refuses(HttpMethod.Patch, "/api/v1/me", new { username = "ada" }, HttpStatusCode.Conflict, "conflict", "username");
        await _ben.Refuses(HttpMethod.Patch, "/api/v1/me", new { username = "deleted-1" }, HttpStatusCode.BadRequest, "invalid", "username");
        await _ben.Refuses(HttpMethod.Get, "/api/v1/users/ada", null, HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Friends_lose_them_and_a_direct_conversation_stays_the_others()
    {
        await _ada.Send(HttpMethod.Put, "/api/v1/friends/ben", null, HttpStatusCode.OK);
        await _ben.Send(HttpMethod.Put, "/api/v1/friends/ada", null, HttpStatusCode.OK);
        var conversation = (await _ada.Post("/api/v1/direct", new { user = "ben" })).GetProperty("room").Text("id");
        await _ada.Post($"/api/v1/rooms/{conversation}/messages", new { text = "See you", clientId = "1" });
        await using var ben = await LiveClient.Connect(_server.Address, _ben);

        await Delete(_ada, Stay, HttpStatusCode.NoContent);

        // The two come by different ways, in either order.
        var told = new[] { await ben.Next(), await ben.Next() };
        Assert.Equal(["friend_removed", "profile_changed"], told.Select(one => one.Name).Order(StringComparer.Ordinal));
        Assert.All(told, one => Assert.Equal("Deleted person", one.Data.GetProperty(one.Name is "friend_removed" ? "by" : "user").Text("displayName")));
        Assert.Empty((await _ben.Get("/api/v1/friends")).GetProperty("friends").EnumerateArray());
        var direct = Assert.Single((await _ben.Get("/api/v1/rooms")).GetProperty("rooms").EnumerateArray());
        Assert.Equal("Deleted person", direct.GetProperty("people")[0].Text("displayName"));
        foreach (var (method, path, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Put, $"/api/v1/friends/{_ada.Id}", null),
            (HttpMethod.Put, $"/api/v1/me/blocks/{_ada.Id}", null),
            (HttpMethod.Put, $"/api/v1/rooms/lobby/members/{_ada.Id}", new { }),
            (HttpMethod.Put, $"/api/v1/users/{_ada.Id}/role", new { role = "admin" }),
        })
        {
            await _owner.Refuses(method, path, body, HttpStatusCode.NotFound, "not_found");
        }
    }

    [Fact]
    public async Task Who_owns_a_room_alone_hands_it_over_first_and_rooms_without_others_go()
    {
        await _ada.Post("/api/v1/rooms", new { name = "attic", visibility = "private" });
        await _ada.Post("/api/v1/rooms", new { name = "cellar", visibility = "public" });
        await _ada.Send(HttpMethod.Put, "/api/v1/rooms/cellar/members/ben", new { }, HttpStatusCode.Created);
        var refused = await _ada.Send(HttpMethod.Post, "/api/v1/me/deletion", Stay, HttpStatusCode.Conflict);
        Assert.Equal(("conflict", "rooms"), (refused.Text("code"), refused.Text("field")));
        Assert.Contains("cellar", refused.Text("detail"), StringComparison.Ordinal);
        await _ada.Get("/api/v1/me");

        await _ada.Post("/api/v1/rooms/cellar/owner", new { user = "ben" }, HttpStatusCode.OK);
        await Delete(_ada, Stay, HttpStatusCode.NoContent);
        Assert.Equal("owner", (await _ben.Get("/api/v1/rooms/cellar")).GetProperty("room").Text("role"));
        await _ben.Post("/api/v1/rooms", new { name = "attic", visibility = "public" });
    }

    [Fact]
    public async Task The_servers_last_owner_stays_until_there_is_another()
    {
        await _owner.Refuses(HttpMethod.Post, "/api/v1/me/deletion", Stay, HttpStatusCode.Conflict, "conflict", "role");
        await _owner.Send(HttpMethod.Put, "/api/v1/users/ben/role", new { role = "owner" }, HttpStatusCode.NoContent);
        await _owner.Post("/api/v1/rooms/lobby/owner", new { user = "ada" }, HttpStatusCode.OK);
        await Delete(_owner, Stay, HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task It_takes_the_password_and_a_choice()
    {
        await _ada.Refuses(HttpMethod.Post, "/api/v1/me/deletion", new { messages = "stay" }, HttpStatusCode.BadRequest, "invalid", "password");
        await _ada.Refuses(HttpMethod.Post, "/api/v1/me/deletion", new { messages = "stay", password = "no" }, HttpStatusCode.BadRequest, "invalid", "password");
        await _ada.Refuses(HttpMethod.Post, "/api/v1/me/deletion", new { password = Browser.Password }, HttpStatusCode.BadRequest, "invalid", "messages");
        await _ada.Refuses(HttpMethod.Post, "/api/v1/me/deletion", new { messages = "perhaps", password = Browser.Password }, HttpStatusCode.BadRequest, "invalid");
        await _ada.Get("/api/v1/me");
    }

    private static Task<JsonElement> Delete(Someone someone, object body, HttpStatusCode expected) =>
        someone.Send(HttpMethod.Post, "/api/v1/me/deletion", body, expected);
}

public sealed class DeleteAccountOnSqlite() : DeleteAccountSpecification(DatabaseKind.Sqlite);

public sealed class DeleteAccountOnPostgres() : DeleteAccountSpecification(DatabaseKind.Postgres);
