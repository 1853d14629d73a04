using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parlor.Server.Data;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Administration;

/// <summary>What administrators see of rooms and do with them; every database must do the same.</summary>
public abstract class ServerRoomsSpecification(DatabaseKind database) : IAsyncLifetime
{
    private const string Path = "/api/v1/admin/rooms";

    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        await _ben.Post("/api/v1/rooms", new { name = "den", title = "The den", visibility = "private" });
        await _ben.Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        await _ben.Post("/api/v1/rooms/den/messages", new { text = "Between us", clientId = "1" });
        await _ben.Post("/api/v1/direct", new { user = "ada" });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task All_rooms_are_listed_without_what_is_said_in_them()
    {
        var first = await _ada.Get($"{Path}?limit=1");
        var den = Assert.Single(first.GetProperty("rooms").EnumerateArray());
        Assert.Equal(("den", "The den", "private"), (den.Text("name"), den.Text("title"), den.Text("visibility")));
        Assert.Equal((1, 1), (den.Number("memberCount"), den.Number("messages")));
        Assert.Equal("ben", den.GetProperty("owner").Text("username"));
        Assert.NotNull(den.Text("lastMessageAt"));
        Assert.DoesNotContain("Between us", first.ToString(), StringComparison.Ordinal);
        var second = await _ada.Get($"{Path}?limit=5&cursor={first.Text("next")}");
        Assert.Equal(["lobby"], Names(second));
        await _ada.Get("/api/v1/rooms/den", HttpStatusCode.NotFound);
        await _ada.Get("/api/v1/rooms/den/messages", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("query=THE", "den")]
    [InlineData("visibility=public", "lobby")]
    [InlineData("state=open", "den lobby")]
    [InlineData("state=archived", "")]
    [InlineData("state=ownerless", "")]
    public async Task Rooms_are_found_by_name_visibility_and_state(string filter, string expected) =>
        Assert.Equal(expected, string.Join(' ', Names(await _ada.Get($"{Path}?{filter}"))));

    [Fact]
    public async Task A_private_room_is_archived_and_taken_out_again_for_all_to_see()
    {
        await using var ben = await LiveClient.Connect(_server.Address, _ben);
        await _ada.Send(HttpMethod.Put, $"{Path}/den/archived", new { archived = true }, HttpStatusCode.NoContent);

        var told = await ben.Next("room_updated");
        Assert.Equal("ada", told.GetProperty("by").Text("username"));
        Assert.Equal(["den"], Names(await _ada.Get($"{Path}?state=archived")));
        await _ben.Refuses(HttpMethod.Post, "/api/v1/rooms/den/messages", new { text = "Hello", clientId = "2" }, HttpStatusCode.Forbidden, "forbidden");
        await _ada.Send(HttpMethod.Put, $"{Path}/den/archived", new { archived = false }, HttpStatusCode.NoContent);
        await _ben.Post("/api/v1/rooms/den/messages", new { text = "Hello", clientId = "3" });
    }

    [Fact]
    public async Task A_room_is_deleted_by_name_or_id_and_a_conversation_is_none()
    {
        await _ada.Send(HttpMethod.Delete, $"{Path}/den", null, HttpStatusCode.NoContent);
        await _ben.Get("/api/v1/rooms/den", HttpStatusCode.NotFound);
        var direct = (await _ben.Post("/api/v1/direct", new { user = "ada" }, HttpStatusCode.OK)).GetProperty("room");
        await _ada.Refuses(HttpMethod.Delete, $"{Path}/{direct.Text("id")}", null, HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Only_a_room_without_an_owner_is_given_one_of_its_members()
    {
        await _ada.Refuses(HttpMethod.Put, $"{Path}/den/owner", new { user = "ben" }, HttpStatusCode.Conflict, "conflict", "user");
        await _server.Services.GetRequiredService<Db>().Write(transaction => transaction.Execute("UPDATE memberships SET role = 'member' WHERE role = 'owner'"));
        Assert.Equal(["den", "lobby"], Names(await _ada.Get($"{Path}?state=ownerless")));
        await _ada.Refuses(HttpMethod.Put, $"{Path}/den/owner", new { user = "ada" }, HttpStatusCode.NotFound, "not_found");
        await _ada.Refuses(HttpMethod.Put, $"{Path}/den/owner", new { }, HttpStatusCode.BadRequest, "invalid", "user");

        await _ada.Send(HttpMethod.Put, $"{Path}/den/owner", new { user = "ben" }, HttpStatusCode.NoContent);

        Assert.Equal("owner", (await _ben.Get("/api/v1/rooms/den")).GetProperty("room").Text("role"));
        Assert.Equal(["lobby"], Names(await _ada.Get($"{Path}?state=ownerless")));
    }

    [Fact]
    public async Task Members_are_told_of_a_room_without_an_owner_alone()
    {
        await _server.SignUp("bea");
        await _ben.Send(HttpMethod.Put, "/api/v1/rooms/den/members/bea", null, HttpStatusCode.Created);
        await _ada.Refuses(HttpMethod.Get, $"{Path}/den/heirs", null, HttpStatusCode.Conflict, "conflict", "room");
        await _server.Services.GetRequiredService<Db>().Write(transaction => transaction.Execute("UPDATE memberships SET role = 'member' WHERE role = 'owner'"));

        Assert.Equal(["bea", "ben"], Heirs(await _ada.Get($"{Path}/den/heirs")));
        Assert.Equal(["bea"], Heirs(await _ada.Get($"{Path}/den/heirs?query=bea")));
        Assert.Empty(Heirs(await _ada.Get($"{Path}/den/heirs?query=ada")));
        await _ada.Refuses(HttpMethod.Get, $"{Path}/nowhere/heirs", null, HttpStatusCode.NotFound, "not_found");
        await _ben.Refuses(HttpMethod.Get, $"{Path}/den/heirs", null, HttpStatusCode.Forbidden, "forbidden");

        static IEnumerable<string?> Heirs(JsonElement answer) => answer.GetProperty("users").EnumerateArray().Select(person => person.Text("username"));
    }

    [Fact]
    public async Task Others_do_none_of_it()
    {
        await _ben.Refuses(HttpMethod.Get, Path, null, HttpStatusCode.Forbidden, "forbidden");
        await _ben.Refuses(HttpMethod.Put, $"{Path}/den/archived", new { archived = true }, HttpStatusCode.Forbidden, "forbidden");
        await _ben.Refuses(HttpMethod.Put, $"{Path}/den/owner", new { user = "ben" }, HttpStatusCode.Forbidden, "forbidden");
        await _ben.Refuses(HttpMethod.Delete, $"{Path}/den", null, HttpStatusCode.Forbidden, "forbidden");
        await _ada.Refuses(HttpMethod.Get, $"{Path}?state=full", null, HttpStatusCode.BadRequest, "invalid", "state");
    }

    private static IEnumerable<string?> Names(JsonElement page) => page.GetProperty("rooms").EnumerateArray().Select(room => room.Text("name"));
}

public sealed class ServerRoomsOnSqlite() : ServerRoomsSpecification(DatabaseKind.Sqlite);

public sealed class ServerRoomsOnPostgres() : ServerRoomsSpecification(DatabaseKind.Postgres);
