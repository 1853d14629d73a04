using System.Net;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Accounts;

/// <summary>What a block stops; every database must do the same.</summary>
public abstract class BlocksSpecification(DatabaseKind database) : IAsyncLifetime
{
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
    public async Task A_block_stops_direct_messages_both_ways_and_its_end_lets_them_through()
    {
        var room = (await _ada.Post("/api/v1/direct", new { user = "ben" })).GetProperty("room").Text("id");
        await _ben.Post($"/api/v1/rooms/{room}/messages", new { text = "Hello", clientId = "1" });
        await using var ada = await LiveClient.Connect(_server.Address, _ada);
        await using var ben = await LiveClient.Connect(_server.Address, _ben);

        await _ada.Send(HttpMethod.Put, "/api/v1/me/blocks/ben", null, HttpStatusCode.NoContent);

        foreach (var (person, live) in new[] { (_ada, ada), (_ben, ben) })
        {
            await person.Refuses(
                HttpMethod.Post, $"/api/v1/rooms/{room}/messages", new { text = "Hello?", clientId = "2" }, HttpStatusCode.Forbidden, "forbidden");
            await live.Refused("send_message", new { room, text = "Hello?", clientId = "2" }, "forbidden");
            await live.Refused("typing", new { room }, "forbidden");
            Assert.Single((await person.Get($"/api/v1/rooms/{room}/messages")).GetProperty("messages").EnumerateArray());
        }

        await _ada.Send(HttpMethod.Delete, "/api/v1/me/blocks/ben", null, HttpStatusCode.NoContent);
        await _ben.Post($"/api/v1/rooms/{room}/messages", new { text = "Hello again", clientId = "3" });
    }

    [Fact]
    public async Task Who_is_blocked_cannot_reach_the_other_by_a_new_conversation()
    {
        await _ada.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        await _ben.Post("/api/v1/rooms", new { name = "lair", visibility = "private" });
        await _server.SignUp("cy");
        var group = (await _ben.Post("/api/v1/groups", new { users = new[] { "cy" } })).GetProperty("room").Text("id");
        await _ada.Send(HttpMethod.Put, "/api/v1/me/blocks/ben", null, HttpStatusCode.NoContent);

        await Forbidden(HttpMethod.Post, "/api/v1/direct", new { user = "ada" });
        await Forbidden(HttpMethod.Post, "/api/v1/groups", new { users = new[] { "cy", "ada" } });
        await Forbidden(HttpMethod.Put, $"/api/v1/rooms/{group}/members/ada", new { });
        await Forbidden(HttpMethod.Put, "/api/v1/rooms/lair/members/ada", new { });
        await Forbidden(HttpMethod.Put, "/api/v1/friends/ada", null);
        // A room is everyone's: there the two meet as before.
        await _ben.Send(HttpMethod.Put, "/api/v1/rooms/lobby/members/ben", new { }, HttpStatusCode.Created);
        await _ben.Post("/api/v1/rooms/lobby/messages", new { text = "Hello all", clientId = "1" });

        Task Forbidden(HttpMethod method, string path, object? body) => _ben.Refuses(method, path, body, HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Blocks_are_listed_and_told_to_the_blockers_own_devices_alone()
    {
        await using var ada = await LiveClient.Connect(_server.Address, _ada);
        await using var phone = await LiveClient.Connect(_server.Address, _ada);
        await using var ben = await LiveClient.Connect(_server.Address, _ben);

        await ada.Done("block_person", new { user = "ben" });
        await ada.Done("block_person", new { user = "ben" });
        Assert.Equal("ben", (await phone.Next("person_blocked")).GetProperty("user").Text("username"));
        var blocked = (await _ada.Get("/api/v1/me/blocks")).GetProperty("users");
        Assert.Equal(_ben.Id, Assert.Single(blocked.EnumerateArray()).Text("id"));
        Assert.Empty((await _ben.Get("/api/v1/me/blocks")).GetProperty("users").EnumerateArray());

        await ada.Done("unblock_person", new { user = "ben" });
        await ada.Done("unblock_person", new { user = "ben" });
        Assert.Equal("ben", (await phone.Next("person_unblocked")).GetProperty("user").Text("username"));
        await phone.HasNothing();
        await ben.HasNothing();
        Assert.Empty((await _ada.Get("/api/v1/me/blocks")).GetProperty("users").EnumerateArray());
    }

    [Fact]
    public async Task Only_others_who_exist_can_be_blocked()
    {
        await _ada.Refuses(HttpMethod.Put, "/api/v1/me/blocks/ada", null, HttpStatusCode.BadRequest, "invalid", "user");
        await _ada.Refuses(HttpMethod.Put, "/api/v1/me/blocks/nobody", null, HttpStatusCode.NotFound, "not_found");
        await _ada.Refuses(HttpMethod.Delete, "/api/v1/me/blocks/nobody", null, HttpStatusCode.NotFound, "not_found");
        await using var ada = await LiveClient.Connect(_server.Address, _ada);
        await ada.Refused("block_person", new { }, "invalid", "user");
        Assert.Empty((await _ada.Get("/api/v1/me/blocks")).GetProperty("users").EnumerateArray());
    }
}

public sealed class BlocksOnSqlite() : BlocksSpecification(DatabaseKind.Sqlite);

public sealed class BlocksOnPostgres() : BlocksSpecification(DatabaseKind.Postgres);
