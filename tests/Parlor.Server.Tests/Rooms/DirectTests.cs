using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Rooms;

/// <summary>What direct conversations do; every database must do the same.</summary>
public abstract class DirectSpecification(DatabaseKind database) : IAsyncLifetime
{
    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;
    private Someone _cy = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database);
        _ada = await _server.SignUp("ada");
        _ben = await _server.SignUp("ben");
        _cy = await _server.SignUp("cy");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task It_shows_each_of_the_two_the_other()
    {
        var opened = await Open(_ada, "ben");

        Assert.Equal("direct", opened.Text("kind"));
        Assert.Equal("private", opened.Text("visibility"));
        Assert.Equal("", opened.Text("title"));
        Assert.Equal("ben", Assert.Single(opened.GetProperty("people").EnumerateArray()).Text("username"));
        var seen = (await _ben.Get($"/api/v1/rooms/{opened.Text("id")}")).GetProperty("room");
        Assert.Equal("ada", Assert.Single(seen.GetProperty("people").EnumerateArray()).Text("username"));
        Assert.Equal("member", seen.Text("role"));
    }

    [Fact]
    public async Task There_is_one_for_each_pair_also_when_both_open_it_at_once()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
        {
            var (opener, other) = i % 2 == 0 ? (_ada, _ben) : (_ben, _ada);
            return opener.Http.PostAsync("/api/v1/direct", JsonContent.Create(new { user = other.Id }));
        }));

        Assert.Single(opened, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(9, opened.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        var ids = await Task.WhenAll(opened.Select(async answer =>
            JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("room").Text("id")));
        Assert.Single(ids.Distinct());
        await using var live = await LiveClient.Connect(_server.Address, _ada);
        var again = (await live.Done("open_direct", new { user = "BEN" })).GetProperty("room");
        Assert.Equal(ids[0], again.Text("id"));
        Assert.NotEqual(ids[0], (await Open(_ada, "cy")).Text("id"));
    }

    [Fact]
    public async Task It_is_in_the_others_list_once_something_was_said()
    {
        var id = (await Open(_ada, "ben")).Text("id");
        Assert.Equal([id], await Listed(_ada));
        Assert.Empty(await Listed(_ben));

        await using var ben = await LiveClient.Connect(_server.Address, _ben);
        await _ada.Post($"/api/v1/rooms/{id}/messages", new { text = "Hello", clientId = "1" });

        Assert.Equal("Hello", (await ben.Next("receive_message")).GetProperty("message").Text("text"));
        Assert.Equal([id], await Listed(_ben));
        Assert.Equal(1, (await _ben.Get("/api/v1/rooms")).GetProperty("rooms")[0].Number("unread"));
    }

    [Fact]
    public async Task Others_do_not_know_of_it()
    {
        var room = await Open(_ada, "ben");
        foreach (var reference in new[] { room.Text("id"), room.Text("name") })
        {
            await _cy.Refuses(HttpMethod.Get, $"/api/v1/rooms/{reference}", null, HttpStatusCode.NotFound, "not_found");
            await _cy.Refuses(HttpMethod.Put, $"/api/v1/rooms/{reference}/members/cy", new { }, HttpStatusCode.NotFound, "not_found");
        }

        Assert.Empty((await _cy.Get("/api/v1/rooms?discover=true")).GetProperty("rooms").EnumerateArray());
    }

    [Fact]
    public async Task It_cannot_be_left_changed_extended_or_deleted()
    {
        var path = $"/api/v1/rooms/{(await Open(_ada, "ben")).Text("id")}";

        await Forbidden(HttpMethod.Delete, "/members/ada");
        await Forbidden(HttpMethod.Delete, "/members/ben");
        await Forbidden(HttpMethod.Put, "/members/cy", new { });
        await Forbidden(HttpMethod.Put, "/members/ben", new { role = "owner" });
        await Forbidden(HttpMethod.Patch, "", new { title = "Us" });
        await Forbidden(HttpMethod.Patch, "", new { visibility = "public" });
        await Forbidden(HttpMethod.Delete, "");
        await Forbidden(HttpMethod.Post, "/convert", new { name = "ours", visibility = "public" });
        await using var ada = await LiveClient.Connect(_server.Address, _ada);
        await ada.Refused("leave_room", new { room = path[14..] }, "forbidden");
        Assert.Equal(2, (await _ada.Get(path)).GetProperty("room").Number("lastSeq"));

        Task Forbidden(HttpMethod method, string rest, object? body = null) =>
            _ada.Refuses(method, path + rest, body, HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task It_is_with_one_other_person_who_exists()
    {
        await _ada.Refuses(HttpMethod.Post, "/api/v1/direct", new { }, HttpStatusCode.BadRequest, "invalid", "user");
        await _ada.Refuses(HttpMethod.Post, "/api/v1/direct", new { user = 5 }, HttpStatusCode.BadRequest, "invalid", "user");
        await _ada.Refuses(HttpMethod.Post, "/api/v1/direct", new { user = "ada" }, HttpStatusCode.BadRequest, "invalid", "user");
        await _ada.Refuses(HttpMethod.Post, "/api/v1/direct", new { user = "nobody" }, HttpStatusCode.NotFound, "not_found");
        await using var ada = await LiveClient.Connect(_server.Address, _ada);
        await ada.Refused("open_direct", new { }, "invalid", "user");
        Assert.Empty(await Listed(_ada));
    }

    private static async Task<JsonElement> Open(Someone opener, string user) =>
        (await opener.Post("/api/v1/direct", new { user })).GetProperty("room");

    private static async Task<IEnumerable<string?>> Listed(Someone person) =>
        (await person.Get("/api/v1/rooms")).GetProperty("rooms").EnumerateArray().Select(room => room.Text("id"));
}

public sealed class DirectOnSqlite() : DirectSpecification(DatabaseKind.Sqlite);

public sealed class DirectOnPostgres() : DirectSpecification(DatabaseKind.Postgres);
