using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Administration;

/// <summary>Invitations to the server, and what administrators see of those to rooms; every database must do the same.</summary>
public abstract class AdminInvitationsSpecification(DatabaseKind database) : IAsyncLifetime
{
    private const string Own = "/api/v1/admin/server-invitations";
    private const string OfRooms = "/api/v1/admin/invitations";

    private TestServer _server = null!;
    private Someone _ada = null!;
    private Someone _ben = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(database, ("SignUp", "invitation"));
        _ada = await _server.SignUp("ada");
        Assert.Equal(HttpStatusCode.Created, await SignUp("ben", (await Invite(new { })).Text("code")!));
        using var answer = await _server.Http.PostAsJsonAsync("/api/v1/sessions", new { username = "ben", password = "correct horse battery" });
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).Text("accessToken")!;
        var http = new HttpClient { BaseAddress = _server.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        _ben = new Someone("", "ben", token, http);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_link_makes_as_many_accounts_as_it_may_and_leads_into_no_room()
    {
        var code = (await Invite(new { maxUses = 1 })).Text("code")!;
        var preview = await _server.Http.GetFromJsonAsync<JsonElement>($"/api/v1/server-invitations/{code}");
        Assert.Equal("ada", preview.GetProperty("invitation").GetProperty("by").Text("username"));

        Assert.Equal(HttpStatusCode.Created, await SignUp("cleo", code));
        Assert.Equal(HttpStatusCode.BadRequest, await SignUp("dora", code));
        using var gone = await _server.Http.GetAsync($"/api/v1/server-invitations/{code}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        var listed = (await _ada.Get(Own)).GetProperty("invitations").EnumerateArray().First();
        Assert.Equal((1, "used_up"), (listed.Number("uses"), listed.Text("ended")));
    }

    [Fact]
    public async Task A_link_ends_with_its_time_and_when_it_is_revoked()
    {
        var short60 = await Invite(new { expiresInSeconds = 60 });
        var revoked = await Invite(new { });
        await _ada.Send(HttpMethod.Delete, $"{Own}/{revoked.Text("id")}", null, HttpStatusCode.NoContent);
        _server.Clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(HttpStatusCode.BadRequest, await SignUp("cleo", short60.Text("code")!));
        Assert.Equal(HttpStatusCode.BadRequest, await SignUp("cleo", revoked.Text("code")!));
        Assert.Equal(HttpStatusCode.BadRequest, await SignUp("cleo", "nonsense"));
        Assert.Equal(HttpStatusCode.Forbidden, await SignUp("cleo", null));
    }

    [Fact]
    public async Task There_are_a_hundred_at_most_and_the_oldest_that_ended_makes_place()
    {
        for (var i = 1; i < 100; i++)
            await Invite(new { });
        await _ada.Refuses(HttpMethod.Post, Own, new { }, HttpStatusCode.RequestEntityTooLarge, "too_large");
        var oldest = (await _ada.Get(Own)).GetProperty("invitations").EnumerateArray().Last();
        await _ada.Send(HttpMethod.Delete, $"{Own}/{oldest.Text("id")}", null, HttpStatusCode.NoContent);
        await Invite(new { });
        Assert.Equal(100, (await _ada.Get(Own)).GetProperty("invitations").GetArrayLength());
    }

    [Fact]
    public async Task Invitations_to_rooms_are_seen_without_their_codes_and_revoked()
    {
        await _ben.Post("/api/v1/rooms", new { name = "den", visibility = "private" });
        var code = (await _ben.Post("/api/v1/rooms/den/invitations", new { maxUses = 5 })).GetProperty("invitation").Text("code")!;
        await _ben.Post("/api/v1/rooms/den/invitations", new { });

        var page = await _ada.Get($"{OfRooms}?limit=1");
        var next = await _ada.Get($"{OfRooms}?limit=1&cursor={page.Text("next")}");
        var listed = Assert.Single(next.GetProperty("invitations").EnumerateArray());
        Assert.Equal(("den", "ben", 0, 5), (
            listed.GetProperty("room").Text("name"), listed.GetProperty("by").Text("username"), listed.Number("uses"), listed.Number("maxUses")));
        Assert.DoesNotContain(code, page.ToString() + next, StringComparison.Ordinal);
        await _ada.Send(HttpMethod.Delete, $"{OfRooms}/{listed.Text("id")}", null, HttpStatusCode.NoContent);

        Assert.Equal(HttpStatusCode.BadRequest, await SignUp("cleo", code));
        var ended = (await _ada.Get(OfRooms)).GetProperty("invitations").EnumerateArray().Last();
        Assert.Equal("revoked", ended.Text("ended"));
    }

    [Fact]
    public async Task Others_do_none_of_it()
    {
        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, Own), (HttpMethod.Post, Own), (HttpMethod.Delete, $"{Own}/1"), (HttpMethod.Get, OfRooms), (HttpMethod.Delete, $"{OfRooms}/1"),
        })
        {
            await _ben.Refuses(method, path, method == HttpMethod.Post ? new { } : null, HttpStatusCode.Forbidden, "forbidden");
        }

        await _ada.Refuses(HttpMethod.Delete, $"{Own}/1", null, HttpStatusCode.NotFound, "not_found");
        await _ada.Refuses(HttpMethod.Delete, $"{OfRooms}/1", null, HttpStatusCode.NotFound, "not_found");
        await _ada.Refuses(HttpMethod.Post, Own, new { maxUses = 0 }, HttpStatusCode.BadRequest, "invalid", "maxUses");
        await _ada.Refuses(HttpMethod.Get, $"{OfRooms}?cursor=x", null, HttpStatusCode.BadRequest, "invalid", "cursor");
    }

    private async Task<JsonElement> Invite(object terms) => (await _ada.Post(Own, terms)).GetProperty("invitation");

    private async Task<HttpStatusCode> SignUp(string username, string? invite)
    {
        using var answer = await _server.Http.PostAsJsonAsync("/api/v1/accounts", new { username, password = "correct horse battery", invite });
        return answer.StatusCode;
    }
}

public sealed class AdminInvitationsOnSqlite() : AdminInvitationsSpecification(DatabaseKind.Sqlite);

public sealed class AdminInvitationsOnPostgres() : AdminInvitationsSpecification(DatabaseKind.Postgres);
