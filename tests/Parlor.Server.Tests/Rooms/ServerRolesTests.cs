using System.Net;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Rooms;

/// <summary>What roles on the whole server do in rooms; every database must do the same.</summary>
public abstract class ServerRolesSpecification(DatabaseKind database) : IAsyncLifetime
{
    private TestServer _server = null!;
    private Someone _root = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _root = await _server.SignUp("root");
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        await _ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        await _ada.Post("/api/v1/rooms", new { name = "secret", visibility = "private" });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Owners_and_admins_give_roles_up_to_their_own_and_the_last_owner_stays()
    {
        await Forbidden(_ben, "ben", "admin");
        await Give(_root, "ada", "admin");
        await Forbidden(_ada, "ada", "owner");
        await Forbidden(_ada, "ben", "owner");
        await Forbidden(_ada, "root", "member");
        await Give(_ada, "ben", "admin");
        await Forbidden(_ben, "ada", "member");
        await Give(_ben, "ben", "member");

        await _root.Refuses(HttpMethod.Put, Path("root"), new { role = "admin" }, HttpStatusCode.Conflict, "conflict", "role");
        await _root.Refuses(HttpMethod.Put, Path("ben"), new { }, HttpStatusCode.BadRequest, "invalid", "role");
        await _root.Refuses(HttpMethod.Put, Path("ben"), new { role = 3 }, HttpStatusCode.BadRequest, "invalid", "role");
        await _root.Refuses(HttpMethod.Put, Path("nobody"), new { role = "admin" }, HttpStatusCode.NotFound, "not_found");
        await Give(_root, "ada", "owner");
        await Give(_ada, "root", "guest");
        Assert.Equal("guest", (await _root.Get("/api/v1/me")).GetProperty("user").Text("role"));
    }

    [Fact]
    public async Task A_guest_sees_the_rooms_they_were_added_to_and_finds_the_people_there()
    {
        await _root.Post("/api/v1/rooms", new { name = "other", visibility = "public" });
        await _ben.Get("/api/v1/rooms/lobby");
        await Give(_root, "ben", "guest");

        await _ben.Refuses(HttpMethod.Get, "/api/v1/rooms/lobby", null, HttpStatusCode.NotFound, "not_found");
        await _ben.Refuses(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", new { }, HttpStatusCode.NotFound, "not_found");
        await _ben.Refuses(HttpMethod.Post, "/api/v1/rooms", new { name = "mine", visibility = "public" }, HttpStatusCode.Forbidden, "forbidden");
        Assert.Empty(await Found("a"));
        await _ben.Refuses(HttpMethod.Get, "/api/v1/users/ada", null, HttpStatusCode.NotFound, "not_found");

        await _ada.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", new { }, HttpStatusCode.Created);

        var room = (await _ben.Get("/api/v1/rooms/lobby")).GetProperty("room");
        Assert.Equal("guest", room.Text("role"));
        Assert.Equal(["lobby"], (await _ben.Get("/api/v1/rooms?discover=true")).GetProperty("rooms").EnumerateArray().Select(one => one.Text("name")));
        Assert.Equal("ada", Assert.Single(await Found("a")));
        Assert.Empty(await Found("root"));
        await _ben.Refuses(HttpMethod.Get, "/api/v1/users/root", null, HttpStatusCode.NotFound, "not_found");
        foreach (var known in new[] { "ada", "ben" })
            Assert.Equal(known, (await _ben.Get($"/api/v1/users/{known}")).GetProperty("user").Text("username"));
        Assert.Empty(await Found("\0"));

        async Task<string?[]> Found(string query) => [.. (await _ben.Get($"/api/v1/users?query={Uri.EscapeDataString(query)}"))
            .GetProperty("users").EnumerateArray().Select(person => person.Text("username"))];
    }

    [Fact]
    public async Task Admins_keep_order_in_public_rooms_they_are_not_in_and_do_not_talk_there()
    {
        await _ben.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", null, HttpStatusCode.Created);
        var seen = (await _root.Get("/api/v1/rooms/lobby")).GetProperty("room");
        Assert.False(seen.TryGetProperty("role", out _));
        Assert.Contains("kick", seen.GetProperty("permissions").EnumerateArray().Select(one => one.GetString()));

        await _root.Send(HttpMethod.Patch, "/api/v1/rooms/lobby", new { topic = "Be kind" }, HttpStatusCode.OK);
        await _root.Send(HttpMethod.Delete, "/api/v1/rooms/lobby/members/ben", null, HttpStatusCode.NoContent);
        await Refused(HttpMethod.Delete, "lobby/members/ada", null);
        await Refused(HttpMethod.Post, "lobby/messages", new { text = "hi", clientId = "1" });
        await Refused(HttpMethod.Get, "lobby/messages", null);
        await Refused(HttpMethod.Delete, "lobby", null);
        await _root.Refuses(HttpMethod.Patch, "/api/v1/rooms/secret", new { topic = "x" }, HttpStatusCode.NotFound, "not_found");

        await _root.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/root", null, HttpStatusCode.Created);
        await Refused(HttpMethod.Patch, "lobby", new { topic = "x" });

        Task Refused(HttpMethod method, string path, object? body) =>
            _root.Refuses(method, $"/api/v1/rooms/{path}", body, HttpStatusCode.Forbidden, "forbidden");
    }

    private static string Path(string user) => $"/api/v1/users/{user}/role";

    private static Task<JsonElement> Give(Someone by, string user, string role) =>
        by.Send(HttpMethod.Put, Path(user), new { role }, HttpStatusCode.NoContent);

    private static Task Forbidden(Someone by, string user, string role) =>
        by.Refuses(HttpMethod.Put, Path(user), new { role }, HttpStatusCode.Forbidden, "forbidden");
}

public sealed class ServerRolesOnSqlite() : ServerRolesSpecification(DatabaseKind.Sqlite);

public sealed class ServerRolesOnPostgres() : ServerRolesSpecification(DatabaseKind.Postgres);
